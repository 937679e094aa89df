import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AppPermissions } from './state/world.ts';

/** What an `app.yml` asks for. */
export interface AppManifest {
  readonly permissions: AppPermissions;
  readonly events: readonly string[];
}

const manifestSchema = z.object({
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).default({}),
  default_events: z.array(z.string()).default([]),
});

/** Reads the permissions and events that an app declares in its manifest. Throws when it is not one. */
export async function readAppManifest(path: string): Promise<AppManifest> {
  const manifest = manifestSchema.parse(parse(await readFile(path, 'utf8')) ?? {});
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}

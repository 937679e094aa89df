import { z } from 'zod';
import type { SettingsFiles, TextFile } from '../../ports.ts';

/**
 * What `.github/rollcall/templates/` and the folders in it hold, for a field that is a Git object; it needs the
 * fragment `file` on Blob. Entries are no connection: they cost no point of the hourly budget.
 */
export const templateFolder = `
  ... on Tree { entries { name object { ...file ... on Tree { entries { name object { ...file } } } } } }
`.trim();

/** An empty object is what is there but is no file. */
export const fileAnswer = z
  .object({ oid: z.string().optional(), text: z.string().nullish() })
  .nullish()
  .transform((value) => value ?? undefined);

const inner = z.object({ name: z.string(), object: fileAnswer });
const outer = z.object({
  name: z.string(),
  object: z
    .object({ oid: z.string().optional(), text: z.string().nullish(), entries: z.array(inner).nullish() })
    .nullish(),
});
export const templateFolderAnswer = z
  .object({ entries: z.array(outer).nullish() })
  .nullish()
  .transform((value) => value?.entries ?? []);

export type FileAnswer = z.output<typeof fileAnswer>;

/** A file that is not text counts as empty. */
export function textFileOf(answer: FileAnswer | null): TextFile | undefined {
  if (answer?.oid === undefined) return undefined;
  return { oid: answer.oid, text: answer.text ?? '' };
}

/** Templates by their path under the folder without `.hbs`: `card`, `issues/stage`. */
export function templatesOf(entries: z.output<typeof templateFolderAnswer>): SettingsFiles['templates'] {
  const found: [string, TextFile | undefined][] = [];
  for (const { name, object } of entries) {
    found.push([name, textFileOf(object ?? undefined)]);
    for (const file of object?.entries ?? []) found.push([`${name}/${file.name}`, textFileOf(file.object)]);
  }
  const templates: [string, TextFile][] = [];
  for (const [path, file] of found) {
    if (file !== undefined && path.endsWith('.hbs')) templates.push([path.slice(0, -'.hbs'.length), file]);
  }
  // fromEntries defines own properties, also for a file named `__proto__.hbs`.
  return Object.fromEntries(templates);
}

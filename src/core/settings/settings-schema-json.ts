import { z } from 'zod';
import { settingsSchema } from './settings-schema.ts';

/**
 * The JSON Schema of `.github/rollcall.yml` for editors, checked in as schema/rollcall.schema.json. It describes what
 * may be written; what only code can tell (a time zone's name, a day of the calendar) it leaves open.
 */
export function settingsJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(settingsSchema, { io: 'input' });
  return {
    $schema,
    title: 'Rollcall settings',
    description: 'Settings of Rollcall for a repository, in .github/rollcall.yml.',
    ...schema,
  };
}

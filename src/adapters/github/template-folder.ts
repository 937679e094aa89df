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
const fileFields = { oid: z.string().optional(), text: z.string().nullish(), byteSize: z.number().optional() };
export const fileAnswer = z
  .object(fileFields)
  .nullish()
  .transform((value) => value ?? undefined);

const inner = z.object({ name: z.string(), object: fileAnswer });
const outer = z.object({
  name: z.string(),
  object: z.object({ ...fileFields, entries: z.array(inner).nullish() }).nullish(),
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
  const templates: [string, TextFile][] = [];
  for (const [name, answer] of templateFilesOf(entries)) {
    const file = textFileOf(answer);
    if (file !== undefined) templates.push([name, file]);
  }
  // fromEntries defines own properties, also for a file named `__proto__.hbs`.
  return Object.fromEntries(templates);
}

export function templateFilesOf(
  entries: z.output<typeof templateFolderAnswer>,
): readonly (readonly [name: string, file: FileAnswer])[] {
  const found: [string, FileAnswer][] = [];
  for (const { name, object } of entries) {
    found.push([name, object ?? undefined]);
    for (const file of object?.entries ?? []) found.push([`${name}/${file.name}`, file.object]);
  }
  return found
    .filter(([path]) => path.endsWith('.hbs'))
    .map(([path, file]) => [path.slice(0, -'.hbs'.length), file] as const);
}

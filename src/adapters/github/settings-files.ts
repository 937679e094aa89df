import type { SettingsFiles, TextFile } from '../../ports.ts';
import type { FileAnswer, RepositoryAnswer } from './read-answer.ts';

/** The settings and templates as they are on the default branches. A file that is not text counts as empty. */
export function settingsFilesOf(repository: RepositoryAnswer, ownerFile: FileAnswer): SettingsFiles {
  const templates: [string, TextFile][] = [];
  for (const entry of repository.templates?.entries ?? []) {
    const file = textFileOf(entry.object);
    if (file !== undefined && entry.name.endsWith('.hbs')) templates.push([entry.name.slice(0, -'.hbs'.length), file]);
  }
  return {
    repository: textFileOf(repository.settings),
    owner: textFileOf(ownerFile),
    // fromEntries defines own properties, also for a file named `__proto__.hbs`.
    templates: Object.fromEntries(templates),
  };
}

function textFileOf(answer: FileAnswer): TextFile | undefined {
  if (answer?.oid === undefined) return undefined;
  return { oid: answer.oid, text: answer.text ?? '' };
}

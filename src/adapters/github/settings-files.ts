import type { SettingsFiles } from '../../ports.ts';
import type { RepositoryAnswer } from './read-answer.ts';
import { type FileAnswer, templatesOf, textFileOf } from './template-folder.ts';

/** The settings and templates as they are on the default branches. */
export function settingsFilesOf(repository: RepositoryAnswer, ownerFile: FileAnswer): SettingsFiles {
  return {
    repository: textFileOf(repository.settings),
    owner: textFileOf(ownerFile),
    templates: templatesOf(repository.templates),
  };
}

import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
import type { SettingsFiles, TextFile } from '../../ports.ts';
import type { HeadRef } from './check-request.ts';
import { failureOf } from './failure.ts';
import { type GraphqlDocument, parseAnswer, sendGraphql } from './graphql.ts';
import { fileAnswer, templateFolder, templateFolderAnswer, templatesOf, textFileOf } from './template-folder.ts';

const pageSize = 100;
/** GitHub lists no more than 3,000 files of a pull request. */
const mostPages = 30;

/** Whether the pull request changes a file for which `isOurs` holds. Looks no further than the first one. */
export async function touches(
  octokit: Octokit,
  pull: Pick<HeadRef, 'owner' | 'repository'> & { readonly number: number },
  isOurs: (path: string) => boolean,
  now: Instant,
): Promise<boolean> {
  const where = { owner: pull.owner, repo: pull.repository, pull_number: pull.number, per_page: pageSize };
  try {
    for (let page = 1; page <= mostPages; page += 1) {
      const { data } = await octokit.rest.pulls.listFiles({ ...where, page });
      if (
        data.some(({ filename, previous_filename }) => [filename, previous_filename].some((path) => isOurs(path ?? '')))
      ) {
        return true;
      }
      if (data.length < pageSize) return false;
    }
  } catch (error) {
    throw failureOf(error, now) ?? error;
  }
  return false;
}

const headQuery = /* GraphQL */ `
query RollcallHead($owner: String!, $name: String!, $settings: String!, $templates: String!) {
  repository(owner: $owner, name: $name) {
    settings: object(expression: $settings) { ...file }
    templates: object(expression: $templates) { ${templateFolder} }
  }
}
fragment file on Blob { oid text }
`.trim();

export function headDocument({ owner, repository, headSha }: HeadRef): GraphqlDocument {
  return {
    query: headQuery,
    variables: {
      owner,
      name: repository,
      settings: `${headSha}:.github/rollcall.yml`,
      templates: `${headSha}:.github/rollcall/templates`,
    },
  };
}

const headAnswer = z.object({ repository: z.object({ settings: fileAnswer, templates: templateFolderAnswer }) });

/** Settings and templates as the pull request would have them. GitHub has a fork's commits in the repository too. */
export interface HeadFiles {
  readonly settings: TextFile | undefined;
  readonly templates: SettingsFiles['templates'];
}

export async function readHeadFiles(octokit: Octokit, head: HeadRef, now: Instant): Promise<HeadFiles> {
  const { repository } = parseAnswer(headAnswer, await sendGraphql(octokit, headDocument(head), now), now);
  return { settings: textFileOf(repository.settings), templates: templatesOf(repository.templates) };
}

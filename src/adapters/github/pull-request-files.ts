import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
import type { TextFile } from '../../ports.ts';
import { failureOf } from './failure.ts';
import { type GraphqlDocument, parseAnswer, sendGraphql } from './graphql.ts';
import type { PullRequestRef } from './pull-request-payload.ts';

const pageSize = 100;
/** GitHub lists no more than 3,000 files of a pull request. */
const mostPages = 30;

/** Whether the pull request changes a file for which `isOurs` holds. Looks no further than the first one. */
export async function touches(
  octokit: Octokit,
  pull: PullRequestRef,
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
    templates: object(expression: $templates) {
      ... on Tree { entries { name object { ...file ... on Tree { entries { name object { ...file } } } } } }
    }
  }
}
fragment file on Blob { oid text }
`.trim();

export function headDocument({ owner, repository, headSha }: PullRequestRef): GraphqlDocument {
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

const file = z.object({ oid: z.string().optional(), text: z.string().nullish() });
const entries = <Inner extends z.ZodType>(object: Inner) =>
  z.array(z.object({ name: z.string(), object: object.nullish() })).nullish();
/** A file, or a folder with files. */
const fileOrFolder = file.extend({ entries: entries(file) });
const headAnswer = z.object({
  repository: z.object({
    settings: file.nullish(),
    templates: z.object({ entries: entries(fileOrFolder) }).nullish(),
  }),
});

/** Settings and templates as the pull request would have them. A file that is not text counts as empty. */
export interface HeadFiles {
  readonly settings: TextFile | undefined;
  /** By path under `.github/rollcall/templates/` without `.hbs`. */
  readonly templates: Readonly<Record<string, string>>;
}

export async function readHeadFiles(octokit: Octokit, pull: PullRequestRef, now: Instant): Promise<HeadFiles> {
  const { repository } = parseAnswer(headAnswer, await sendGraphql(octokit, headDocument(pull), now), now);
  const templates: [string, string][] = [];
  for (const entry of repository.templates?.entries ?? []) {
    if (entry.object?.oid !== undefined) templates.push([entry.name, entry.object.text ?? '']);
    for (const inner of entry.object?.entries ?? []) {
      if (inner.object?.oid !== undefined) templates.push([`${entry.name}/${inner.name}`, inner.object.text ?? '']);
    }
  }
  const { settings } = repository;
  return {
    settings: settings?.oid === undefined ? undefined : { oid: settings.oid, text: settings.text ?? '' },
    // fromEntries defines own properties, also for a file named `__proto__.hbs`.
    templates: Object.fromEntries(
      templates.filter(([name]) => name.endsWith('.hbs')).map(([name, text]) => [name.slice(0, -'.hbs'.length), text]),
    ),
  };
}

import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
import type { TextFile } from '../../ports.ts';
import type { HeadRef } from './check-request.ts';
import { failureOf } from './failure.ts';
import { type GraphqlDocument, parseAnswer, sendGraphql } from './graphql.ts';
import { fileAnswer, templateFilesOf, templateFolder, templateFolderAnswer, textFileOf } from './template-folder.ts';

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
fragment file on Blob { oid byteSize }
`.trim();

const settingsPath = '.github/rollcall.yml';
const templatesPath = '.github/rollcall/templates';

/** Which files there are and how large they are: anybody may open a pull request, with whatever in it. */
export function headDocument({ owner, repository, headSha }: HeadRef): GraphqlDocument {
  return {
    query: headQuery,
    variables: {
      owner,
      name: repository,
      settings: `${headSha}:${settingsPath}`,
      templates: `${headSha}:${templatesPath}`,
    },
  };
}

/** The texts of files, in their order. */
export function textsDocument({ owner, repository, headSha }: HeadRef, paths: readonly string[]): GraphqlDocument {
  const parameters = paths.map((_path, index) => `, $file${index}: String!`).join('');
  const fields = paths.map((_path, index) => `    file${index}: object(expression: $file${index}) { ...file }`);
  return {
    query: `
query RollcallTexts($owner: String!, $name: String!${parameters}) {
  repository(owner: $owner, name: $name) {
${fields.join('\n')}
  }
}
fragment file on Blob { oid text }
`.trim(),
    variables: {
      owner,
      name: repository,
      ...Object.fromEntries(paths.map((path, index) => [`file${index}`, `${headSha}:${path}`])),
    },
  };
}

const headAnswer = z.object({ repository: z.object({ settings: fileAnswer, templates: templateFolderAnswer }) });
const textsAnswer = z.object({ repository: z.record(z.string(), fileAnswer) });

/** In bytes. */
export interface HeadLimits {
  readonly settings: number;
  readonly template: number;
  /** Of all texts together. */
  readonly all: number;
}

/** Settings and templates as the pull request would have them. GitHub has a fork's commits in the repository too. */
export interface HeadFiles {
  readonly settings: TextFile | 'too-large' | undefined;
  readonly templates: Readonly<Record<string, TextFile | 'too-large'>>;
  /** Templates that were left, because there are too many. */
  readonly left: readonly string[];
}

/** One request, and a second one when there is anything. */
export async function readHeadFiles(
  octokit: Octokit,
  head: HeadRef,
  limits: HeadLimits,
  now: Instant,
): Promise<HeadFiles> {
  const { repository } = parseAnswer(headAnswer, await sendGraphql(octokit, headDocument(head), now), now);
  const isThere = repository.settings?.oid !== undefined;
  const settings = { key: '', path: settingsPath, size: repository.settings?.byteSize ?? 0, limit: limits.settings };
  const templates = templateFilesOf(repository.templates)
    .filter(([, file]) => file?.oid !== undefined)
    .map(([name, file]) => {
      const path = `${templatesPath}/${name}.hbs`;
      return { key: name, path, size: file?.byteSize ?? 0, limit: limits.template };
    });
  const files = isThere ? [settings, ...templates] : templates;
  const { wanted, left } = choose(
    files.filter(({ size, limit }) => size <= limit),
    limits.all,
  );
  const texts = await readTexts(octokit, head, wanted, now);
  const read = new Map<string, TextFile | 'too-large'>(texts);
  for (const { key, size, limit } of files) if (size > limit) read.set(key, 'too-large');
  const settingsText = read.get('');
  read.delete('');
  // fromEntries defines own properties, also for a file named `__proto__.hbs`.
  return { settings: settingsText, templates: Object.fromEntries(read), left };
}

interface Sized {
  readonly key: string;
  readonly path: string;
  readonly size: number;
}

const mostFiles = 300;

function choose<File extends Sized>(files: readonly File[], room: number): { wanted: File[]; left: string[] } {
  const wanted: File[] = [];
  const left: string[] = [];
  let used = 0;
  for (const file of files) {
    used += file.size;
    if (used <= room && wanted.length < mostFiles) wanted.push(file);
    else left.push(file.key);
  }
  return { wanted, left };
}

async function readTexts(
  octokit: Octokit,
  head: HeadRef,
  files: readonly Sized[],
  now: Instant,
): Promise<readonly (readonly [string, TextFile])[]> {
  if (files.length === 0) return [];
  const document = textsDocument(
    head,
    files.map(({ path }) => path),
  );
  const { repository } = parseAnswer(textsAnswer, await sendGraphql(octokit, document, now), now);
  return files.flatMap(({ key }, index) => {
    const file = textFileOf(repository[`file${index}`]);
    return file === undefined ? [] : [[key, file] as const];
  });
}

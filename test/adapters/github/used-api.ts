/** What the adapter uses of GitHub's APIs, found in its own source and documents. */
import { readdirSync, readFileSync } from 'node:fs';
import { schema as publicSchema } from '@octokit/graphql-schema';
import { Octokit } from '@octokit/rest';
import { buildSchema, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { postedDocument } from '../../../src/adapters/github/posted-comments.ts';
import { headDocument } from '../../../src/adapters/github/pull-request-files.ts';
import { commentsDocument, labelDocument, readDocument } from '../../../src/adapters/github/read-document.ts';
import { sweepDocument } from '../../../src/adapters/github/sweep.ts';

export interface Route {
  readonly method: string;
  /** Template: `/repos/{owner}/{repo}`. */
  readonly path: string;
}

const folder = new URL('../../../src/adapters/github/', import.meta.url);

/** Every REST route that the adapter's source names, as a text or as a method of Octokit. */
export function usedRoutes(): readonly Route[] {
  const { rest } = new Octokit();
  const routes: Route[] = [];
  for (const name of readdirSync(folder)) {
    const source = readFileSync(new URL(name, folder), 'utf8');
    for (const [, method, path] of source.matchAll(/['"`](GET|POST|PUT|PATCH|DELETE) (\/[^'"`]*)['"`]/g)) {
      if (method !== undefined && path !== undefined && path !== '/graphql') routes.push({ method, path });
    }
    for (const [, scope, method] of source.matchAll(/\.rest\.(\w+)\.(\w+)\(/g)) {
      const endpoint: unknown = Reflect.get(Reflect.get(rest, scope ?? ''), method ?? '');
      routes.push(endpointOf(endpoint));
    }
  }
  // The authentication asks for it by itself.
  return [...routes, { method: 'POST', path: '/app/installations/{installation_id}/access_tokens' }];
}

function endpointOf(method: unknown): Route {
  // Octokit hangs the defaults of its endpoint on each of its methods.
  const { DEFAULTS } = (method as { endpoint: { DEFAULTS: { method: string; url: string } } }).endpoint;
  return { method: DEFAULTS.method, path: DEFAULTS.url };
}

/** Every field of a type that the queries select, as `Type.field`. */
export function usedFields(types: readonly string[]): readonly string[] {
  const info = new TypeInfo(buildSchema(publicSchema.idl, { assumeValidSDL: true }));
  const read = { owner: '', name: '', number: 1, person: '', blockerLabel: '', known: [] };
  const issue = { installationId: 1, repositoryId: 2, owner: '', repository: '', number: 3 };
  const documents = [
    readDocument(read),
    commentsDocument('', undefined),
    labelDocument('', ''),
    postedDocument(issue, undefined),
    sweepDocument(issue, []),
    headDocument({ ...issue, headSha: '' }),
  ];
  const fields = new Set<string>();
  const note = visitWithTypeInfo(info, {
    Field(node) {
      const parent = info.getParentType()?.name ?? '';
      if (types.includes(parent)) fields.add(`${parent}.${node.name.value}`);
    },
  });
  for (const document of documents) visit(parse(document.query), note);
  return [...fields].sort();
}

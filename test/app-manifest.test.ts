import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { MutationField } from '../src/adapters/github/mutation-document.ts';
import { handledEvents } from '../src/adapters/github/payload.ts';
import { usedFields, usedRoutes } from './adapters/github/used-api.ts';

const manifest = z
  .strictObject({
    name: z.string(),
    description: z.string(),
    // The registration is refused without one.
    url: z.url(),
    public: z.boolean(),
    default_events: z.array(z.string()),
    default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  })
  .parse(parse(readFileSync(new URL('../app.yml', import.meta.url), 'utf8')));

/** The permission that each part of the APIs needs; undefined where the token alone will do. */
const ofMutations: Readonly<Record<MutationField, string>> = {
  createLabel: 'issues: write',
  createIssue: 'issues: write',
  addComment: 'issues: write',
  updateIssueComment: 'issues: write',
  deleteIssueComment: 'issues: write',
  addLabelsToLabelable: 'issues: write',
  removeLabelsFromLabelable: 'issues: write',
  updateIssue: 'issues: write',
  closeIssue: 'issues: write',
  addReaction: 'issues: write',
  removeReaction: 'issues: write',
};
const ofFields: Readonly<Record<string, string | undefined>> = {
  'Organization.teams': 'members: read',
  'Query.node': undefined,
  'Query.nodes': undefined,
  'Query.rateLimit': undefined,
  'Query.repository': 'metadata: read',
  'Repository.collaborators': 'metadata: read',
  'Repository.databaseId': 'metadata: read',
  'Repository.id': 'metadata: read',
  'Repository.issue': 'issues: read',
  'Repository.issues': 'issues: read',
  'Repository.label': 'issues: read',
  'Repository.labels': 'issues: read',
  'Repository.name': 'metadata: read',
  'Repository.object': 'contents: read',
  'Repository.owner': 'metadata: read',
};
const ofRoutes: Readonly<Record<string, string | undefined>> = {
  'GET /app': undefined,
  'GET /app/hook/deliveries': undefined,
  'POST /app/hook/deliveries/{delivery_id}/attempts': undefined,
  'GET /app/installations': undefined,
  'GET /installation/repositories': 'metadata: read',
  'GET /repos/{owner}/{repo}': 'metadata: read',
  'GET /repos/{owner}/{repo}/installation': undefined,
  'GET /repos/{owner}/{repo}/issues': 'issues: read',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files': 'pull_requests: read',
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs': 'checks: read',
  'POST /repos/{owner}/{repo}/check-runs': 'checks: write',
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': 'checks: write',
  'POST /app/installations/{installation_id}/access_tokens': undefined,
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': 'metadata: read',
};

describe('app.yml', () => {
  it('asks for exactly the events that are handled', () => {
    expect([...manifest.default_events].sort()).toEqual([...handledEvents].sort());
  });

  it('asks for exactly the permissions that are used', () => {
    const fields = usedFields(['Query', 'Repository', 'Organization']);
    const routes = usedRoutes().map(({ method, path }) => `${method} ${path}`);
    expect(fields.filter((field) => !(field in ofFields))).toEqual([]);
    expect(routes.filter((route) => !(route in ofRoutes))).toEqual([]);
    const needs = [
      ...Object.values(ofMutations),
      ...fields.map((field) => ofFields[field]),
      ...routes.map((route) => ofRoutes[route]),
    ];
    const needed: Record<string, string> = {};
    for (const need of needs) {
      const [name, level] = need?.split(': ') ?? [];
      if (name !== undefined && level !== undefined && needed[name] !== 'write') needed[name] = level;
    }
    expect(manifest.default_permissions).toEqual(needed);
  });

  it('registers an app of its owner alone', () => {
    expect(manifest.public).toBe(false);
  });
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { usedRoutes } from './used-api.ts';

const description = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ 'x-github': z.object({ enabledForGitHubApps: z.boolean().optional() }) })),
  ),
});
const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
const { paths } = description.parse(JSON.parse(readFileSync(file, 'utf8')));

const used = usedRoutes();

it('finds the routes that the adapter uses', () => {
  const found = used.map(({ method, path }) => `${method} ${path}`).sort();
  expect(found).toEqual([
    'GET /app',
    'GET /app/hook/deliveries',
    'GET /app/installations',
    'GET /installation/repositories',
    'GET /repos/{owner}/{repo}',
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    'GET /repos/{owner}/{repo}/installation',
    'GET /repos/{owner}/{repo}/issues',
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
    'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    'POST /app/hook/deliveries/{delivery_id}/attempts',
    'POST /app/installations/{installation_id}/access_tokens',
    'POST /repos/{owner}/{repo}/check-runs',
  ]);
});

it.each(used)('$method $path is a route of GitHub that Apps may use', ({ method, path }) => {
  const operation = paths[path]?.[method.toLowerCase()];
  expect(operation).toBeDefined();
  // Routes of the app itself are for its own token, which is not an installation's.
  if (!path.startsWith('/app') && !path.endsWith('/installation'))
    expect(operation?.['x-github'].enabledForGitHubApps).toBe(true);
});

import { appRoutes } from './app-routes.ts';
import { checkRoutes } from './check-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { labelRoutes } from './label-routes.ts';
import { pullRoutes } from './pull-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import type { Route } from './route.ts';

/** Every route of the REST API that the sandbox answers, beside `GET /rate_limit`. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...repositoryRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...issueRoutes,
  ...checkRoutes,
  ...pullRoutes,
];

const patterns = routes.map((route) => ({ route, pattern: patternOf(route.path) }));

export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
  for (const { route, pattern } of patterns) {
    if (route.method !== method) continue;
    const match = pattern.exec(path);
    if (match === null) continue;
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(match.groups ?? {})) params[name] = decode(value);
    return { route, params };
  }
  return undefined;
}

/** A parameter is one part of the path; a file's path may have several. */
function patternOf(template: string): RegExp {
  const source = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'path') return '(?<path>.*)';
    return name.endsWith('_id') || name.endsWith('_number') ? `(?<${name}>\\d+)` : `(?<${name}>[^/]+)`;
  });
  return new RegExp(`^${source}$`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

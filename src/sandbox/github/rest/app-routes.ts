/** What an app asks with its own key: about itself, its installations and its webhook deliveries. */

import type { Delivery } from '../delivery.ts';
import { notFound } from '../github-error.ts';
import { iso } from '../platform.ts';
import { findRepository } from '../state/repositories.ts';
import { covers } from '../state/roles.ts';
import type { AppPermissions, Installation, Repository } from '../state/world.ts';
import { presentApp, presentInstallation } from './present-account.ts';
import { presentRepository } from './present-repository.ts';
import { type AppRequest, created, malformed, ok, page, type RestAnswer, type Route } from './route.ts';

export const appRoutes: readonly Route[] = [
  { method: 'GET', path: '/app', auth: 'app', answer: ({ platform, app }) => ok(presentApp(platform, app)) },
  { method: 'GET', path: '/app/installations', auth: 'app', answer: listInstallations },
  { method: 'GET', path: '/app/installations/{installation_id}', auth: 'app', answer: getInstallation },
  {
    method: 'POST',
    path: '/app/installations/{installation_id}/access_tokens',
    auth: 'app',
    answer: createToken,
  },
  { method: 'GET', path: '/app/hook/deliveries', auth: 'app', answer: listDeliveries },
  { method: 'GET', path: '/app/hook/deliveries/{delivery_id}', auth: 'app', answer: getDelivery },
  { method: 'POST', path: '/app/hook/deliveries/{delivery_id}/attempts', auth: 'app', answer: redeliver },
  { method: 'GET', path: '/repos/{owner}/{repo}/installation', auth: 'app', answer: repositoryInstallation },
  { method: 'GET', path: '/orgs/{org}/installation', auth: 'app', answer: accountInstallation },
  { method: 'GET', path: '/users/{username}/installation', auth: 'app', answer: accountInstallation },
];

function installations(request: AppRequest): Installation[] {
  return [...request.platform.world.installations.values()].filter((one) => one.app === request.app);
}

function listInstallations(request: AppRequest): RestAnswer {
  return page(request, installations(request), (one) => presentInstallation(request.platform, one));
}

function installationOf(request: AppRequest): Installation {
  const id = Number(request.params['installation_id']);
  const found = installations(request).find((one) => one.id === id);
  if (found === undefined) throw notFound();
  return found;
}

function getInstallation(request: AppRequest): RestAnswer {
  return ok(presentInstallation(request.platform, installationOf(request)));
}

function repositoryInstallation(request: AppRequest): RestAnswer {
  const { owner = '', repo = '' } = request.params;
  const repository = findRepository(request.platform.world, owner, repo);
  const found = installations(request).find((one) => repository !== undefined && covers(one, repository));
  if (found === undefined) throw notFound();
  return ok(presentInstallation(request.platform, found));
}

function accountInstallation(request: AppRequest): RestAnswer {
  const login = (request.params['org'] ?? request.params['username'] ?? '').toLowerCase();
  const kind = request.params['org'] === undefined ? 'User' : 'Organization';
  const found = installations(request).find(
    (one) => one.account.login.toLowerCase() === login && one.account.kind === kind,
  );
  if (found === undefined) throw notFound();
  return ok(presentInstallation(request.platform, found));
}

function createToken(request: AppRequest): RestAnswer {
  const { platform, tokens, body } = request;
  const installation = installationOf(request);
  const named = repositoriesNamed(request, installation);
  const token = tokens.create(installation, {
    permissions: permissionsNamed(body['permissions']),
    repositories: named?.map((repository) => repository.id),
  });
  return created({
    token: token.token,
    expires_at: iso(token.expiresAt),
    permissions: token.permissions,
    repository_selection: named === undefined && installation.repositories === undefined ? 'all' : 'selected',
    ...(named === undefined ? {} : { repositories: named.map((one) => presentRepository(platform, one)) }),
  });
}

function repositoriesNamed(request: AppRequest, installation: Installation): Repository[] | undefined {
  const { repositories, repository_ids: ids } = request.body;
  if (repositories === undefined && ids === undefined) return undefined;
  const wanted = [...asArray(repositories), ...asArray(ids)];
  return wanted.map((one) => {
    const found = [...request.platform.world.repositories.values()].find(
      (candidate) => (candidate.name === one || candidate.id === one) && covers(installation, candidate),
    );
    if (found !== undefined) return found;
    throw malformed(
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  });
}

function permissionsNamed(value: unknown): AppPermissions | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const permissions: Record<string, 'read' | 'write'> = {};
  for (const [name, level] of Object.entries(value)) permissions[name] = level === 'read' ? 'read' : 'write';
  return permissions;
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Newest first, page by page with a cursor: the id of the last delivery of the page before. */
function listDeliveries(request: AppRequest): RestAnswer {
  const { query, webhooks, url } = request;
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30) || 30));
  const cursor = Number(/^v1_(\d+)$/.exec(query.get('cursor') ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
  const status = query.get('status');
  const all = webhooks.deliveries.filter((one) => one.id < cursor && one.status !== 'pending').reverse();
  const wanted = status === null ? all : all.filter((one) => (status === 'success') === (one.status === 'OK'));
  const shown = wanted.slice(0, size);
  const last = shown.at(-1);
  if (last === undefined || wanted.length <= size) return ok(shown.map(presentDelivery));
  const next = new URL(url);
  next.searchParams.set('cursor', `v1_${last.id}`);
  return { status: 200, body: shown.map(presentDelivery), headers: { link: `<${next}>; rel="next"` } };
}

function deliveryOf(request: AppRequest): Delivery {
  const id = Number(request.params['delivery_id']);
  const found = request.webhooks.deliveries.find((one) => one.id === id);
  if (found === undefined) throw notFound();
  return found;
}

function getDelivery(request: AppRequest): RestAnswer {
  const delivery = deliveryOf(request);
  return ok({
    ...presentDelivery(delivery),
    url: '',
    request: { headers: delivery.headers, payload: JSON.parse(delivery.body) },
    response: { headers: {}, payload: delivery.answer },
  });
}

function redeliver(request: AppRequest): RestAnswer {
  request.webhooks.redeliver(deliveryOf(request));
  return { status: 202, body: {} };
}

function presentDelivery(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: iso(delivery.deliveredAt),
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action ?? null,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

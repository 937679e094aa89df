import { forbidden, notFound } from '../github-error.ts';
import { blobOid, fullName, iso } from '../platform.ts';
import { findAccount } from '../state/accounts.ts';
import { resolveRef } from '../state/repositories.ts';
import { atLeast, covers, demand, grants, isMember, roleIn } from '../state/roles.ts';
import type { Repository, Role } from '../state/world.ts';
import { presentAccount } from './present-account.ts';
import { presentRepository } from './present-repository.ts';
import { ok, page, type RestAnswer, type RestRequest, type Route, repositoryOf } from './route.ts';

export const repositoryRoutes: readonly Route[] = [
  { method: 'GET', path: '/installation/repositories', auth: 'installation', answer: listRepositories },
  { method: 'GET', path: '/users/{username}', auth: 'installation', answer: getUser },
  { method: 'GET', path: '/repos/{owner}/{repo}', auth: 'installation', answer: getRepository },
  { method: 'GET', path: '/repos/{owner}/{repo}/contents/{path}', auth: 'installation', answer: getContents },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    auth: 'installation',
    answer: getPermission,
  },
  {
    method: 'GET',
    path: '/orgs/{org}/teams/{team_slug}/memberships/{username}',
    auth: 'installation',
    answer: getMembership,
  },
];

function listRepositories(request: RestRequest): RestAnswer {
  const { caller, platform } = request;
  if (caller.kind !== 'app') throw notFound();
  const { installation } = caller;
  const covered = [...platform.world.repositories.values()].filter((one) => covers(installation, one));
  const listed = page(request, covered, (one) => presentRepository(platform, one));
  const repository_selection = installation.repositories === undefined ? 'all' : 'selected';
  return { ...listed, body: { total_count: covered.length, repository_selection, repositories: listed.body } };
}

function getUser(request: RestRequest): RestAnswer {
  const account = findAccount(request.platform, request.params['username'] ?? '');
  if (account === undefined) throw notFound();
  const created = iso(account.createdAt);
  return ok({
    ...presentAccount(request.platform, account),
    name: account.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: created,
    updated_at: created,
  });
}

function getRepository(request: RestRequest): RestAnswer {
  return ok({
    ...presentRepository(request.platform, repositoryOf(request)),
    network_count: 0,
    subscribers_count: 0,
  });
}

/** What `permission` makes of the finer roles. */
const legacy: Readonly<Record<Role, string>> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

/** Counts every source of a role. In a public repository everybody has `read`; in a private one outsiders have `none`. */
function getPermission(request: RestRequest): RestAnswer {
  const { platform, caller } = request;
  const repository = repositoryOf(request);
  demand(platform.world, caller, repository, 'see-permission');
  const login = request.params['username'] ?? '';
  const account = findAccount(platform, login);
  if (account === undefined || account.kind === 'Organization') throw notFound(`${login} is not a user`);
  const role = roleIn(platform.world, repository, account);
  const permissions = {
    admin: atLeast(role, 'admin'),
    maintain: atLeast(role, 'maintain'),
    push: atLeast(role, 'write'),
    triage: atLeast(role, 'triage'),
    pull: atLeast(role, 'read'),
  };
  const user = { ...presentAccount(platform, account), permissions, role_name: role };
  return ok({ permission: legacy[role], user, role_name: role });
}

/** Members of child teams count. */
function getMembership(request: RestRequest): RestAnswer {
  const { platform, caller, params } = request;
  if (caller.kind === 'app' && !grants(caller.permissions, 'members', 'read')) {
    throw forbidden('Resource not accessible by integration');
  }
  const organization = findAccount(platform, params['org'] ?? '');
  const team = platform.world.teams.find(
    (one) => one.organization === organization && one.slug === params['team_slug'],
  );
  const account = findAccount(platform, params['username'] ?? '');
  if (team === undefined || account === undefined || !isMember(platform.world, team, account)) throw notFound();
  const login = account.login.toLowerCase();
  const role = team.organization.members.get(login) === 'owner' ? 'maintainer' : 'member';
  const url = `${platform.urls.api}/organizations/${team.organization.id}/team/${team.id}/memberships/${account.login}`;
  return ok({ state: 'active', role, url });
}

function getContents(request: RestRequest): RestAnswer {
  const repository = repositoryOf(request);
  demand(request.platform.world, request.caller, repository, 'read-contents');
  const ref = request.query.get('ref') ?? repository.defaultBranch;
  const commit = resolveRef(repository, ref);
  if (commit === undefined) throw notFound(`No commit found for the ref ${ref}`);
  const path = (request.params['path'] ?? '').replace(/^\/+|\/+$/g, '');
  const text = commit.files.get(path);
  if (text !== undefined) return presentFile(request, repository, { path, text, ref });
  const children = childrenOf(commit.files, path);
  if (children.length === 0) throw notFound();
  return ok(children.map((child) => presentEntry(request, repository, { ...child, ref })));
}

function presentFile(
  request: RestRequest,
  repository: Repository,
  file: { path: string; text: string; ref: string },
): RestAnswer {
  if (/\braw\b/.test(request.accept)) {
    return {
      status: 200,
      body: file.text,
      headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
    };
  }
  const content = Buffer.from(file.text).toString('base64').replace(/.{60}/g, '$&\n');
  return ok({ ...presentEntry(request, repository, file), content: `${content}\n`, encoding: 'base64' });
}

function presentEntry(
  request: RestRequest,
  repository: Repository,
  entry: { readonly path: string; readonly text: string | undefined; readonly ref: string },
) {
  const { api, web } = request.platform.urls;
  const isFile = entry.text !== undefined;
  const sha = blobOid(entry.text ?? entry.path);
  const name = fullName(repository);
  const url = `${api}/repos/${name}/contents/${entry.path}?ref=${entry.ref}`;
  const git = `${api}/repos/${name}/git/${isFile ? 'blobs' : 'trees'}/${sha}`;
  const html = `${web}/${name}/${isFile ? 'blob' : 'tree'}/${entry.ref}/${entry.path}`;
  return {
    name: entry.path.split('/').at(-1) ?? entry.path,
    path: entry.path,
    sha,
    size: isFile ? Buffer.byteLength(entry.text ?? '') : 0,
    url,
    html_url: html,
    git_url: git,
    download_url: isFile ? `https://raw.githubusercontent.com/${name}/${entry.ref}/${entry.path}` : null,
    type: isFile ? 'file' : 'dir',
    _links: { self: url, git, html },
  };
}

/** Files and folders right under a folder; a folder has no text. */
function childrenOf(files: ReadonlyMap<string, string>, folder: string) {
  const prefix = folder === '' ? '' : `${folder}/`;
  const children = new Map<string, string | undefined>();
  for (const [path, text] of files) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...rest] = path.slice(prefix.length).split('/');
    children.set(name, rest.length === 0 ? text : undefined);
  }
  return [...children].map(([name, text]) => ({ path: prefix + name, text }));
}

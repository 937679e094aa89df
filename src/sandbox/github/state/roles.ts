/** Who may do what: people by their role in the repository, apps by the permissions they declare. */
import { forbidden, notFound } from '../github-error.ts';
import type { Account, App, AppPermissions, Installation, Repository, Role, Team, World } from './world.ts';

/** Who makes a request. */
export type Caller =
  | { readonly kind: 'person'; readonly account: Account }
  | {
      readonly kind: 'app';
      readonly account: Account;
      readonly app: App;
      readonly installation: Installation;
      /** Of the token: the installation's, or fewer. */
      readonly permissions: AppPermissions;
    };

interface Requirement {
  /** Lowest role of a person. */
  readonly role: Role;
  /** Permission of an app. */
  readonly permission: string;
  readonly level: 'read' | 'write';
}

/** docs.github.com, "Repository roles for an organization" and "Permissions required for GitHub Apps". */
const requirements = {
  'read-metadata': { role: 'read', permission: 'metadata', level: 'read' },
  'read-issues': { role: 'read', permission: 'issues', level: 'read' },
  'read-contents': { role: 'read', permission: 'contents', level: 'read' },
  'read-pulls': { role: 'read', permission: 'pull_requests', level: 'read' },
  'read-checks': { role: 'read', permission: 'checks', level: 'read' },
  'see-permission': { role: 'write', permission: 'metadata', level: 'read' },
  'open-issue': { role: 'read', permission: 'issues', level: 'write' },
  comment: { role: 'read', permission: 'issues', level: 'write' },
  react: { role: 'read', permission: 'issues', level: 'write' },
  label: { role: 'triage', permission: 'issues', level: 'write' },
  close: { role: 'triage', permission: 'issues', level: 'write' },
  'add-sub-issue': { role: 'triage', permission: 'issues', level: 'write' },
  minimize: { role: 'triage', permission: 'issues', level: 'write' },
  'edit-others': { role: 'write', permission: 'issues', level: 'write' },
  'create-label': { role: 'write', permission: 'issues', level: 'write' },
  'open-pull': { role: 'write', permission: 'pull_requests', level: 'write' },
  'open-pull-of-fork': { role: 'read', permission: 'pull_requests', level: 'write' },
  push: { role: 'write', permission: 'contents', level: 'write' },
  'write-checks': { role: 'admin', permission: 'checks', level: 'write' },
} satisfies Record<string, Requirement>;

export type Capability = keyof typeof requirements;

const ranks: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

export function atLeast(role: Role, lowest: Role): boolean {
  return ranks.indexOf(role) >= ranks.indexOf(lowest);
}

/** The highest role from all sources: owner, organisation, collaborator, teams and their parents, public repository. */
export function roleIn(world: World, repository: Repository, account: Account): Role {
  const roles: Role[] = [grantSeenByGraphql(world, repository, account) ?? 'none'];
  for (const team of world.teams) {
    if (!team.members.has(account.login.toLowerCase())) continue;
    for (let up: Team | undefined = team; up !== undefined; up = up.parent) {
      roles.push(repository.teamRoles.get(up.id) ?? 'none');
    }
  }
  if (!repository.isPrivate) roles.push('read');
  return highest(roles);
}

/** What GraphQL's `collaborators` tells: it does not see members of child teams, nor people without any grant. */
export function grantSeenByGraphql(world: World, repository: Repository, account: Account): Role | undefined {
  const login = account.login.toLowerCase();
  const roles: Role[] = [repository.collaborators.get(login) ?? 'none'];
  if (repository.owner === account || repository.owner.members.get(login) === 'owner') roles.push('admin');
  if (repository.owner.members.has(login)) roles.push(repository.owner.baseRole);
  for (const team of world.teams) {
    if (team.members.has(login)) roles.push(repository.teamRoles.get(team.id) ?? 'none');
  }
  const grant = highest(roles);
  return grant === 'none' ? undefined : grant;
}

function highest(roles: readonly Role[]): Role {
  let found: Role = 'none';
  for (const role of roles) if (atLeast(role, found)) found = role;
  return found;
}

export function covers(installation: Installation, repository: Repository): boolean {
  if (installation.account !== repository.owner) return false;
  return installation.repositories === undefined || installation.repositories.has(repository.id);
}

export function grants(permissions: AppPermissions, permission: string, level: 'read' | 'write'): boolean {
  // Every app may read metadata, whether it says so or not.
  if (permission === 'metadata' && level === 'read') return true;
  const declared = permissions[permission];
  return declared !== undefined && (level === 'read' || declared !== 'read');
}

export function may(world: World, caller: Caller, repository: Repository, capability: Capability): boolean {
  const { role, permission, level } = requirements[capability];
  if (caller.kind === 'person') return atLeast(roleIn(world, repository, caller.account), role);
  const readsPublic = level === 'read' && !repository.isPrivate;
  return readsPublic || (covers(caller.installation, repository) && grants(caller.permissions, permission, level));
}

/**
 * Throws what GitHub answers: 404 for what the caller cannot see, 403 for what it sees and may not do.
 */
export function demand(world: World, caller: Caller, repository: Repository, capability: Capability): void {
  if (!may(world, caller, repository, 'read-metadata')) throw notFound();
  if (may(world, caller, repository, capability)) return;
  throw forbidden(
    caller.kind === 'app' ? 'Resource not accessible by integration' : 'Must have admin rights to Repository.',
  );
}

/** A team with all its descendants' members, as REST's team membership counts them. */
export function isMember(world: World, team: Team, account: Account): boolean {
  if (team.members.has(account.login.toLowerCase())) return true;
  return world.teams.some((child) => child.parent === team && isMember(world, child, account));
}

export function authorAssociation(repository: Repository, account: Account): string {
  const login = account.login.toLowerCase();
  if (repository.owner === account) return 'OWNER';
  if (repository.owner.members.has(login)) return 'MEMBER';
  return repository.collaborators.has(login) ? 'COLLABORATOR' : 'NONE';
}

/** The same caller in a copy of the world. */
export function callerIn(world: World, caller: Caller): Caller {
  const account = world.accounts.get(caller.account.login.toLowerCase()) ?? caller.account;
  if (caller.kind === 'person') return { kind: 'person', account };
  const app = world.apps.get(caller.app.slug.toLowerCase()) ?? caller.app;
  const target = caller.installation.account;
  const owner = world.accounts.get(target.login.toLowerCase()) ?? target;
  return { ...caller, account, app, installation: { ...caller.installation, account: owner, app } };
}

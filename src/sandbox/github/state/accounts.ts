import type { Platform } from '../platform.ts';
import { newIdentity, register } from '../platform.ts';
import type { Account, App, AppPermissions, Installation, Role, Team } from './world.ts';

export function addUser(platform: Platform, login: string): Account {
  return addAccount(platform, 'User', login, undefined);
}

export function addOrganization(platform: Platform, login: string, options: { baseRole?: Role } = {}): Account {
  const account = addAccount(platform, 'Organization', login, undefined);
  account.baseRole = options.baseRole ?? 'none';
  return account;
}

export interface AppOptions {
  readonly slug: string;
  readonly name?: string;
  readonly owner: Account;
  readonly permissions: AppPermissions;
  readonly events: readonly string[];
}

/** Registers an app; its bot account `slug[bot]` comes with it. */
export function addApp(platform: Platform, options: AppOptions): App {
  const { world, clock } = platform;
  const app: App = {
    kind: 'App',
    ...newIdentity(world, 'App'),
    slug: options.slug,
    name: options.name ?? options.slug,
    owner: options.owner,
    permissions: { metadata: 'read', ...options.permissions },
    events: options.events,
    createdAt: clock.now(),
  };
  world.apps.set(app.slug.toLowerCase(), app);
  addAccount(platform, 'Bot', `${app.slug}[bot]`, app);
  return app;
}

/** Installs an app on an account; on all of its repositories unless some are named by id. */
export function installApp(
  platform: Platform,
  app: App,
  account: Account,
  repositories?: readonly number[],
): Installation {
  const { world, clock } = platform;
  const installation: Installation = {
    ...newIdentity(world, 'Installation'),
    app,
    account,
    repositories: repositories === undefined ? undefined : new Set(repositories),
    createdAt: clock.now(),
  };
  world.installations.set(installation.id, installation);
  return installation;
}

export interface TeamOptions {
  readonly organization: Account;
  readonly slug: string;
  readonly parent?: Team;
  readonly members: readonly string[];
}

/** Its members become members of the organisation too. */
export function addTeam(platform: Platform, options: TeamOptions): Team {
  const { world } = platform;
  const team: Team = register(world, {
    kind: 'Team',
    ...newIdentity(world, 'Team'),
    organization: options.organization,
    slug: options.slug,
    name: options.slug,
    parent: options.parent,
    members: new Set(options.members.map((login) => login.toLowerCase())),
  });
  world.teams.push(team);
  for (const login of team.members) {
    if (!options.organization.members.has(login)) options.organization.members.set(login, 'member');
  }
  return team;
}

export function botOf(platform: Platform, app: App): Account {
  const account = platform.world.accounts.get(`${app.slug.toLowerCase()}[bot]`);
  if (account === undefined) throw new Error(`app ${app.slug} has no bot account`);
  return account;
}

export function findAccount(platform: Platform, login: string): Account | undefined {
  return platform.world.accounts.get(login.toLowerCase());
}

function addAccount(platform: Platform, kind: Account['kind'], login: string, app: App | undefined): Account {
  const { world, clock } = platform;
  const known = world.accounts.get(login.toLowerCase());
  if (known !== undefined) throw new Error(`there is an account ${login} already`);
  const account: Account = register(world, {
    kind,
    ...newIdentity(world, kind),
    login,
    app,
    members: new Map(),
    baseRole: 'none',
    createdAt: clock.now(),
  });
  world.accounts.set(login.toLowerCase(), account);
  return account;
}

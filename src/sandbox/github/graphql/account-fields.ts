import { forbidden } from '../github-error.ts';
import { iso } from '../platform.ts';
import { grants, isMember } from '../state/roles.ts';
import type { Account, Team } from '../state/world.ts';
import { type Args, connection, type Fields, type GraphqlContext, idList } from './fields.ts';

const accountFields: Fields<Account> = {
  id: (account) => account.nodeId,
  databaseId: (account) => account.id,
  // A bot's login has no `[bot]` here, unlike in REST.
  login: (account) => account.login.replace(/\[bot\]$/, ''),
  name: (account) => account.login,
  url: (account, _, { platform }) => `${platform.urls.web}${path(account)}`,
  resourcePath: path,
  avatarUrl: (account) => `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
  createdAt: (account) => iso(account.createdAt),
  updatedAt: (account) => iso(account.createdAt),
};

export const userFields: Fields<Account> = {
  ...accountFields,
  // Of people it is the whole login; the viewer of an installation is its bot with `[bot]`.
  login: (account) => account.login,
  isViewer: (account, _, { caller }) => account === caller.account,
};

export const botFields = accountFields;

export const organizationFields: Fields<Account> = {
  ...accountFields,
  team: (organization, args, context) => {
    demandMembers(organization, context);
    return teamsOf(organization, context).find((team) => team.slug === args['slug']) ?? null;
  },
  teams: (organization, args, context) => {
    demandMembers(organization, context);
    return connection(args, teamsWith(teamsOf(organization, context), args));
  },
};

export const teamFields: Fields<Team> = {
  id: (team) => team.nodeId,
  databaseId: (team) => team.id,
  slug: (team) => team.slug,
  combinedSlug: (team) => `${team.organization.login}/${team.slug}`,
  name: (team) => team.name,
  organization: (team) => team.organization,
  parentTeam: (team) => team.parent ?? null,
  ancestors: (team, args) => {
    const ancestors: Team[] = [];
    for (let up = team.parent; up !== undefined; up = up.parent) ancestors.push(up);
    return connection(args, ancestors);
  },
  members: (team, args, { platform }) => {
    const people = [...platform.world.accounts.values()].filter((account) => account.kind === 'User');
    const named = (account: Account) => account.login.toLowerCase().includes(String(args['query'] ?? '').toLowerCase());
    const immediate = (account: Account) => team.members.has(account.login.toLowerCase());
    const wanted = people.filter((account) => {
      if (!named(account) || !isMember(platform.world, team, account)) return false;
      if (args['membership'] === 'IMMEDIATE') return immediate(account);
      return args['membership'] === 'CHILD_TEAM' ? !immediate(account) : true;
    });
    return connection(args, wanted);
  },
};

function path(account: Account): string {
  return account.app === undefined ? `/${account.login}` : `/apps/${account.app.slug}`;
}

/** Teams that have one of these people as their own member: it does not climb from child teams to their parents. */
function teamsWith(teams: readonly Team[], args: Args): Team[] {
  const logins = args['userLogins'] === undefined ? undefined : idList(args['userLogins']);
  const query = typeof args['query'] === 'string' ? args['query'].toLowerCase() : '';
  return teams.filter((team) => {
    const matches = logins === undefined || logins.some((login) => team.members.has(login.toLowerCase()));
    return matches && team.slug.includes(query);
  });
}

function teamsOf(organization: Account, { platform }: GraphqlContext): Team[] {
  return platform.world.teams.filter((team) => team.organization === organization);
}

function demandMembers(organization: Account, { caller }: GraphqlContext): void {
  if (caller.kind === 'person') return;
  const installed = caller.installation.account === organization;
  if (!installed || !grants(caller.permissions, 'members', 'read')) {
    throw forbidden('Resource not accessible by integration');
  }
}

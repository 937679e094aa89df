import type { GitHubSandbox } from './github/start-github.ts';
import { addApp, addTeam, addUser, installApp } from './github/state/accounts.ts';
import { addRepository } from './github/state/repositories.ts';
import type { Repository, Role, Team } from './github/state/world.ts';
import type { Scenario } from './scenario-schema.ts';

/** Puts a scenario's people, bots, teams and files into an empty GitHub; returns its repository. */
export function buildWorld(github: GitHubSandbox, scenario: Scenario): Repository {
  const { platform, organization } = github;
  for (const [login, role] of Object.entries(scenario.people)) {
    addUser(platform, login);
    if (role !== 'none') organization.members.set(login.toLowerCase(), 'member');
  }
  const [owner = '', name = ''] = scenario.repository.split('/');
  const files = filesByRepository(scenario);
  const repository = addRepository(platform, {
    owner: organization,
    name,
    isPrivate: scenario.private,
    collaborators: scenario.people,
    files: files.get(`${owner}/${name}`) ?? {},
  });
  for (const [fullName, texts] of files) {
    if (fullName === `${owner}/${name}`) continue;
    const [, other = ''] = fullName.split('/');
    addRepository(platform, { owner: organization, name: other, isPrivate: scenario.private, files: texts });
  }
  addTeams(github, scenario, repository);
  for (const [login, role] of Object.entries(scenario.bots)) {
    const slug = login.replace(/\[bot\]$/, '');
    const bot = addApp(platform, { slug, owner: organization, permissions: permissionsOf(role), events: [] });
    installApp(platform, bot, organization);
  }
  return repository;
}

/** A bot is an app: what a person may do with a role is what it is granted on issues. */
function permissionsOf(role: Role): Readonly<Record<string, 'read' | 'write'>> {
  if (role === 'none') return {};
  return { issues: role === 'read' ? 'read' : 'write' };
}

function filesByRepository(scenario: Scenario): Map<string, Record<string, string>> {
  const files = new Map<string, Record<string, string>>();
  for (const [key, text] of Object.entries(scenario.files)) {
    const [, fullName = scenario.repository, path = key] = /^([\w.-]+\/[\w.-]+):(.+)$/.exec(key) ?? [];
    files.set(fullName, { ...files.get(fullName), [path]: text });
  }
  return files;
}

/** Parents first, in whatever order they are written. */
function addTeams(github: GitHubSandbox, scenario: Scenario, repository: Repository): void {
  const made = new Map<string, Team>();
  function make(slug: string, below: readonly string[]): Team | undefined {
    const known = made.get(slug);
    const wanted = scenario.teams[slug];
    if (known !== undefined || wanted === undefined || below.includes(slug)) return known;
    const parent = wanted.parent === undefined ? undefined : make(wanted.parent, [...below, slug]);
    const { organization } = github;
    const team = addTeam(github.platform, { organization, slug, members: wanted.members, ...(parent && { parent }) });
    if (wanted.role !== 'none') repository.teamRoles.set(team.id, wanted.role);
    made.set(slug, team);
    return team;
  }
  for (const slug of Object.keys(scenario.teams)) make(slug, []);
}

/** The organisation that the sandbox's tests happen in. */
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { personOf } from '../../src/sandbox/github/person.ts';
import { type GitHubOptions, type GitHubSandbox, startGitHub } from '../../src/sandbox/github/start-github.ts';
import { addApp, addTeam, addUser, installApp } from '../../src/sandbox/github/state/accounts.ts';
import { addRepository } from '../../src/sandbox/github/state/repositories.ts';
import type { Repository } from '../../src/sandbox/github/state/world.ts';
import { movableClock } from '../../src/sandbox/movable-clock.ts';

export const start = Date.parse('2021-03-01T14:00:00Z');

export interface Acme {
  readonly github: GitHubSandbox;
  readonly repository: Repository;
  readonly octokit: Octokit;
  as(login: string): ReturnType<typeof personOf>;
}

/** acme/appointments with a product-manager (write), an analyst (triage), a designer (read) and a visitor. */
export async function startAcme(options: Partial<GitHubOptions> & { isPrivate?: boolean } = {}): Promise<Acme> {
  const github = await startGitHub({
    clock: movableClock(start),
    organization: 'acme',
    app: {
      slug: 'rollcall',
      permissions: { issues: 'write', contents: 'read', checks: 'write', members: 'read' },
      events: ['issues', 'issue_comment', 'sub_issues', 'label', 'push'],
    },
    webhookSecret: 'a-secret-of-more-than-24-characters',
    ...options,
  });
  const { platform, organization } = github;
  for (const login of ['product-manager', 'analyst', 'designer', 'visitor', 'lead', 'tester']) addUser(platform, login);
  for (const login of ['product-manager', 'analyst', 'designer']) organization.members.set(login, 'member');
  const repository = addRepository(platform, {
    owner: organization,
    name: 'appointments',
    isPrivate: options.isPrivate ?? false,
    collaborators: { 'product-manager': 'write', analyst: 'triage', designer: 'read' },
    files: { '.github/rollcall.yml': 'timeZone: Europe/Berlin\n', 'README.md': '# Appointments\n' },
  });
  const product = addTeam(platform, { organization, slug: 'product', members: ['lead'] });
  addTeam(platform, { organization, slug: 'quality', parent: product, members: ['tester'] });
  repository.teamRoles.set(product.id, 'maintain');
  const bot = addApp(platform, {
    slug: 'metrics-bot',
    owner: organization,
    permissions: { issues: 'write' },
    events: [],
  });
  installApp(platform, bot, organization);
  const octokit = new Octokit({
    baseUrl: github.url,
    authStrategy: createAppAuth,
    auth: { appId: github.app.id, privateKey: github.privateKey, installationId: github.installation.id },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return { github, repository, octokit, as: (login) => personOf(platform, login) };
}

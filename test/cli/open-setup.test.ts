import { afterEach, describe, expect, it } from 'vitest';
import { openSetup } from '../../src/cli/open-setup.ts';
import type { PullRequest } from '../../src/sandbox/github/state/pull-request.ts';
import { type Acme, startAcme } from '../sandbox/acme.ts';

const files = { '.github/ISSUE_TEMPLATE/release-plan.md': '# Plan – ü\n', '.github/rollcall.yml': '#title: none\n' };

let acme: Acme;
afterEach(() => acme.github.stop());

async function start(): Promise<void> {
  acme = await startAcme();
}

function variables(login: string): Record<string, string> {
  return { GHE_HOST: new URL(acme.github.url).host, GHE_PROTOCOL: 'http', GITHUB_TOKEN: acme.github.tokenOf(login) };
}

function open(login: string, name = 'acme/appointments') {
  return openSetup(name, files, variables(login));
}

function pulls(): readonly PullRequest[] {
  return [...acme.repository.pullRequests.values()];
}

describe('openSetup', () => {
  it('opens a pull request with the files that are not there yet, and leaves the others as they are', async () => {
    await start();
    expect((await open('product-manager')).split('\n')).toEqual([
      '.github/ISSUE_TEMPLATE/release-plan.md: in the pull request',
      '.github/rollcall.yml: is there already, and is left as it is',
      `https://github.com/acme/appointments/pull/${pulls()[0]?.number}`,
      '',
    ]);
    expect(pulls()).toMatchObject([
      {
        title: 'Set up Rollcall',
        base: 'main',
        branch: 'rollcall-setup',
        author: { login: 'product-manager' },
        body: expect.stringContaining('Left as they are'),
      },
    ]);
    const head = acme.repository.branches.get('rollcall-setup');
    expect(head?.files.get('.github/ISSUE_TEMPLATE/release-plan.md')).toBe('# Plan – ü\n');
    expect(head?.files.get('.github/rollcall.yml')).toBe('timeZone: Europe/Berlin\n');
    expect(acme.github.requests.map(({ operation }) => operation)).toEqual(['RollcallLook', 'RollcallPropose']);
    expect(acme.github.unmodelled).toEqual([]);
  });

  it('names the one that is open already, and says so when the branch or all files are there', async () => {
    await start();
    await open('product-manager');
    expect(await open('product-manager')).toContain(`is open already: https://github.com/acme/appointments/pull/`);
    const [pull] = pulls();
    if (pull === undefined) throw new Error('there is none');
    acme.as('product-manager').closePullRequest(pull);
    expect(await open('product-manager')).toContain('has a branch rollcall-setup already');
    acme.repository.branches.delete('rollcall-setup');
    acme.as('product-manager').commitFiles(acme.repository, { files });
    expect(await open('product-manager')).toBe(
      'acme/appointments has all of the files already, and they are left as they are.\n',
    );
    expect(pulls()).toHaveLength(1);
  });

  it.each([
    [
      'a person who may not push',
      'visitor',
      'acme/appointments',
      /may not write to acme\/appointments.*Contents: write/,
    ],
    ['a repository that is not there', 'product-manager', 'acme/nothing', /no repository acme\/nothing/],
    ['a name that is none', 'product-manager', 'appointments', /OWNER\/REPO/],
  ])('says in plain words what is wrong with %s', async (_what, login, name, words) => {
    await start();
    await expect(open(login, name)).rejects.toThrow(words);
    expect(acme.repository.branches.size).toBe(1);
  });

  it('says which token it wants when there is none, or one that GitHub does not know', async () => {
    await start();
    const { GITHUB_TOKEN: _token, ...without } = variables('product-manager');
    await expect(openSetup('acme/appointments', files, without)).rejects.toThrow(/GITHUB_TOKEN is not set/);
    const wrong = { ...without, GITHUB_TOKEN: 'ghp_x' };
    await expect(openSetup('acme/appointments', files, wrong)).rejects.toThrow(/does not know the token/);
  });

  it('says that the branch is there when only the pull request could not be opened', async () => {
    await start();
    acme.github.faults.switchOn({ graphql: 'partial', field: 'createPullRequest' });
    await expect(open('product-manager')).rejects.toThrow(/branch rollcall-setup of acme\/appointments has the files/);
  });
});

import { describe, expect, it } from 'vitest';
import { readCheckRequest } from '../../../src/adapters/github/check-request.ts';

const sha = 'a'.repeat(40);
const app = { id: 7, slug: 'rollcall' };
const repository = { id: 2, name: 'appointments', owner: { login: 'acme' } };
const common = { repository, installation: { id: 1 } };
const pull = { ...common, number: 3, pull_request: { head: { sha, repo: null } } };
const head = { installationId: 1, repositoryId: 2, owner: 'acme', repository: 'appointments', headSha: sha };

function read(name: string, payload: unknown) {
  return readCheckRequest({ name, id: 'd-1', payload, receivedAt: 0 }, app);
}

describe('readCheckRequest', () => {
  it.each([
    ['opened', {}],
    ['synchronize', {}],
    ['reopened', {}],
    ['edited', { changes: { base: { ref: { from: 'main' } } } }],
  ])('checks a pull request that is %s', (action, more) => {
    expect(read('pull_request', { ...pull, action, ...more })).toEqual({ ...head, pull: 3, again: undefined });
  });

  it.each([
    ['check_run', { check_run: { head_sha: sha, app: { id: 7 } } }],
    ['check_suite', { check_suite: { head_sha: sha, app: { id: 7 } } }],
  ])('checks what is asked for again by a %s', (name, asked) => {
    const request = read(name, { ...common, action: 'rerequested', ...asked });
    expect(request).toEqual({ ...head, pull: undefined, again: 'd-1' });
  });

  it.each([
    ['a closed pull request', 'pull_request', { ...pull, action: 'closed' }, 'action-not-handled'],
    ['a new title', 'pull_request', { ...pull, action: 'edited', changes: { title: {} } }, 'action-not-handled'],
    [
      'a check of another app',
      'check_run',
      { ...common, action: 'rerequested', check_run: { head_sha: sha, app: { id: 8 } } },
      'action-not-handled',
    ],
    [
      'a check that is done',
      'check_run',
      { ...common, action: 'completed', check_run: { head_sha: sha, app: { id: 7 } } },
      'action-not-handled',
    ],
    ['another kind of body', 'check_suite', { ...pull, action: 'rerequested' }, 'malformed'],
    ['no body', 'pull_request', undefined, 'malformed'],
    [
      'a head that is no object id',
      'pull_request',
      { ...pull, action: 'opened', pull_request: { head: { sha: 'HEAD:x' } } },
      'malformed',
    ],
  ])('ignores %s', (_what, name, payload, ignored) => {
    expect(read(name, payload)).toEqual({ ignored });
  });

  it('leaves other events to others', () => {
    expect(read('issues', pull)).toBeUndefined();
  });
});

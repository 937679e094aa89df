import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitHubError } from '../../src/sandbox/github/github-error.ts';
import type { Person } from '../../src/sandbox/github/person.ts';
import type { Issue, IssueComment } from '../../src/sandbox/github/state/world.ts';
import { type Acme, startAcme } from './acme.ts';

let acme: Acme;
let issue: Issue;
let comment: IssueComment;

async function open(isPrivate: boolean): Promise<void> {
  acme = await startAcme({ isPrivate });
  const pm = acme.as('product-manager');
  issue = pm.openIssue(acme.repository, { title: 'Plan', body: '- [ ] Tell the desk', labels: ['web'] });
  comment = pm.comment(issue, 'text');
}
beforeEach(() => open(false));
afterEach(() => acme.github.stop());

function statusOf(deed: () => unknown): number {
  try {
    deed();
    return 200;
  } catch (error) {
    if (error instanceof GitHubError) return error.status;
    throw error;
  }
}

type Deed = (person: Person) => unknown;

const deeds: readonly [string, Deed, visitor: number, designer: number, analyst: number, manager: number][] = [
  ['open an issue', (one) => one.openIssue(acme.repository, { title: 'x' }), 200, 200, 200, 200],
  ['comment', (one) => one.comment(issue, 'x'), 200, 200, 200, 200],
  ['react', (one) => one.react(comment, 'heart'), 200, 200, 200, 200],
  ['add a label', (one) => one.addLabel(issue, 'web'), 403, 403, 200, 200],
  [
    'remove a label',
    (one) => {
      acme.as('product-manager').addLabel(issue, 'web');
      one.removeLabel(issue, 'web');
    },
    403,
    403,
    200,
    200,
  ],
  ['add a label that does not exist', (one) => one.addLabel(issue, 'new'), 403, 403, 403, 200],
  ['close', (one) => one.close(issue), 403, 403, 200, 200],
  ['hide a comment', (one) => one.minimize(comment), 403, 403, 200, 200],
  ['edit the issue of somebody else', (one) => one.editIssue(issue, { title: 'y' }), 403, 403, 403, 200],
  ['tick a task', (one) => one.tick(issue, 'desk'), 403, 403, 403, 200],
  ['edit the comment of somebody else', (one) => one.editComment(comment, 'y'), 403, 403, 403, 200],
  ['delete the comment of somebody else', (one) => one.deleteComment(comment), 403, 403, 403, 200],
  ['commit a file', (one) => one.putFile(acme.repository, { path: 'a', text: 'b' }), 403, 403, 403, 200],
  ['delete the issue', (one) => one.deleteIssue(issue), 403, 403, 403, 403],
];

describe('in a public repository', () => {
  it.each(deeds)('who may %s goes by the role', (_, deed, ...expected) => {
    const people = ['visitor', 'designer', 'analyst', 'product-manager'];

    expect(people.map((login) => statusOf(() => deed(acme.as(login))))).toEqual(expected);
  });

  it('lets authors edit, close and reopen what is theirs', () => {
    const visitor = acme.as('visitor');
    const own = visitor.openIssue(acme.repository, { title: 'Mine', labels: ['web'] });
    visitor.editIssue(own, { body: 'more' });
    visitor.close(own);
    visitor.reopen(own);
    visitor.editComment(visitor.comment(own, 'a'), 'b');

    expect(own).toMatchObject({ body: 'more', state: 'open' });
    expect([...own.labels]).toEqual([]);
    acme.as('analyst').close(own);
    expect(statusOf(() => visitor.reopen(own))).toBe(403);
  });

  it('gives members of a child team what the parent has', () => {
    expect(statusOf(() => acme.as('tester').addLabel(issue, 'new'))).toBe(200);
  });
});

describe('in a private repository', () => {
  it.each(deeds)('outsiders cannot even see that they might %s', async (_, deed) => {
    await acme.github.stop();
    await open(true);

    expect(statusOf(() => deed(acme.as('visitor')))).toBe(404);
  });
});

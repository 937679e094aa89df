/** What people do to Rollcall's own work. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hourMs } from '../../src/core/instant.ts';
import { removeSubIssue } from '../../src/sandbox/github/state/sub-issues.ts';
import type { Issue, IssueComment } from '../../src/sandbox/github/state/world.ts';
import { botComments, startWorld, type World } from './world.ts';

let world: World;
let issue: Issue;

beforeEach(async () => {
  world = await startWorld();
  issue = world.openPlan();
  await world.settle();
  world.as('product-manager').comment(issue, '/advance canary');
  await world.settle();
});
afterEach(() => world.end());

function own(): readonly IssueComment[] {
  return issue.comments.filter((comment) => comment.author.kind === 'Bot');
}

function cardOf(): IssueComment {
  const [card] = own();
  if (card === undefined) throw new Error('no card');
  return card;
}

function checklist(): Issue {
  const [found] = issue.subIssues;
  if (found === undefined) throw new Error('no checklist');
  return found;
}

/** The headline and the hidden marker: in between are times. */
function firstAndLast(text: string) {
  const lines = text.split('\n');
  return [lines[0], lines.at(-1)];
}

describe('the card', () => {
  it('is restored when somebody has edited it, its hidden marker included', async () => {
    const card = cardOf();
    const text = card.body;
    world.as('lead').editComment(card, 'Something else entirely');
    await world.settle();
    await world.wait(hourMs);
    expect(own()).toHaveLength(2);
    expect(firstAndLast(card.body)).toEqual(firstAndLast(text));
  });

  it('is posted again when somebody has deleted it', async () => {
    const text = cardOf().body;
    world.as('lead').deleteComment(cardOf());
    await world.settle();
    await world.wait(hourMs);
    expect(own().map((comment) => firstAndLast(comment.body))).toContainEqual(firstAndLast(text));
    expect(own()).toHaveLength(2);
    await world.wait(hourMs);
    expect(own()).toHaveLength(2);
  });
});

it('does not post a comment again that somebody has deleted', async () => {
  const [, moved] = own();
  if (moved === undefined) throw new Error('no comment');
  world.as('lead').deleteComment(moved);
  await world.settle();
  await world.wait(26 * hourMs);
  expect(botComments(issue)).toHaveLength(1);
});

describe('a checklist issue', () => {
  it('is found without its marker', async () => {
    world.as('lead').editIssue(checklist(), { body: '- [x] All done' });
    await world.settle();
    await world.wait(hourMs);
    expect(issue.subIssues).toHaveLength(1);
  });

  it('is found where somebody has moved it out from under the tracking issue', async () => {
    const { accounts } = world.github.platform.world;
    const account = accounts.get('lead');
    if (account === undefined) throw new Error('nobody');
    removeSubIssue(world.github.platform, { kind: 'person', account }, issue, checklist());
    await world.settle();
    await world.wait(hourMs);
    expect(world.repository.issues.size).toBe(2);
  });

  it('is opened again when somebody has deleted it', async () => {
    world.repository.collaborators.set('lead', 'admin');
    world.as('lead').deleteIssue(checklist());
    await world.settle();
    world.as('product-manager').comment(issue, '/hold why not');
    await world.settle();
    expect(issue.subIssues.map(({ title }) => title)).toEqual(['Stage A: Canary — Release plan: booking reminders']);
  });
});

import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dayMs, minuteMs } from '../../src/core/instant.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { botComments, startWorld, type World } from './world.ts';

let world: World;
let issue: Issue;
let octokit: Octokit;

beforeEach(async () => {
  world = await startWorld();
  issue = world.openPlan();
  await world.settle();
  world.as('product-manager').comment(issue, '/advance canary');
  await world.settle();
  const { app, privateKey, installation, url } = world.github;
  octokit = new Octokit({
    baseUrl: url,
    authStrategy: createAppAuth,
    auth: { appId: app.id, privateKey, installationId: installation.id },
  });
});
afterEach(() => world.end());

const place = { owner: 'acme', repo: 'appointments' };

function checklist(): Issue {
  const [found] = issue.subIssues;
  if (found === undefined) throw new Error('no checklist');
  return found;
}

/** What a request does that was thought lost and gets through in the end: the same once more. */
async function landLate(): Promise<void> {
  for (const comment of [...issue.comments].filter((one) => one.author.kind === 'Bot')) {
    await octokit.rest.issues.createComment({ ...place, issue_number: issue.number, body: comment.body });
  }
  const { title, body = '' } = checklist();
  const { data } = await octokit.rest.issues.create({ ...place, title, body });
  await octokit.rest.issues.addSubIssue({ ...place, issue_number: issue.number, sub_issue_id: data.id });
  await world.settle();
}

it.each([
  ['a minute', minuteMs, 2 * minuteMs],
  ['ten minutes', 10 * minuteMs, 15 * minuteMs],
  ['an hour', 60 * minuteMs, dayMs],
])('takes away what lands %s late, within the next look', async (_when, landsAfter, lookedAtAfter) => {
  const said = botComments(issue);
  await world.wait(landsAfter);
  await landLate();
  expect(botComments(issue)).toHaveLength(2 * said.length);
  await world.wait(lookedAtAfter - landsAfter + minuteMs);
  expect(botComments(issue)).toHaveLength(said.length);
  expect(issue.subIssues.map((sub) => sub.state)).toEqual(['open', 'closed']);
  expect(world.github.unknownRoutes).toEqual([]);
});

it('takes away a late answer on a checklist issue', async () => {
  world.as('product-manager').comment(checklist(), '/status');
  await world.settle();
  const said = botComments(checklist());
  expect(said).toHaveLength(1);
  const body = checklist().comments.at(-1)?.body ?? '';
  await octokit.rest.issues.createComment({ ...place, issue_number: checklist().number, body });
  await world.wait(2 * minuteMs);
  await world.wait(minuteMs);
  expect(botComments(checklist())).toEqual(said);
});

it('leaves alone what a person has copied', async () => {
  const [card] = issue.comments;
  world.as('visitor').comment(issue, card?.body ?? '');
  await world.settle();
  const all = issue.comments.length;
  await world.wait(20 * minuteMs);
  expect(issue.comments).toHaveLength(all);
});

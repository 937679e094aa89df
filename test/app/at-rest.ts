/** What holds of a release, of its issue and of the store when everything has come to rest, whatever happened before. */
import { expect } from 'vitest';
import { openStore } from '../../src/adapters/database/open-store.ts';
import { dayMs, hourMs, minuteMs } from '../../src/core/instant.ts';
import type { Position, Rollout } from '../../src/core/rollout.ts';
import type { IssueRef } from '../../src/ports.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { storedRows } from './stored-rows.ts';
import { lookAt, type World } from './world.ts';

/**
 * Time for what is delayed or missing, for the sweep and for the hourly look. Where nothing can be there that Rollcall
 * had no chance to know of, `mayRepeat` is false, and the sweep has nothing to take away.
 */
export async function comeToRest(world: World, mayRepeat: boolean): Promise<void> {
  world.github.faults.switchOff();
  await world.settle();
  if (!mayRepeat) checkMarkers(world);
  for (let round = 0; round < 4; round += 1) await world.wait(5 * minuteMs);
  await world.wait(hourMs);
  await world.wait(minuteMs);
}

export async function checkAtRest(world: World, tracking: Issue): Promise<void> {
  expect([world.github.unknownRoutes, world.github.unmodelled]).toEqual([[], []]);
  const release = (await world.app.releases()).find(({ issue }) => issue.number === tracking.number);
  if (release === undefined) throw new Error('there is no release');
  checkIssue(world, tracking, release.rollout);
  await checkQuiet(world);
  await world.stopApp();
  await checkLedger(world, release.issue);
  await checkStore(world);
}

function checkIssue(world: World, tracking: Issue, rollout: Rollout): void {
  const checklists = ownIssues(world).map(({ title }) => title.split(' — ')[0]);
  expect(checklists, 'one checklist for each stage').toEqual([...new Set(checklists)]);

  const isTracked = [...tracking.labels].some(({ name }) => name === 'release-tracking');
  const stages = [...tracking.labels].map(({ name }) => name).filter((name) => name.startsWith('stage: '));
  // An issue that is not tracked may be given any label.
  if (isTracked && tracking.state === 'open') expect(stages).toEqual([`stage: ${nameOf(rollout.position)}`]);
  if (!isTracked && !isOver(rollout)) expect(rollout.suspended).not.toBeUndefined();

  checkMarkers(world);
  const card = tracking.comments.find((comment) => isOwn(world, comment) && comment.body.includes('slot=card'));
  // What is over, or is not ours for now, is left as it is.
  if (rollout.suspended === undefined && !isOver(rollout)) expect(card?.body.split('\n')[0]).toMatch(headline(rollout));
}

function checkMarkers(world: World): void {
  const markers = ownMarkers(world);
  expect(markers, 'nothing is there twice').toEqual([...new Set(markers)]);
}

/** The first line of the card, written down once more. */
function headline({ position, share, plan }: Rollout): RegExp {
  if (position.at === 'planning') return /^### Planning/;
  if (position.at === 'rolled-back') return new RegExp(`^### Rolled back · ${share}% of users`);
  if (position.at !== 'stage' && position.at !== 'live') return /^### (Complete|Cancelled)/;
  const stage = plan.stages.find(({ id }) => id === position.stage);
  const held = position.at === 'stage' && position.hold !== undefined ? '.* · ON HOLD$' : '';
  return new RegExp(`^### ${stage?.name} · ${share}% of users${held}`);
}

/** The chain holds; replayed, it gives the state; and what was done, in words, leads to where the release is. */
async function checkLedger({ dataDir, databaseUrl }: World, issue: IssueRef): Promise<void> {
  const log = { info() {}, warn() {}, error() {} };
  const store = await openStore({ dataDir, databaseUrl, acceptDataLoss: true, log });
  const check = await store.checkLedger(issue);
  const ledger = await store.ledger(issue);
  const { rollout } = await store.load(issue);
  await store.close();
  expect(check).toEqual({ brokenAt: undefined, differs: [] });
  let where = 'planning';
  let isHeld = false;
  for (const { action, outcome, detail } of ledger) {
    if (outcome !== 'done') continue;
    const label = /^label for (.*)$/.exec(action)?.[1];
    const to =
      label ?? { '/advance': detail, '/rollback': detail, '/complete': 'complete', '/cancel': 'cancelled' }[action];
    const adopted = action === '/adopt' && detail !== 'tracked again' ? detail : undefined;
    const moved = to ?? adopted;
    if (moved !== undefined) where = moved.endsWith('%') ? 'rolled-back' : moved;
    if (moved !== undefined) isHeld = false;
    if (action === '/hold' || action === '/resume') isHeld = action === '/hold';
  }
  const position = rollout?.position ?? { at: 'planning' };
  expect([where, isHeld]).toEqual([nameOf(position), position.at === 'stage' && position.hold !== undefined]);
}

/** Nothing is said or changed by looking again. */
async function checkQuiet(world: World): Promise<void> {
  const { timerAt } = await world.app.nextWake();
  const next = world.github.clock.now() + hourMs + minuteMs;
  if (timerAt !== undefined && timerAt <= next) return;
  const before = commentsOf(world);
  await world.wait(hourMs);
  await world.wait(minuteMs);
  expect(commentsOf(world)).toEqual(before);
}

function commentsOf(world: World) {
  return lookAt(world.repository).map(({ number, comments, labels }) => [number, labels, comments.length]);
}

/** Every delivery has its decision, and nothing waits. */
async function checkStore(world: World): Promise<void> {
  const rows = await storedRows<InboxRow>(world, 'select delivery_id as id, state, error from inbox');
  const seen = await storedRows<Pick<InboxRow, 'id'>>(world, 'select delivery_id as id from seen_delivery');
  const known = new Set([...rows, ...seen].map(({ id }) => id));
  // What was put aside is forgotten after a month.
  const since = world.github.clock.now() - 29 * dayMs;
  const unknown = world.github.deliveries.filter(({ guid, deliveredAt }) => deliveredAt >= since && !known.has(guid));
  expect(
    unknown.map(({ guid, event, action, status }) => [guid, event, action, status]),
    'every delivery is known',
  ).toEqual([]);
  const undecided = rows.filter(({ state }) => state !== 'done' && state !== 'ignored');
  expect(undecided, 'every delivery is decided on').toEqual([]);
  // Nobody can react to a comment that is deleted.
  const undone = "state = 'pending' or state = 'dead' and not (kind = 'react' and error like '%NOT_FOUND%')";
  const effects = await storedRows(world, `select kind, state, error from effect where ${undone}`);
  expect(effects, 'everything is done').toEqual([]);
}

interface InboxRow {
  readonly id: string;
  readonly state: string;
  readonly error: string | null;
}

function ownIssues(world: World): readonly Issue[] {
  return [...world.repository.issues.values()].filter((issue) => isOwn(world, issue));
}

/** What each comment and each issue of Rollcall's says that it is, by the issue it stands on. */
function ownMarkers(world: World): readonly string[] {
  const issues = [...world.repository.issues.values()];
  const comments = issues.flatMap(({ comments }) => comments).filter((comment) => isOwn(world, comment));
  return comments.flatMap(({ body, issue }) => {
    const marker = /<!-- rollcall:1 (\S+) mac=/.exec(body)?.[1];
    return marker === undefined ? [] : [`#${issue.number} ${marker}`];
  });
}

function isOwn(world: World, { viaApp }: Pick<Issue, 'viaApp'>): boolean {
  return viaApp === world.github.app;
}

function isOver({ position }: Rollout): boolean {
  return position.at === 'complete' || position.at === 'cancelled';
}

function nameOf(position: Position): string {
  return 'stage' in position ? position.stage : position.at;
}

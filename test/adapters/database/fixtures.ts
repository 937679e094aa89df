import type { Decision } from '../../../src/core/decision.ts';
import type { Effect } from '../../../src/core/effect.ts';
import type { CommentFacts, Event } from '../../../src/core/event.ts';
import type { Instant } from '../../../src/core/instant.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import type { Rollout } from '../../../src/core/rollout.ts';
import type { Delivery, Failure, InboxRow, IssueRef, Lane, Store, StoredEffect } from '../../../src/ports.ts';

export const noon: Instant = Date.UTC(2021, 2, 1, 12);

export function issueRef(number: number): IssueRef {
  return { installationId: 11, repositoryId: 22, owner: 'acme', repository: 'appointments', number };
}

function commentEvent(issueNumber: number, body: string): Event {
  const author = { id: 5, login: 'product-manager', isBot: false };
  const comment: CommentFacts = {
    id: 77,
    nodeId: 'IC_77',
    url: 'https://example.test/77',
    body,
    author,
    createdAt: noon,
  };
  return { kind: 'comment-created', at: noon, actor: author, issueNumber, issueLabels: [], comment };
}

export function delivery(id: string, changes: Partial<Delivery> & { readonly number?: number } = {}): Delivery {
  const { number = 7, ...rest } = changes;
  return {
    id,
    meaning: undefined,
    event: commentEvent(number, `comment of ${id}`),
    issue: issueRef(number),
    parentNumber: undefined,
    receivedAt: noon,
    ...rest,
  };
}

/** The store looks at nothing in a rollout but when it was opened and what its readings are entered by. */
export function rollout(share = 0): Rollout {
  const known = { position: { at: 'planning' }, share, plan: { criteria: [] }, periods: [], openedAt: noon };
  return known as unknown as Rollout;
}

export function reading(id: string, value: number, at: Instant = noon): Reading {
  const [source = id] = id.split('/');
  return {
    id,
    metric: 'Errors',
    key: 'errors',
    kind: 'reading',
    figure: { value, unit: 'count', hits: undefined, n: undefined, approximate: false, text: String(value) },
    control: undefined,
    as: undefined,
    at,
    stage: 'canary',
    share: 10,
    source: { id: source, url: 'https://example.test', author: 'analyst', at },
  };
}

export function decision(changes: Partial<Decision> = {}): Decision {
  return {
    reason: 'commands',
    rollout: rollout(),
    readings: { put: [], withdraw: [] },
    effects: [],
    timers: undefined,
    ledger: [],
    ...changes,
  };
}

// The store does not look into a view, whatever views there are.
const body = { view: 'card', model: {} } as unknown as Extract<Effect, { kind: 'post-once' }>['body'];

export const title = { kind: 'set-title', title: 'Appointments [10%]' } satisfies Effect;
export const post: Effect = { kind: 'post-once', issue: undefined, body };
export const closing: Effect = { kind: 'close-issue', reason: 'completed' };
export const checklist: Effect = {
  kind: 'ensure-checklist-issue',
  stage: 'canary',
  title: 'Canary',
  labels: [],
  body,
};

export function card(create: boolean): Extract<Effect, { kind: 'upsert-comment' }> {
  return { kind: 'upsert-comment', slot: 'card', create, body };
}

export function stageLabel(label: string): Effect {
  return { kind: 'ensure-stage-label', prefix: 'stage: ', label };
}

export const leaseMs = 30_000;

export async function claimLane(store: Store, now: Instant = noon, owner = 'worker'): Promise<Lane> {
  const lane = await store.claim(owner, now, leaseMs);
  if (lane === undefined) throw new Error('no lane is ready');
  return lane;
}

export async function nextRow(store: Store, lane: Lane, now: Instant = noon): Promise<InboxRow> {
  const work = await store.next(lane, now);
  if (work?.kind !== 'event') throw new Error(`expected an event, found ${work?.kind}`);
  return work.row;
}

export async function nextEffects(store: Store, lane: Lane, now: Instant = noon): Promise<readonly StoredEffect[]> {
  const work = await store.next(lane, now);
  if (work?.kind !== 'effects') throw new Error(`expected effects, found ${work?.kind}`);
  return work.effects;
}

/** Receives one delivery, records the decision for it and gives the lane back. */
export async function decideOn(
  store: Store,
  id: string,
  made: Decision,
  options: { readonly number?: number; readonly now?: Instant } = {},
): Promise<readonly StoredEffect[]> {
  const { number = 7, now = noon } = options;
  await store.receive(delivery(id, { number, receivedAt: now }));
  const lane = await claimLane(store, now);
  const stored = await store.record(lane, await nextRow(store, lane, now), made, now);
  await store.release(lane);
  return stored;
}

/** What is true: every effect of the list is done, without a trace of anything created. */
export function allDone(effects: readonly StoredEffect[]) {
  return { done: Object.fromEntries(effects.map((effect) => [effect.id, { remoteId: undefined }])), failed: {} };
}

/** Something that will be tried again, or never. */
export function failure(error: string, retryAt: Instant | undefined): Failure {
  return { error, code: undefined, retryAt, counts: true };
}

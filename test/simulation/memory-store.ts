/** The store in memory, for simulations: held to the same contract as the real one by memory-store.test.ts. */
import { creatingKinds, nextSweepAt, storedEffects } from '../../src/adapters/database/effects.ts';
import { laneKey } from '../../src/adapters/database/lanes.ts';
import { chainEntries, firstBroken } from '../../src/adapters/database/ledger.ts';
import type { OpenStore } from '../../src/adapters/database/open-store.ts';
import { ownWorkOf } from '../../src/adapters/database/own-work.ts';
import { type DeadEffect, wordOf, wordsOfEffects } from '../../src/adapters/database/set-aside.ts';
import { inherit, slotOf } from '../../src/adapters/database/superseded-effects.ts';
import { keepBook } from '../../src/core/criteria/evidence-book.ts';
import type { Decision, ReadingChanges } from '../../src/core/decision.ts';
import { differences, type RecordedChange, replayLedger } from '../../src/core/ledger/replay-ledger.ts';
import { sameValue } from '../../src/core/ledger/same-value.ts';
import { changeOf, type StateFields } from '../../src/core/ledger/state-change.ts';
import type { Rollout } from '../../src/core/rollout.ts';
import type { Delivery, InboxRow, StoredEffect } from '../../src/ports.ts';
import {
  type EffectEntry,
  headOf,
  heldLane,
  type InboxEntry,
  type LaneEntry,
  laneOf,
  pendingOf,
  type Release,
  settle,
  type Tables,
} from './memory-tables.ts';

/** As many as the real one gives. */
const plansLimit = 20;

/** What one process does with the tables. */
export function createMemoryStore(tables: Tables): OpenStore {
  function announce(): void {
    for (const listener of tables.listeners) listener();
  }

  return {
    engine: 'sqlite',

    async receive(delivery) {
      const { issue, parentNumber } = delivery;
      if (Number.isNaN(delivery.receivedAt)) throw new Error('no moment');
      const number = findTracked(tables, issue.repositoryId, issue.number, parentNumber) ?? issue.number;
      const lane = laneOf(tables, laneKey(issue.repositoryId, number));
      const row = { ...delivery, issue: { ...issue, number } };
      if (insertRow(tables, lane, row)) {
        announce();
        return 'accepted';
      }
      return insertIgnored(tables, lane, row) ? 'repeated' : 'duplicate';
    },

    async isTracked(repositoryId, issueNumber, parentNumber) {
      return findTracked(tables, repositoryId, issueNumber, parentNumber) !== undefined;
    },

    async claim(owner, now, leaseMs) {
      let ready: LaneEntry | undefined;
      for (const lane of tables.lanes.values()) {
        if (lane.waitingSince === undefined || lane.runAfter > now || lane.leaseUntil > now) continue;
        if (ready?.waitingSince === undefined || lane.waitingSince < ready.waitingSince) ready = lane;
      }
      if (ready === undefined) return undefined;
      const left = ready.owner !== undefined;
      Object.assign(ready, { owner, leaseUntil: now + leaseMs, fence: ready.fence + 1 });
      const head = headOf(ready);
      if (left && head !== undefined && pendingOf(ready).length === 0) head.attempts += 1;
      return { key: ready.key, owner, fence: ready.fence };
    },

    async renew({ key, fence }, now, leaseMs) {
      const lane = tables.lanes.get(key);
      if (lane === undefined || lane.fence !== fence) return false;
      lane.leaseUntil = now + leaseMs;
      return true;
    },

    async next({ key }, now) {
      const lane = laneOf(tables, key);
      const waiting = pendingOf(lane);
      const [first] = waiting;
      if (first !== undefined) {
        const blocked = waiting.findIndex(({ retryAt }) => retryAt > now);
        const ready = blocked === -1 ? waiting : waiting.slice(0, blocked);
        if (ready.length === 0) return undefined;
        return { kind: 'effects', issue: first.issue, effects: ready.map(toStored) };
      }
      const row = headOf(lane);
      if (row === undefined || row.retryAt > now) return undefined;
      const { seq, deliveryId, event, issue, receivedAt, attempts } = row;
      return { kind: 'event', row: { seq, deliveryId, event, issue, receivedAt, attempts } };
    },

    async load(issue) {
      const { release } = laneOf(tables, laneKey(issue.repositoryId, issue.number));
      if (release === undefined) return { rollout: undefined, readings: [] };
      const { rollout } = release;
      const readings = release.readings.map(({ reading }) => reading);
      const { plan, periods } = rollout;
      release.book = keepBook({ criteria: plan.criteria, periods, readings }, release.book);
      return { rollout, readings, book: release.book };
    },

    async otherPlans({ repositoryId, number }) {
      const released = [...tables.lanes.values()].flatMap(({ release }) => release ?? []);
      return released
        .filter(({ issue }) => issue.repositoryId === repositoryId && issue.number < number)
        .sort((a, b) => b.updatedAt - a.updatedAt)
        .slice(0, plansLimit)
        .map(({ issue, rollout }) => ({ name: `#${issue.number}`, plan: rollout.plan }));
    },

    async record(held, row, decision, now) {
      const lane = heldLane(tables, held);
      const entry = lane.inbox.find(({ seq }) => seq === row.seq);
      if (entry?.state !== 'ready') {
        return pendingOf(lane)
          .filter(({ inboxSeq }) => inboxSeq === row.seq)
          .map(toStored);
      }
      entry.state = 'done';
      entry.reason = decision.reason;
      const change = saveState(tables, lane, row, decision, now);
      const stored = insertEffects(tables, lane, row, decision, now);
      lane.ledger.push(...chainEntries(lane.key, row, { ...decision, change }, now, lane.ledger.at(-1)));
      settle(lane);
      return stored;
    },

    async fail(held, row, { code, retryAt, counts }, now) {
      const lane = heldLane(tables, held);
      const entry = lane.inbox.find(({ seq }) => seq === row.seq);
      if (entry?.state === 'ready') {
        entry.attempts += counts ? 1 : 0;
        entry.state = retryAt === undefined ? 'dead' : 'ready';
        entry.retryAt = retryAt ?? 0;
        const what = { undone: undefined, attempts: entry.attempts, code };
        if (retryAt === undefined) leaveWord(tables, lane, row.seq, what, now);
      }
      settle(lane);
    },

    async beginEffects(held, effects) {
      heldLane(tables, held);
      for (const { id } of effects) {
        const entry = tables.byEffect.get(id);
        if (entry !== undefined) entry.attempts += 1;
      }
    },

    async finishEffects(held, { done, failed }, now) {
      const lane = heldLane(tables, held);
      for (const [id, { remoteId }] of Object.entries(done)) markDone(tables, id, remoteId, now);
      const dead: DeadEffect[] = [];
      for (const [id, { code, retryAt, counts }] of Object.entries(failed)) {
        const entry = tables.byEffect.get(id);
        if (entry?.state !== 'pending') continue;
        entry.state = retryAt === undefined ? 'dead' : 'pending';
        entry.retryAt = retryAt ?? 0;
        if (!counts) entry.attempts = 1;
        const { inboxSeq, effect, attempts } = entry;
        if (retryAt === undefined) dead.push({ inbox_seq: inboxSeq, kind: effect.kind, attempts, code });
      }
      for (const [seq, what] of wordsOfEffects(dead)) leaveWord(tables, lane, seq, what, now);
      settle(lane);
    },

    async release({ key, fence }) {
      const lane = tables.lanes.get(key);
      if (lane === undefined || lane.fence !== fence) return;
      lane.owner = undefined;
      lane.leaseUntil = 0;
      if (lane.waitingSince !== undefined) announce();
    },

    async nextWake() {
      const lanes = [...tables.lanes.values()];
      const waiting = lanes.filter(({ waitingSince }) => waitingSince !== undefined);
      return {
        retryAt: least(waiting.map(({ leaseUntil, runAfter }) => Math.max(leaseUntil, runAfter))),
        timerAt: least(lanes.flatMap(({ release }) => [...(release?.timers.values() ?? [])])),
        sweepAt: least(lanes.flatMap(({ effects }) => effects.flatMap(({ sweepAt }) => sweepAt ?? []))),
      };
    },

    async fireTimers(now, limit) {
      const due = [...tables.lanes.values()]
        .flatMap((lane) => [...(lane.release?.timers ?? [])].map(([key, dueAt]) => ({ lane, key, dueAt })))
        .filter(({ dueAt }) => dueAt <= now)
        .sort((a, b) => a.dueAt - b.dueAt)
        .slice(0, limit);
      let fired = false;
      for (const { lane, key, dueAt } of due) {
        lane.release?.timers.delete(key);
        const issue = lane.release?.issue;
        if (issue === undefined) continue;
        const event = { kind: 'timer' as const, timer: key, dueAt, at: now };
        const id = `timer:${lane.key}:${key}:${dueAt}`;
        fired = insertRow(tables, lane, { id, meaning: undefined, event, issue, receivedAt: now }) || fired;
      }
      if (fired) announce();
      return due.length;
    },

    async dueSweeps(now, limit) {
      const due: EffectEntry[] = [];
      for (const entry of tables.byEffect.values()) {
        if (entry.sweepAt !== undefined && entry.sweepAt <= now) due.push(entry);
      }
      return due
        .sort((a, b) => (a.sweepAt ?? 0) - (b.sweepAt ?? 0))
        .slice(0, limit)
        .map(toStored);
    },

    async finishSweep(effectId, next) {
      const entry = tables.byEffect.get(effectId);
      if (entry !== undefined) entry.sweepAt = next;
    },

    async ownWork(issue) {
      const { slots, checklists } = laneOf(tables, laneKey(issue.repositoryId, issue.number));
      return { slots: { ...slots }, checklists: { ...checklists } };
    },

    async releases() {
      const released = [...tables.lanes.values()].flatMap(({ release }) => release ?? []);
      return released.map(({ issue, rollout }) => ({ issue, rollout }));
    },

    async ledger(issue) {
      return laneOf(tables, laneKey(issue.repositoryId, issue.number)).ledger.map((entry) => {
        const { at, reason, actor, action, outcome, detail } = entry;
        return { at, reason, actor, action, outcome, detail: detail ?? undefined };
      });
    },

    async checkLedger(issue) {
      const { ledger, release } = laneOf(tables, laneKey(issue.repositoryId, issue.number));
      const brokenAt = firstBroken(ledger);
      if (release === undefined) return { brokenAt, differs: undefined };
      // `chainEntries` wrote it from a `RecordedChange`.
      const changes = ledger.flatMap(({ change }) => (change === null ? [] : (JSON.parse(change) as RecordedChange)));
      const readings = release.readings.map(({ reading }) => reading);
      return {
        brokenAt,
        differs: differences(replayLedger(changes), { rollout: fieldsOf(release.rollout), readings }),
      };
    },

    async getFact(key) {
      return tables.facts.get(key);
    },
    async putFact(key, value) {
      tables.facts.set(key, value);
    },

    async rememberPutAside(deliveries) {
      for (const { deliveryId, receivedAt } of deliveries) {
        if (!tables.putAside.has(deliveryId)) tables.putAside.set(deliveryId, receivedAt);
      }
    },
    async forgetPutAside(before) {
      for (const [id, at] of tables.putAside) if (at < before) tables.putAside.delete(id);
    },
    // What is forgotten is never asked for again, so keeping it makes no difference.
    async forgetSyncs() {},
    async unknownDeliveries(ids) {
      return [...new Set(ids)].filter((id) => !tables.byDelivery.has(id) && !tables.putAside.has(id));
    },
    async unknownMeanings(meanings) {
      return [...new Set(meanings)].filter((meaning) => !tables.byMeaning.has(meaning));
    },

    async lead(name, owner, now, leaseMs) {
      const leader = tables.leaders.get(name);
      if (leader !== undefined && leader.owner !== owner && leader.until > now) return false;
      tables.leaders.set(name, { owner, until: now + leaseMs });
      return true;
    },

    async queue() {
      const lanes = [...tables.lanes.values()];
      return {
        events: lanes.flatMap(({ inbox }) => inbox).filter(({ state }) => state === 'ready').length,
        effects: lanes.flatMap(pendingOf).length,
        oldestAt: least(lanes.flatMap(({ waitingSince }) => waitingSince ?? [])),
      };
    },

    onWork(callback) {
      tables.listeners.add(callback);
    },
    async ready() {},
    async close() {},
  };
}

function findTracked(tables: Tables, repositoryId: number, issueNumber: number, parentNumber: number | undefined) {
  for (const number of [issueNumber, parentNumber]) {
    if (number === undefined) continue;
    if (tables.lanes.get(laneKey(repositoryId, number))?.release !== undefined) return number;
  }
  return undefined;
}

type Arriving = Omit<Delivery, 'parentNumber'>;

function insertRow(tables: Tables, lane: LaneEntry, row: Arriving): boolean {
  if (tables.byDelivery.has(row.id)) return false;
  if (row.meaning !== undefined && tables.byMeaning.has(row.meaning)) return false;
  const entry = append(tables, lane, row, 'ready');
  if (row.meaning !== undefined) tables.byMeaning.set(row.meaning, entry);
  lane.waitingSince ??= row.receivedAt;
  return true;
}

function insertIgnored(tables: Tables, lane: LaneEntry, row: Arriving): boolean {
  if (tables.byDelivery.has(row.id)) return false;
  append(tables, lane, { ...row, meaning: undefined }, 'ignored');
  return true;
}

function append(tables: Tables, lane: LaneEntry, row: Arriving, state: InboxEntry['state']): InboxEntry {
  tables.seq += 1;
  const { id: deliveryId, meaning, event, issue, receivedAt } = row;
  const fresh = { state, attempts: 0, retryAt: 0, reason: undefined };
  const entry: InboxEntry = { seq: tables.seq, deliveryId, meaning, event, issue, receivedAt, ...fresh };
  tables.byDelivery.set(deliveryId, entry);
  lane.inbox.push(entry);
  return entry;
}

function leaveWord(
  tables: Tables,
  lane: LaneEntry,
  seq: number,
  what: Parameters<typeof wordOf>[1],
  now: number,
): void {
  const row = lane.inbox.find((one) => one.seq === seq);
  const word = row === undefined ? undefined : wordOf(row, what, now);
  if (word !== undefined) insertRow(tables, lane, word);
}

function saveState(
  tables: Tables,
  lane: LaneEntry,
  row: InboxRow,
  decision: Decision,
  now: number,
): RecordedChange | undefined {
  if (decision.rollout === undefined) return undefined;
  const before = lane.release;
  const release: Release = before ?? {
    issue: row.issue,
    rollout: decision.rollout,
    readings: [],
    timers: new Map(),
    book: undefined,
    updatedAt: now,
  };
  lane.release = release;
  const state = changeOf(before === undefined ? {} : fieldsOf(before.rollout), fieldsOf(decision.rollout));
  release.issue = row.issue;
  release.rollout = decision.rollout;
  release.updatedAt = now;
  const { put, gone } = saveReadings(tables, release, decision.readings);
  if (decision.timers !== undefined) {
    release.timers.clear();
    for (const { key, dueAt } of decision.timers) release.timers.set(key, dueAt);
  }
  const change: RecordedChange = {
    ...(state === undefined ? {} : { state }),
    ...(put.length === 0 ? {} : { put }),
    ...(gone.length === 0 ? {} : { gone }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

function saveReadings(tables: Tables, release: Release, { put, withdraw }: ReadingChanges) {
  const wanted = new Map(put.map((reading) => [reading.id, reading]));
  const before = new Map(release.readings.map(({ reading }) => [reading.id, reading]));
  const changed = [...wanted.values()].filter((reading) => !sameValue(before.get(reading.id), reading));
  const replaced = new Set(changed.map(({ id }) => id));
  const isGone = (id: string, source: string) => withdraw.includes(source) && !wanted.has(id);
  const gone = [...before.values()].filter(({ id, source }) => isGone(id, source.id)).map(({ id }) => id);
  const kept = release.readings.filter(({ reading: { id } }) => !replaced.has(id) && !gone.includes(id));
  const added = changed.map((reading) => {
    tables.seq += 1;
    return { seq: tables.seq, reading };
  });
  release.readings = [...kept, ...added].sort((a, b) => a.reading.at - b.reading.at || a.seq - b.seq);
  return { put: changed, gone };
}

function insertEffects(tables: Tables, lane: LaneEntry, row: InboxRow, { effects }: Decision, now: number) {
  const slots = new Set(effects.map(slotOf).filter((slot) => slot !== undefined));
  const older = pendingOf(lane).filter(({ slot }) => slot !== undefined && slots.has(slot));
  for (const entry of older) entry.state = 'superseded';
  const wanted = effects.map((effect) => inherit(effect, older));
  const stored = storedEffects(row, wanted, now);
  for (const { id, effect, issue, attempts, decidedAt } of stored) {
    const fresh = { state: 'pending' as const, retryAt: 0, remoteId: undefined, doneAt: undefined, sweepAt: undefined };
    const entry = { id, inboxSeq: row.seq, effect, slot: slotOf(effect), issue, attempts, decidedAt, ...fresh, lane };
    lane.effects.push(entry);
    tables.byEffect.set(id, entry);
  }
  return stored;
}

function markDone(tables: Tables, id: string, remoteId: string | undefined, now: number): void {
  const entry = tables.byEffect.get(id);
  if (entry?.state !== 'pending') return;
  entry.state = 'done';
  entry.doneAt = now;
  entry.remoteId = remoteId;
  if (remoteId === undefined) return;
  entry.sweepAt = creatingKinds.includes(entry.effect.kind) ? nextSweepAt(now, now) : undefined;
  const own = ownWorkOf(entry.effect);
  if (own !== undefined) entry.lane[own.kind === 'slot' ? 'slots' : 'checklists'][own.name] = remoteId;
}

function toStored({ id, effect, issue, attempts, remoteId, decidedAt, doneAt }: EffectEntry): StoredEffect {
  return { id, effect, issue, attempts, remoteId, decidedAt, doneAt };
}

function fieldsOf(rollout: Rollout): StateFields {
  return { ...rollout };
}

function least(moments: readonly number[]): number | undefined {
  return moments.length === 0 ? undefined : Math.min(...moments);
}

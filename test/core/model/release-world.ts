import { isDeepStrictEqual } from 'node:util';
import { decide } from '../../../src/core/decide.ts';
import type { Decision, Timer } from '../../../src/core/decision.ts';
import type { Effect } from '../../../src/core/effect.ts';
import type { Event } from '../../../src/core/event.ts';
import { type Instant, minuteMs } from '../../../src/core/instant.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import type { Rollout } from '../../../src/core/rollout.ts';
import type { Settings } from '../../../src/core/settings.ts';
import type { ChecklistFacts, OwnComment, Snapshot } from '../../../src/core/snapshot.ts';
import { account, actorFacts, type Login, nameOf } from './people.ts';

/** What an event needs besides when and where it happened. */
export type Happening = { readonly kind: Event['kind'] } & Readonly<Record<string, unknown>>;

/** One event with what was there, what was decided and what came of it. */
export interface Step {
  readonly event: Event;
  readonly snapshot: Snapshot;
  readonly decision: Decision;
  readonly after: { readonly rollout: Rollout | undefined; readonly readings: readonly Reading[] };
}

export interface WrittenComment {
  readonly id: number;
  readonly author: Login;
  readonly body: string;
  readonly createdAt: Instant;
  readonly issueNumber: number;
  readonly deleted: boolean;
}

/** Each so many events are decided on twice, which takes its time. */
const decidedAgain = 4;

const start = Date.parse('2021-03-01T14:00:00Z');

/** One tracking issue and nothing else: what `decide` says is done at once, and becomes what the next decision knows. */
export class ReleaseWorld {
  now = start;
  isOpen = true;
  body: string;
  labels: readonly string[];
  rollout: Rollout | undefined;
  readings: readonly Reading[] = [];
  timers: readonly Timer[] = [];
  checklists: readonly ChecklistFacts[] = [];
  own: readonly OwnComment[] = [];
  comments: readonly WrittenComment[] = [];
  repositoryLabels: readonly string[] = [];
  lastId = 100;
  steps = 0;
  lastEvent: Exclude<Event, { kind: 'set-aside' }> | undefined;
  readonly settings: Settings;
  readonly onStep: (step: Step) => void;

  constructor(settings: Settings, issue: Pick<ReleaseWorld, 'body' | 'labels'>, onStep: (step: Step) => void) {
    this.settings = settings;
    this.body = issue.body;
    this.labels = issue.labels;
    this.onStep = onStep;
  }

  /** Decides on an event of the issue, or of one of its checklists, and does what follows. */
  happen(happening: Happening, by: Login | undefined, issueNumber = 1): Step {
    const actor = by === undefined ? {} : { actor: account(by) };
    const base = { at: this.now, issueNumber, issueLabels: this.labels, ...actor };
    // The parts of an event are put together by kind where it is called.
    const event = deeplyFrozen({ ...base, ...happening } as unknown as Event);
    const snapshot = deeplyFrozen(this.snapshot(by));
    const decision = decide(event, snapshot);
    this.steps += 1;
    const isAgain = this.steps % decidedAgain === 0;
    if (isAgain && !isDeepStrictEqual(decide(event, snapshot), decision)) throw new Error('decided otherwise again');
    this.follow(decision);
    if (event.kind !== 'set-aside') this.lastEvent = event;
    const step = { event, snapshot, decision, after: { rollout: this.rollout, readings: this.readings } };
    this.onStep(step);
    return step;
  }

  write(by: Login, body: string, issueNumber: number): Step {
    this.lastId += 1;
    return this.hearOf({ id: this.lastId, author: by, body, createdAt: this.now, issueNumber, deleted: false });
  }

  /** The webhook of a comment comes in now, whenever it was written. */
  hearOf(comment: WrittenComment): Step {
    this.comments = [...this.comments, comment];
    return this.happen(
      { kind: 'comment-created', comment: commentFacts(comment) },
      comment.author,
      comment.issueNumber,
    );
  }

  edit(by: Login, comment: WrittenComment, body: string): Step {
    const edited = { ...comment, body };
    this.comments = this.comments.map((one) => (one.id === comment.id ? edited : one));
    const happening = { kind: 'comment-edited', comment: commentFacts(edited), bodyBefore: comment.body } as const;
    return this.happen(happening, by, comment.issueNumber);
  }

  remove(by: Login, comment: WrittenComment): Step {
    this.comments = this.comments.map((one) => (one.id === comment.id ? { ...one, deleted: true } : one));
    return this.happen({ kind: 'comment-deleted', comment: commentFacts(comment) }, by, comment.issueNumber);
  }

  /** Runs the timers that fall due on the way, oldest first. */
  wait(ms: number): void {
    const until = this.now + ms;
    for (let fired = 0; ; fired += 1) {
      const [next] = this.timers.filter(({ dueAt }) => dueAt <= until).sort((a, b) => a.dueAt - b.dueAt);
      if (next === undefined) break;
      if (fired > 200) throw new Error(`timer ${next.key} is due again and again`);
      this.now = Math.max(this.now, next.dueAt);
      this.timers = this.timers.filter((timer) => timer !== next);
      this.happen({ kind: 'timer', timer: next.key, dueAt: next.dueAt }, undefined);
    }
    this.now = until;
  }

  /** What followed from the last event could not be done. */
  fail(undone: readonly string[] | undefined): Step {
    const of = this.lastEvent;
    if (of === undefined) throw new Error('nothing has happened yet');
    const by = 'actor' in of ? nameOf(of.actor) : undefined;
    const happening = { kind: 'set-aside', of, deliveryId: 'd1', undone, attempts: 10, code: undefined } as const;
    return this.happen(happening, by);
  }

  /** A little time goes by, mostly. */
  tick(): void {
    this.now += minuteMs;
  }

  private follow({ rollout, readings, timers, effects }: Decision): void {
    for (const effect of effects) this.apply(effect);
    if (rollout === undefined) return;
    this.rollout = rollout;
    const ids = new Set(readings.put.map(({ id }) => id));
    const others = this.readings.filter(({ id, source }) => !ids.has(id) && !readings.withdraw.includes(source.id));
    this.readings = [...others, ...readings.put].sort((a, b) => a.at - b.at);
    if (timers !== undefined) this.timers = timers;
  }

  private apply(effect: Effect): void {
    switch (effect.kind) {
      case 'ensure-labels':
        this.repositoryLabels = [...this.repositoryLabels, ...effect.labels.map(({ name }) => name)];
        break;
      case 'ensure-stage-label': {
        const others = this.labels.filter((label) => !label.startsWith(effect.prefix));
        this.labels = effect.label === undefined ? others : [...others, effect.label];
        break;
      }
      case 'ensure-label':
        this.labels = [...new Set([...this.labels, effect.label])];
        break;
      case 'ensure-checklist-issue': {
        const number = 2 + this.checklists.length;
        const facts = { stage: effect.stage, number, nodeId: `I_${number}`, title: effect.title };
        this.checklists = [...this.checklists, { ...facts, body: '- [ ] Turn the toggle\n- [ ] Report\n', open: true }];
        break;
      }
      case 'upsert-comment':
        if (this.own.some(({ slot }) => slot === effect.slot)) break;
        this.lastId += 1;
        this.own = [...this.own, { nodeId: `IC_${this.lastId}`, id: this.lastId, slot: effect.slot, body: '' }];
        break;
      case 'close-issue':
        this.isOpen = false;
        break;
      default:
    }
  }

  private snapshot(by: Login | undefined): Snapshot {
    return {
      now: this.now,
      settings: this.settings,
      settingsFindings: [],
      rollout: this.rollout,
      readings: this.readings,
      repository: {
        id: 1,
        nodeId: 'R_1',
        owner: 'acme',
        name: 'appointments',
        labels: this.repositoryLabels.map(labelFacts),
      },
      issue: {
        number: 1,
        nodeId: 'I_1',
        title: 'Release plan: reminders',
        body: this.body,
        url: 'https://github.com/acme/appointments/issues/1',
        open: this.isOpen,
        locked: false,
        author: 'product-manager',
        labels: this.labels.map(labelFacts),
      },
      actor: by === undefined ? undefined : actorFacts(by),
      checklists: this.checklists,
      subIssueCount: this.checklists.length,
      blockers: [],
      comments: this.own,
    };
  }
}

function commentFacts({ id, author, body, createdAt, issueNumber }: WrittenComment) {
  const url = `https://github.com/acme/appointments/issues/${issueNumber}#issuecomment-${id}`;
  return { id, nodeId: `IC_${id}`, url, body, author: account(author), createdAt };
}

function labelFacts(name: string): { nodeId: string; name: string } {
  return { nodeId: `L_${name}`, name };
}

/** What somebody tries to change throws. */
function deeplyFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deeplyFrozen(part);
  return value;
}

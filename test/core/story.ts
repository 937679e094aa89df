import { decide } from '../../src/core/decide.ts';
import type { Decision } from '../../src/core/decision.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Event, Happening } from '../../src/core/event.ts';
import type { Reading } from '../../src/core/readings/reading.ts';
import type { Rollout } from '../../src/core/rollout.ts';
import { defaultSettings } from '../../src/core/settings/default-settings.ts';
import type { Settings } from '../../src/core/settings.ts';
import type { ActorFacts, ChecklistFacts, OwnComment, Permission, Snapshot } from '../../src/core/snapshot.ts';
import type { View, ViewCall, ViewModels } from '../../src/core/view-models.ts';

const dayMs = 86_400_000;
const start = Date.parse('2021-03-01T14:00:00Z');

/** Permissions by login; those that end in `bot` are bots. */
const people: Readonly<Record<string, Permission>> = {
  'product-owner': 'write',
  'product-manager': 'write',
  engineer: 'write',
  analyst: 'triage',
  designer: 'read',
  visitor: 'none',
  'metrics-bot': 'none',
  'deploy-bot': 'write',
};

export const seedLayout = `# Community care release plan

## Staged Rollout

### Planning

- What metrics-based criteria will you look at before advancing rollout to the next stage ("success criteria")?:
  - Preference step completion &#916; >0%
  - Error rate < 5% [guardrail]

### Stage A: Canary

#### Planning

- Length of time: 1-2 days
- Percentage of Users: 10%
  - Will be raised if there are fewer than 200 starts

### Stage B: moderate

#### Planning

- Length of time: 1 week
- Percentage of Users: 30-60%

## Go Live!

### Planning:
- Desired date: 03/15/21
- Post-launch KPI 1: Preference step completion

## Post-launch Questions

1. What did people say?
`;

/** One event and what was decided about it. */
export interface Step {
  readonly event: Event;
  readonly before: Rollout | undefined;
  readonly decision: Decision;
}

export interface Story {
  /** All that has happened, oldest first. */
  readonly steps: readonly Step[];
  readonly decision: Decision;
  /** Undefined while the issue is none of ours. */
  readonly state: Rollout | undefined;
  readonly timers: readonly { readonly key: string; readonly dueAt: number }[];
  readonly isOpen: boolean;
  readonly rollout: Rollout;
  readonly readings: readonly Reading[];
  readonly labels: readonly string[];
  readonly checklists: readonly ChecklistFacts[];
  readonly now: number;
  /** Views that the last decision shows, a reply's parts one by one, without the card. */
  readonly said: readonly View[];
  comment(by: string, body: string, more?: { readonly on?: string; readonly id?: number }): Story;
  edit(by: string, author: string, id: number, before: string, body: string): Story;
  remove(by: string, author: string, id: number, body: string): Story;
  label(by: string, ...names: readonly string[]): Story;
  unlabel(by: string, name: string): Story;
  body(by: string, text: string): Story;
  fill(by: string, stage: string, text: string): Story;
  close(by: string, stage?: string): Story;
  reopen(by: string, stage?: string): Story;
  /** The issue is no longer there. */
  leave(by: string, how: 'issue-deleted' | 'issue-transferred'): Story;
  /** A look at everything, after `change` was made without a webhook about it. */
  sync(change?: { readonly text?: string; readonly labels?: readonly string[]; readonly isOpen?: boolean }): Story;
  /** Something else could not be decided, or what was decided could not be done. */
  setAside(of: Happening, undone?: readonly string[], code?: string): Story;
  /** Runs the timers that fall due on the way, oldest first. */
  wait(days: number): Story;
  /** The model of the first view of this name in the last decision. */
  model<Name extends View>(view: Name): ViewModels[Name];
}

/** Plays a release on the core alone: what a decision says becomes the next snapshot. */
export function open(body = seedLayout, settings: Partial<Settings> = {}, otherSubIssues = 0): Story {
  const story = new Play({ ...defaultSettings, bots: ['metrics-bot'], ...settings }, body, otherSubIssues);
  return story.happen({ kind: 'issue-opened' }, 'product-manager');
}

/** An issue that is none of ours: it has no label, and nobody has asked for anything. */
export function unlabelled(body = seedLayout): Story {
  const story = new Play({ ...defaultSettings, bots: ['metrics-bot'] }, body, 0);
  story.labels = [];
  return story;
}

type Part = { readonly kind: Event['kind'] } & Readonly<Record<string, unknown>>;

class Play implements Story {
  readonly steps: Step[] = [];
  decision: Decision = {
    reason: 'not-ours',
    rollout: undefined,
    readings: { put: [], withdraw: [] },
    effects: [],
    timers: undefined,
    ledger: [],
  };
  state: Rollout | undefined;
  readings: Reading[] = [];
  labels: string[] = ['release-tracking'];
  repositoryLabels: string[] = [];
  checklists: ChecklistFacts[] = [];
  own: OwnComment[] = [];
  readonly written = new Map<number, number>();
  timers: { key: string; dueAt: number }[] = [];
  now = start;
  isOpen = true;
  lastId = 100;
  text: string;
  readonly settings: Settings;
  readonly otherSubIssues: number;

  constructor(settings: Settings, text: string, otherSubIssues: number) {
    this.settings = settings;
    this.text = text;
    this.otherSubIssues = otherSubIssues;
  }

  get rollout(): Rollout {
    if (this.state === undefined) throw new Error('the release was not adopted');
    return this.state;
  }

  get said(): readonly View[] {
    return this.calls().map((call) => call.view);
  }

  model<Name extends View>(view: Name): ViewModels[Name] {
    const call = this.decision.effects.flatMap(callsOf).find((candidate) => candidate.view === view);
    if (call === undefined) throw new Error(`nothing says ${view}`);
    // The view's name decides the model.
    return call.model as ViewModels[Name];
  }

  comment(by: string, body: string, more: { on?: string; id?: number } = {}): Story {
    const comment = this.commentFacts(by, body, more.id ?? ++this.lastId);
    return this.happen({ kind: 'comment-created', comment, ...this.issueOf(more.on) }, by);
  }

  edit(by: string, author: string, id: number, before: string, body: string): Story {
    const comment = this.commentFacts(author, body, id);
    return this.happen({ kind: 'comment-edited', comment, bodyBefore: before }, by);
  }

  remove(by: string, author: string, id: number, body: string): Story {
    return this.happen({ kind: 'comment-deleted', comment: this.commentFacts(author, body, id) }, by);
  }

  label(by: string, ...names: readonly string[]): Story {
    this.labels = [...new Set([...this.labels, ...names])];
    for (const label of names) this.happen({ kind: 'issue-labeled', label }, by);
    return this;
  }

  unlabel(by: string, name: string): Story {
    this.labels = this.labels.filter((label) => label !== name);
    return this.happen({ kind: 'issue-unlabeled', label: name }, by);
  }

  body(by: string, text: string): Story {
    const bodyBefore = this.text;
    this.text = text;
    return this.happen({ kind: 'issue-edited', bodyBefore }, by);
  }

  fill(by: string, stage: string, text: string): Story {
    const bodyBefore = this.checklists.find((one) => one.stage === stage)?.body;
    this.checklists = this.checklists.map((one) => (one.stage === stage ? { ...one, body: text } : one));
    return this.happen({ kind: 'issue-edited', bodyBefore, ...this.issueOf(stage) }, by);
  }

  close(by: string, stage?: string): Story {
    if (stage === undefined) this.isOpen = false;
    else this.checklists = this.checklists.map((one) => (one.stage === stage ? { ...one, open: false } : one));
    return this.happen({ kind: 'issue-closed', ...this.issueOf(stage) }, by);
  }

  reopen(by: string, stage?: string): Story {
    if (stage === undefined) this.isOpen = true;
    return this.happen({ kind: 'issue-reopened', ...this.issueOf(stage) }, by);
  }

  leave(by: string, how: 'issue-deleted' | 'issue-transferred'): Story {
    return this.happen({ kind: how }, by);
  }

  sync({ text = this.text, labels = this.labels, isOpen = this.isOpen }: Parameters<Story['sync']>[0] = {}): Story {
    this.text = text;
    this.labels = [...labels];
    this.isOpen = isOpen;
    return this.happen({ kind: 'sync' }, undefined);
  }

  setAside(of: Happening, undone?: readonly string[], code?: string): Story {
    const by = 'actor' in of ? of.actor.login : undefined;
    const what = { of, deliveryId: 'd1', undone, attempts: 10, code };
    return this.happen({ kind: 'set-aside', ...what }, by);
  }

  wait(days: number): Story {
    const until = this.now + days * dayMs;
    for (;;) {
      const [next] = this.timers.filter((timer) => timer.dueAt <= until).sort((a, b) => a.dueAt - b.dueAt);
      if (next === undefined) break;
      this.now = Math.max(this.now, next.dueAt);
      this.timers = this.timers.filter((timer) => timer !== next);
      this.happen({ kind: 'timer', timer: next.key, dueAt: next.dueAt }, undefined);
    }
    this.now = until;
    return this;
  }

  happen(part: Part, by: string | undefined): Story {
    const actor = by === undefined ? {} : { actor: { id: idOf(by), login: by, isBot: by.endsWith('bot') } };
    const base = { at: this.now, issueNumber: 1, issueLabels: this.labels, ...actor };
    // The parts of an event are put together by kind just above.
    const event = { ...base, ...part } as unknown as Event;
    const before = this.state;
    this.decision = decide(event, this.snapshot(by));
    this.steps.push({ event, before, decision: this.decision });
    this.follow();
    return this;
  }

  private follow(): void {
    const { rollout, readings, timers, effects } = this.decision;
    if (rollout !== undefined) this.state = rollout;
    const ids = new Set(readings.put.map((reading) => reading.id));
    this.readings = [
      ...this.readings.filter(({ id, source }) => !ids.has(id) && !readings.withdraw.includes(source.id)),
      ...readings.put,
    ].sort((a, b) => a.at - b.at);
    if (timers !== undefined) this.timers = timers.map((timer) => ({ ...timer }));
    for (const effect of effects) this.apply(effect);
  }

  private apply(effect: Effect): void {
    if (effect.kind === 'ensure-labels') this.repositoryLabels.push(...effect.labels.map((label) => label.name));
    if (effect.kind === 'ensure-stage-label') {
      const others = this.labels.filter((label) => !label.startsWith(effect.prefix));
      this.labels = effect.label === undefined ? others : [...others, effect.label];
    }
    if (effect.kind === 'ensure-label') this.labels = [...new Set([...this.labels, effect.label])];
    if (effect.kind === 'close-issue') this.isOpen = false;
    if (effect.kind === 'upsert-comment' && !this.own.some(({ slot }) => slot === effect.slot)) {
      const id = 900 + this.own.length;
      this.own.push({ nodeId: `IC_${id}`, id, slot: effect.slot, body: '' });
    }
    if (effect.kind === 'ensure-checklist-issue') {
      const number = 2 + this.checklists.length;
      const body = '- [ ] Turn the toggle\n- [ ] Fill in the results\n';
      this.checklists.push({
        stage: effect.stage,
        number,
        nodeId: `I_${number}`,
        title: effect.title,
        body,
        open: true,
      });
    }
  }

  private snapshot(by: string | undefined): Snapshot {
    return {
      now: this.now,
      settings: this.settings,
      settingsFindings: [],
      rollout: this.state,
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
        title: 'Release plan',
        body: this.text,
        url: 'https://github.com/acme/appointments/issues/1',
        open: this.isOpen,
        locked: false,
        author: 'product-manager',
        labels: this.labels.map(labelFacts),
      },
      actor: by === undefined ? undefined : actorFacts(by),
      checklists: this.checklists,
      subIssueCount: this.checklists.length + this.otherSubIssues,
      blockers: [],
      comments: this.own,
    };
  }

  private commentFacts(author: string, body: string, id: number) {
    const url = `https://github.com/acme/appointments/issues/1#issuecomment-${id}`;
    const account = { id: idOf(author), login: author, isBot: author.endsWith('bot') };
    const createdAt = this.written.get(id) ?? this.now;
    this.written.set(id, createdAt);
    return { id, nodeId: `IC_${id}`, url, body, author: account, createdAt };
  }

  private issueOf(stage: string | undefined): { issueNumber: number } {
    if (stage === undefined) return { issueNumber: 1 };
    const checklist = this.checklists.find((one) => one.stage === stage);
    if (checklist === undefined) throw new Error(`there is no checklist of ${stage}`);
    return { issueNumber: checklist.number };
  }

  private calls(): readonly ViewCall[] {
    return this.decision.effects.flatMap(callsOf).filter((call) => call.view !== 'card' && call.view !== 'reply');
  }
}

function callsOf(effect: Effect): readonly ViewCall[] {
  if (!('body' in effect)) return [];
  return effect.body.view === 'reply' ? [effect.body, ...effect.body.model.parts] : [effect.body];
}

function idOf(login: string): number {
  return 10 + Object.keys(people).indexOf(login);
}

function actorFacts(login: string): ActorFacts {
  return { login, isBot: login.endsWith('bot'), permission: people[login] ?? 'none', teams: [] };
}

function labelFacts(name: string): { nodeId: string; name: string } {
  return { nodeId: `L_${name}`, name };
}

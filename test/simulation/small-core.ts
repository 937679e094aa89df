/** A core that decides in a few lines, so that thousands of simulations of everything around it take seconds. */
import type { PipelineOptions } from '../../src/app/pipeline.ts';
import type { Decision, LedgerNote, Reason } from '../../src/core/decision.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Event } from '../../src/core/event.ts';
import { hourMs, minuteMs } from '../../src/core/instant.ts';
import type { Position, Rollout } from '../../src/core/rollout.ts';
import type { Snapshot } from '../../src/core/snapshot.ts';
import type { ViewCall } from '../../src/core/view-models.ts';

const stages = ['planning', 'canary', 'go-live'];
const prefix = 'stage: ';

interface State {
  readonly stage: string;
  readonly held: boolean;
  /** How many commands have been carried out. */
  readonly done: number;
  /** How many timers have gone off. */
  readonly ticks: number;
  readonly openedAt: number;
}

export const smallCore: Pick<PipelineOptions, 'decide' | 'setupOf'> = {
  decide(event, snapshot) {
    if (snapshot.rollout === undefined) return adopt(event, snapshot);
    const state = stateOf(snapshot.rollout);
    switch (event.kind) {
      case 'comment-created':
        return obey(event, state, snapshot);
      case 'timer':
        return tick(state, snapshot);
      case 'issue-labeled':
      case 'issue-unlabeled':
        return decision('label-repaired', state, snapshot, [], []);
      case 'sync':
        return decision('repaired', state, snapshot, [], []);
      default:
        return decision('nothing-to-do', state, snapshot, [], []);
    }
  },
  async setupOf() {
    // Nothing looks into the settings but for the time zone, and the texts are rendered here.
    const settings = { timeZone: 'UTC' } as Awaited<ReturnType<PipelineOptions['setupOf']>>['settings'];
    return { settings, findings: [], renderer: { render: textOf, findings: () => [] }, templateFindings: 0 };
  },
};

function adopt(event: Event, snapshot: Snapshot): Decision {
  const isTracking = snapshot.issue.labels.some(({ name }) => name === 'release-tracking');
  const nothing = {
    rollout: undefined,
    readings: { put: [], withdraw: [] },
    effects: [],
    timers: undefined,
    ledger: [],
  };
  if (!isTracking || event.kind === 'timer') return { reason: 'not-ours', ...nothing };
  const state: State = { stage: 'planning', held: false, done: 0, ticks: 0, openedAt: snapshot.now };
  const labels = stages.map((name) => ({ name: prefix + name, color: 'ededed', description: '' }));
  return decision('adopted', state, snapshot, [{ kind: 'ensure-labels', labels }], []);
}

function obey(event: Extract<Event, { kind: 'comment-created' }>, before: State, snapshot: Snapshot): Decision {
  const { comment, actor } = event;
  const commands = comment.body.split('\n').filter((line) => line.startsWith('/'));
  if (commands.length === 0) return decision('nothing-to-do', before, snapshot, [], []);
  const may = snapshot.actor?.permission === 'write';
  const effects: Effect[] = [];
  const ledger: LedgerNote[] = [];
  let state = before;
  for (const command of commands) {
    const next = may ? carryOut(command, state) : undefined;
    const outcome = next === undefined ? 'refused' : 'done';
    ledger.push({ actor: actor.login, action: command, outcome, detail: undefined });
    if (next !== undefined && next.stage !== state.stage) effects.push(checklistOf(next.stage));
    state = next ?? state;
    if (next === undefined) break;
  }
  const said = ledger.map(({ action, outcome }) => `${action}: ${outcome}`).join(', ');
  const issue = event.issueNumber === snapshot.issue.number ? undefined : checklistNode(event.issueNumber, snapshot);
  effects.push({ kind: 'post-once', issue, body: text(said) });
  effects.push({ kind: 'react', subject: comment.nodeId, content: state === before ? 'CONFUSED' : 'ROCKET' });
  return decision(state === before ? 'refused' : 'commands', state, snapshot, effects, ledger);
}

function checklistNode(number: number, { checklists }: Snapshot): string | undefined {
  return checklists.find((checklist) => checklist.number === number)?.nodeId;
}

/** Undefined: refused. */
function carryOut(command: string, state: State): State | undefined {
  const [name, wanted = ''] = command.split(' ');
  const done = state.done + 1;
  if (name === '/hold') return state.held ? undefined : { ...state, held: true, done };
  if (name === '/resume') return state.held ? { ...state, held: false, done } : undefined;
  if (name !== '/advance' || state.held) return undefined;
  const [from, to] = [stages.indexOf(state.stage), stages.indexOf(wanted)];
  const allowed = command.includes('--force') ? to > from : to === from + 1;
  return allowed ? { ...state, stage: wanted, done } : undefined;
}

function tick(before: State, snapshot: Snapshot): Decision {
  const state = { ...before, ticks: before.ticks + 1 };
  return decision(
    'report',
    state,
    snapshot,
    [{ kind: 'post-once', issue: undefined, body: text(`tick ${state.ticks}`) }],
    [],
  );
}

function checklistOf(stage: string): Effect {
  return {
    kind: 'ensure-checklist-issue',
    stage,
    title: stage,
    labels: [prefix + stage],
    body: text(`- [ ] ${stage}`),
  };
}

/** What should be true is ensured with each decision. */
function decision(
  reason: Reason,
  state: State,
  snapshot: Snapshot,
  effects: readonly Effect[],
  ledger: readonly LedgerNote[],
): Decision {
  const [creating, answers] = [effects.filter(isCreation), effects.filter((effect) => !isCreation(effect))];
  return {
    reason,
    rollout: rolloutOf(state, snapshot.now),
    readings: { put: [], withdraw: [] },
    effects: [
      ...creating,
      { kind: 'ensure-stage-label', prefix, label: prefix + state.stage },
      { kind: 'set-title', title: titleOf(state) },
      { kind: 'upsert-comment', slot: 'card', create: true, body: text(cardOf(state)) },
      ...answers,
    ],
    timers: timersOf(state),
    ledger,
  };
}

/** One while people are at work, one during an outage, then none. */
function timersOf({ ticks, openedAt }: State): Decision['timers'] {
  const dueAt = [openedAt + 3 * minuteMs, openedAt + hourMs][ticks];
  return dueAt === undefined ? [] : [{ key: `tick:${ticks + 1}`, dueAt }];
}

function isCreation({ kind }: Effect): boolean {
  return kind === 'ensure-labels' || kind === 'ensure-checklist-issue';
}

function titleOf({ stage }: State): string {
  return `Booking reminders [${stage}]`;
}

/** What the card says of a state. */
function cardOf({ stage, held, done, ticks }: State): string {
  return `${stage}${held ? ', on hold' : ''}: ${done} commands, ${ticks} reports`;
}

/** What stands on an issue when nothing is left to do. */
export const expected = {
  cardOf: (rollout: Rollout) => cardOf(stateOf(rollout)),
  titleOf: (rollout: Rollout) => titleOf(stateOf(rollout)),
};

/** The store and the app look into it no further than this. */
function rolloutOf(state: State, now: number): Rollout {
  const position: Position =
    state.stage === 'planning'
      ? { at: 'planning' }
      : { at: 'stage', stage: state.stage, since: now, by: 'somebody', hold: undefined };
  const rollout: unknown = { ...state, position, plan: { criteria: [] }, periods: [] };
  return rollout as Rollout;
}

function stateOf(rollout: Rollout): State {
  // `rolloutOf` made it of one.
  const state: unknown = rollout;
  return state as State;
}

/** A view that no template has: its model is its text. */
function text(words: string): ViewCall {
  const call: unknown = { view: 'text', model: words };
  return call as ViewCall;
}

function textOf(call: ViewCall): string {
  return String(call.model);
}

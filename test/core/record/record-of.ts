import { isDeepStrictEqual } from 'node:util';
import { Document, isCollection, visit } from 'yaml';
import type { Effect } from '../../../src/core/effect.ts';
import type { Event } from '../../../src/core/event.ts';
import { changeOf } from '../../../src/core/ledger/state-change.ts';
import type { Rollout } from '../../../src/core/rollout.ts';
import type { ViewCall } from '../../../src/core/view-models.ts';
import type { Step } from '../story.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Everything that was decided, in a form that can be read: what happened, and under it what changed in the state, which
 * timers there are, what is to be done and what the texts are made of. Of what is shown again and again, the card first
 * of all, only the fields that are different.
 */
export function recordOf(steps: readonly Step[]): string {
  const shown = new Map<string, Fields>();
  let timers: unknown;
  const texts = steps.map(({ event, before, decision }, index) => {
    const { reason, rollout, readings, effects, ledger } = decision;
    const changed = isDeepStrictEqual(decision.timers, timers) ? undefined : decision.timers;
    timers = decision.timers ?? timers;
    const said = {
      reason,
      ledger: ledger.map(({ actor, action, outcome, detail }) =>
        [actor, action, outcome, ...(detail === undefined ? [] : [detail])].join(' · '),
      ),
      state: stateOf(before, rollout),
      readings: readings.put,
      withdrawn: readings.withdraw,
      timers: changed?.map(({ key, dueAt }) => `${key} at ${minute(dueAt)}`),
      effects: effects.map((effect) => effectOf(effect, shown)),
    };
    return `# ${index + 1} · ${minute(event.at)} · ${nameOf(event)}\n${printed(said)}`;
  });
  return texts.join('\n');
}

function nameOf(event: Event): string {
  switch (event.kind) {
    case 'timer':
      return `timer ${event.timer}`;
    case 'sync':
      return 'a look at everything';
    case 'set-aside':
      return `set aside: ${nameOf(event.of)}`;
    case 'comment-created':
    case 'comment-edited':
    case 'comment-deleted':
      return `${event.actor.login}, ${event.kind} on #${event.issueNumber}: ${JSON.stringify(event.comment.body)}`;
    case 'issue-labeled':
    case 'issue-unlabeled':
      return `${event.actor.login}, ${event.kind}: ${event.label}`;
    default:
      return `${event.actor.login}, ${event.kind} #${event.issueNumber}`;
  }
}

/** The plan is looked at elsewhere; here stands only that it changed. */
function stateOf(before: Rollout | undefined, after: Rollout | undefined): Fields | undefined {
  if (after === undefined) return undefined;
  const { plan: planBefore, ...rest } = before ?? { plan: undefined };
  const { plan, ...state } = after;
  const change = changeOf(rest, state);
  return isDeepStrictEqual(planBefore, plan) ? (change as Fields | undefined) : { ...change, 'the plan': 'changed' };
}

function effectOf(effect: Effect, shown: Map<string, Fields>): Fields {
  if (!('body' in effect)) return { ...effect };
  const { body, ...rest } = effect;
  return { ...rest, ...bodyOf(body, 'slot' in effect ? effect.slot : undefined, shown) };
}

function bodyOf(call: ViewCall, slot: string | undefined, shown: Map<string, Fields>): Fields {
  if (call.view === 'reply') return { reply: call.model.parts.map((part) => bodyOf(part, undefined, shown)) };
  const model: Fields = { ...call.model };
  const key = slot ?? call.view;
  const known = shown.get(key);
  shown.set(key, model);
  const changed = Object.entries(model).filter(
    ([name, value]) => !(known !== undefined && isDeepStrictEqual(known[name], value)),
  );
  return { [call.view]: Object.fromEntries(changed) };
}

/** Things that would fill a line of this many characters or fewer are written on one. */
const lineLength = 220;

function printed(value: unknown): string {
  const document = new Document(shortened(value));
  visit(document, {
    Collection(_key, node) {
      if (!isCollection(node) || JSON.stringify(node).length > lineLength) return;
      node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/**
 * Leaves out what has no value and lists that are empty, writes moments so that they can be read, and of readings,
 * verdicts, recommendations, findings and charts, which have tests of their own, only which they are. Of
 * the plan nothing, which is in the state.
 */
function shortened(value: unknown): unknown {
  if (typeof value === 'number') return value > 1e12 ? minute(value) : value;
  if (Array.isArray(value)) return value.map(shortened);
  if (!isFields(value)) return value;
  const { criterion, result, code, why, line, metric, points, figure, control, source } = value;
  if (isFields(figure) && isFields(source)) {
    const against = isFields(control) ? ` vs ${control['text']}` : '';
    const { kind, stage, share, at } = value;
    return `${kind} ${metric} = ${figure['text']}${against} · ${stage} ${share}% · ${minute(Number(at))} · ${source['id']}`;
  }
  if (isFields(criterion) && result !== undefined)
    return [criterion['id'], result, ...(why === undefined ? [] : [why])].join(' ');
  if ('facts' in value && result !== undefined) return `${result} ${code}`;
  if ('facts' in value && line !== undefined) return `${code} in line ${line}`;
  if (Array.isArray(points)) return `${points.length} points of ${metric}`;
  const fields = Object.entries(value).filter(
    ([name, field]) => name !== 'plan' && field !== undefined && !isEmptyList(field),
  );
  return Object.fromEntries(fields.map(([name, field]) => [name, shortened(field)]));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function minute(at: number): string {
  return new Date(at).toISOString().replace(/:\d\d\.\d{3}Z$/, 'Z');
}

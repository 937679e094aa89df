/** What is true of every decision, whatever came before it. */

import { sameValue } from '../../../src/core/ledger/same-value.ts';
import { applyChange, changeOf, type StateFields } from '../../../src/core/ledger/state-change.ts';
import type { Position, Rollout } from '../../../src/core/rollout.ts';
import { stageLabel } from '../../../src/core/stage-labels.ts';
import { highestShare } from '../../../src/core/stages/change-share.ts';
import { machine } from '../../../src/core/stages/machine.ts';
import { countedLogins } from './people.ts';
import type { ReleaseWorld, Step } from './release-world.ts';

function demand(isSo: boolean, rule: string): void {
  if (!isSo) throw new Error(rule);
}

/** Parts of the state that only a command or a label may change. */
const decided = [
  'position',
  'share',
  'periods',
  'signOffs',
  'judgements',
  'overrides',
  'amendments',
  'accepted',
  'goLiveDate',
  'wentLiveAt',
  'adoption',
  'slots',
] as const satisfies readonly (keyof Rollout)[];

export function isAsDecided(before: Rollout | undefined, after: Rollout | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return decided.every((field) => sameValue(before[field], after[field]));
}

export function isEnded(rollout: Rollout | undefined): boolean {
  return rollout?.position.at === 'complete' || rollout?.position.at === 'cancelled';
}

export function checkStep(step: Step): void {
  checkEffects(step);
  const { rollout } = step.after;
  if (rollout === undefined) return;
  checkState(rollout);
  checkShare(step);
  checkReadings(step);
  checkRecord(step);
  checkRest(step);
  const before = step.snapshot.rollout;
  if (isEnded(before)) {
    demand(sameValue(before?.position, rollout.position), 'a release that has ended stays where it is');
    const isReread = step.decision.reason === 'plan-reread' || step.decision.reason === 'repaired';
    // A report may still be asked for.
    const isLeft = before !== undefined && isAsDecided({ ...before, slots: rollout.slots }, rollout);
    demand(isReread || isLeft, 'it accepts nothing');
  }
}

function checkState({ position, periods, wentLiveAt, plan, share }: Rollout): void {
  demand(position.at in machine, `no state ${position.at}`);
  const stage = stageOf(position);
  demand(stage === undefined || plan.stages.some(({ id }) => id === stage), `stage ${stage} is not in the plan`);
  const goLive = plan.stages.find(({ id }) => id === stage)?.goLive;
  if (position.at === 'stage') demand(goLive === false, 'a go-live is no stage under way');
  if (position.at === 'live') demand(goLive === true, 'live is where the go-live is');
  const isLive = position.at === 'live' || position.at === 'complete';
  demand(!isLive || wentLiveAt !== undefined, 'what is live went live some time');
  if (position.at === 'stage' || position.at === 'planning' || position.at === 'rolled-back') {
    demand(wentLiveAt === undefined, 'what is not live has no clock of the results');
  }
  const open = periods.filter(({ until }) => until === undefined);
  demand(open.length === (stage === undefined ? 0 : 1), 'one period lasts, while a stage is under way');
  const last = periods.at(-1);
  if (stage !== undefined) {
    demand(last?.stage === stage && last.share === share, 'the period that lasts is that of stage and share');
  }
  for (const [index, { from, until }] of periods.entries()) {
    demand(until === undefined || from <= until, 'no period ends before it begins');
    const next = periods[index + 1];
    if (next !== undefined) demand(until !== undefined && until <= next.from, 'periods follow each other');
  }
}

/** Where a share was set, it was one that the plan allows there at that time. */
function checkShare({ snapshot: { rollout: before }, after: { rollout }, decision }: Step): void {
  if (rollout === undefined || decision.ledger.some(({ action }) => action === '/adopt')) return;
  const { position, share, plan } = rollout;
  const isSet = before === undefined || before.share !== share || stageOf(before.position) !== stageOf(position);
  if (!isSet || before?.plan !== plan) return;
  if (position.at === 'planning') demand(share === 0, 'nobody has the change before the first stage');
  const index = plan.stages.findIndex(({ id }) => id === stageOf(position));
  const stage = plan.stages[index];
  if (stage === undefined) return;
  const isWithin =
    stage.share === undefined
      ? share === undefined
      : isBetween(share, stage.share[0], highestShare(plan.stages, index));
  demand(isWithin, `${share}% is outside of stage ${stage.id}`);
}

function isBetween(share: number | undefined, lowest: number, highest: number): boolean {
  return share !== undefined && share >= lowest && share <= highest;
}

function checkReadings({ after: { readings } }: Step): void {
  const ids = readings.map(({ id }) => id);
  demand(new Set(ids).size === ids.length, 'each reading has an id of its own');
  for (const { source } of readings) {
    demand(countedLogins.includes(source.author), `numbers of ${source.author} count`);
  }
}

/** The ledger's changes lead to the state; what was refused and what was only tried has changed nothing. */
function checkRecord({ snapshot: { rollout: before }, after: { rollout }, decision }: Step): void {
  if (rollout === undefined) return;
  const [was, is] = [stored({ ...before }), stored({ ...rollout })];
  const change = changeOf(was, is);
  demand(sameValue(change === undefined ? was : applyChange(was, stored(change)), is), 'the change leads to the state');
  const hasDone = decision.ledger.some(({ outcome, action }) => outcome === 'done' || action === 'found by looking');
  if (!hasDone && before !== undefined) {
    const isReread = decision.reason === 'plan-reread' || decision.reason === 'repaired';
    demand(isReread || isAsDecided(before, rollout), `changed by what was not done: ${decision.reason}`);
  }
  for (const { why, recommendation } of rollout.overrides.slice(before?.overrides.length ?? 0)) {
    demand(why !== '' && recommendation.result !== 'GO', 'a forced move keeps its reason and what it overrode');
  }
}

function checkEffects({ decision, after: { rollout }, snapshot }: Step): void {
  const { effects } = decision;
  if (rollout === undefined || decision.rollout === undefined) {
    const isAnswer = effects.every(({ kind }) => kind === 'react' || kind === 'post-once');
    demand(isAnswer, 'nothing is shown of what is none of ours');
    return;
  }
  const isGone = effects.length === 0;
  if (isGone) return;
  const labels = effects.filter((effect) => effect.kind === 'ensure-stage-label');
  demand(labels.length === 1, `${labels.length} stage labels`);
  const expected = rollout.suspended === 'unlabeled' ? undefined : stageLabel(rollout, snapshot.settings);
  demand(labels[0]?.kind === 'ensure-stage-label' && labels[0].label === expected, 'the label is that of the state');
  const slots = effects.flatMap((effect) => (effect.kind === 'upsert-comment' ? effect.slot : []));
  demand(new Set(slots).size === slots.length, 'one text for each comment that is kept up to date');
  demand(slots.filter((slot) => slot === 'card').length === 1, 'one card');
  const stages = effects.flatMap((effect) => (effect.kind === 'ensure-checklist-issue' ? effect.stage : []));
  demand(stages.length <= 1, 'one checklist at a time');
  demand(!snapshot.checklists.some(({ stage }) => stages.includes(stage)), 'one checklist for each stage');
  const posts = effects.flatMap((effect) => (effect.kind === 'post-once' ? (effect.issue ?? 'tracking issue') : []));
  demand(new Set(posts).size === posts.length, 'one comment on an issue at most');
  const reactions = effects.flatMap((effect) => (effect.kind === 'react' ? effect.content : []));
  demand(reactions.length <= 1 || (reactions.length === 2 && reactions[0] === 'EYES'), `reactions ${reactions}`);
  demand(reactions.at(-1) !== 'EYES', 'eyes are only the first sign');
}

/** An ended or suspended release has no timers; each has one for a thing. */
function checkRest({ decision: { timers }, after: { rollout } }: Step): void {
  if (rollout === undefined || timers === undefined) return;
  const keys = timers.map(({ key }) => key);
  demand(new Set(keys).size === keys.length, 'one timer for each thing');
  if (isEnded(rollout) || rollout.suspended !== undefined) demand(keys.length === 0, `timers ${keys} at rest`);
}

/** What the issue shows after a decision. */
export function checkWorld({ rollout, labels, checklists, own, isOpen, settings }: ReleaseWorld): void {
  if (rollout === undefined) return;
  const shown = labels.filter((label) => label.startsWith(settings.labels.stagePrefix));
  const expected = rollout.suspended === 'unlabeled' ? [] : [stageLabel(rollout, settings)];
  if (labels.includes(settings.labels.tracking) || rollout.suspended === undefined) {
    demand(sameValue(shown, expected), `labels ${shown} instead of ${expected}`);
  }
  const stages = checklists.map(({ stage }) => stage);
  demand(new Set(stages).size === stages.length, 'one checklist for each stage');
  const isTracked = isOpen && labels.includes(settings.labels.tracking);
  if (!isEnded(rollout))
    demand((rollout.suspended === undefined) === isTracked, `${rollout.suspended} while ${isOpen}`);
  // A stage that was left again in the same comment needs none.
  const here = stageOf(rollout.position);
  demand(here === undefined || stages.includes(here), `no checklist of ${here}, which is under way`);
  const slots = own.map(({ slot }) => slot);
  demand(new Set(slots).size === slots.length, 'one comment of a kind that is kept up to date');
  if (isEnded(rollout)) demand(!isOpen || rollout.suspended !== undefined, 'the issue of an ended release is closed');
}

function stageOf(position: Position): string | undefined {
  return position.at === 'stage' || position.at === 'live' ? position.stage : undefined;
}

/** As it comes back from the database. */
function stored<T extends StateFields | object>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

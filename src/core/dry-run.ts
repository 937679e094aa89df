import type { CommandContext, CommandResult } from './commands/command.ts';
import type { Draft } from './draft.ts';
import type { Effect } from './effect.ts';
import { type PlanChange, planChanges } from './plan/plan-changes.ts';
import type { Rollout } from './rollout.ts';
import { settle } from './settle.ts';
import type { Snapshot } from './snapshot.ts';
import { stageLabel } from './stage-labels.ts';
import { currentStage, stageRef } from './stages/ladder.ts';
import type { DryRunChange, DryRunModel } from './view-models.ts';

/** Exactly what the command would change, found by carrying it out on paper. */
export function dryRunModel(
  asked: string,
  { draft, snapshot }: Pick<CommandContext, 'draft' | 'snapshot'>,
  result: Extract<CommandResult, { kind: 'done' }>,
): DryRunModel {
  const before = settle(draft, snapshot, true);
  const after = settle(result.draft, snapshot, true);
  const said = result.reply === undefined ? [] : [change('comment', undefined, result.reply.view)];
  return {
    asked,
    changes: [
      ...stateChanges(draft, result.draft, snapshot),
      ...newEffects(before.effects, after.effects).flatMap(effectChange),
      ...said,
    ],
  };
}

function stateChanges(before: Draft, after: Draft, { settings, issue }: Snapshot): readonly DryRunChange[] {
  const [was, is] = [before.rollout, after.rollout];
  const { tracking } = settings.labels;
  // On an issue without the label only adoption is carried out.
  const isTracked = issue.labels.some(({ name }) => name === tracking);
  const labels = [isTracked ? stageLabel(was, settings) : undefined, stageLabel(is, settings)] as const;
  return [
    ...changed('stage', stageName(before), stageName(after)),
    ...changed('share', percent(was.share), percent(is.share)),
    ...(isTracked ? [] : [change('label', undefined, tracking)]),
    ...changed('label', ...labels),
    ...changed('hold', holdText(was.position), holdText(is.position)),
    ...changed('date', was.goLiveDate, is.goLiveDate),
    ...accepted(was.accepted, is.accepted),
    ...planChanges(was.plan, is.plan).map(planChange),
    ...added(
      'sign-off',
      was.signOffs.length,
      is.signOffs.map(({ role, answer }) => `${role}: ${answer}`),
    ),
    ...added(
      'judgement',
      was.judgements.length,
      is.judgements.map(({ criterion, result }) => `${criterion}: ${result}`),
    ),
    ...added(
      'answer',
      was.answers.length,
      is.answers.map(({ question, text }) => `${question}: ${text}`),
    ),
    ...after.put
      .filter((reading) => !before.put.includes(reading))
      .map((reading) => change('reading', undefined, `${reading.metric} = ${reading.figure.text}`)),
  ];
}

/** Effects that appear only after the change; the card is always kept up to date and is not named. */
function newEffects(before: readonly Effect[], after: readonly Effect[]): readonly Effect[] {
  const known = new Set(before.map(effectName));
  return after.filter((effect) => !known.has(effectName(effect)));
}

function effectName(effect: Effect): string {
  if (effect.kind === 'upsert-comment') return `${effect.kind} ${effect.slot}`;
  return effect.kind === 'ensure-checklist-issue' ? `${effect.kind} ${effect.stage}` : effect.kind;
}

function effectChange(effect: Effect): readonly DryRunChange[] {
  switch (effect.kind) {
    case 'ensure-checklist-issue':
      return [change('checklist', undefined, effect.title)];
    case 'upsert-comment':
      return [change('comment', undefined, effect.body.view)];
    case 'set-title':
      return [change('title', undefined, effect.title)];
    case 'close-issue':
      return [change('close', undefined, effect.reason)];
    default:
      return [];
  }
}

function changed(
  kind: DryRunChange['kind'],
  from: string | undefined,
  to: string | undefined,
): readonly DryRunChange[] {
  return from === to ? [] : [change(kind, from, to)];
}

function added(kind: DryRunChange['kind'], before: number, all: readonly string[]): readonly DryRunChange[] {
  return all.slice(before).map((text) => change(kind, undefined, text));
}

function change(kind: DryRunChange['kind'], from: string | undefined, to: string | undefined): DryRunChange {
  return { kind, from, to };
}

function accepted(was: Rollout['accepted'], is: Rollout['accepted']): readonly DryRunChange[] {
  const fresh = is.filter(({ key }) => was.every((one) => one.key !== key)).length;
  return fresh === 0 ? [] : [change('remarks', undefined, `${fresh}`)];
}

function planChange({ what, name, before, after }: PlanChange): DryRunChange {
  return { kind: 'plan', part: what, name, from: before, to: after };
}

function stageName({ rollout }: Draft): string {
  const stage = currentStage(rollout);
  return stage === undefined ? rollout.position.at : stageRef(stage).name;
}

function percent(share: number | undefined): string | undefined {
  return share === undefined ? undefined : `${share}%`;
}

function holdText(position: Draft['rollout']['position']): string | undefined {
  return position.at === 'stage' ? position.hold?.why : undefined;
}

import { cardModel } from './card.ts';
import { checklistModel } from './checklist-model.ts';
import type { Evaluation } from './criteria/evaluate.ts';
import type { Draft } from './draft.ts';
import { withRollout } from './draft.ts';
import type { Effect } from './effect.ts';
import { evaluateNow } from './evaluate-now.ts';
import { questionsModel } from './reports/questions-model.ts';
import { resultsModel } from './reports/results-model.ts';
import { summaryModel } from './reports/summary-model.ts';
import { verdictsModel } from './reports/verdicts-model.ts';
import type { Rollout } from './rollout.ts';
import type { Snapshot } from './snapshot.ts';
import { stageLabel } from './stage-labels.ts';
import { currentStage } from './stages/ladder.ts';
import type { ViewCall } from './view-models.ts';

/** What follows from the state alone, whatever led to it. */
export interface Settled {
  readonly draft: Draft;
  readonly effects: readonly Effect[];
}

/**
 * Brings the display into line with the state: checklist issue, label, card, title, the comments that are kept up to
 * date, and a comment when the recommendation has changed. `quiet` leaves that comment out, where another one says it.
 */
export function settle(draft: Draft, snapshot: Snapshot, quiet: boolean): Settled {
  const evaluation = evaluateNow(draft, snapshot);
  const remembered = rememberFailures(draft, evaluation);
  const told = tellRecommendation(remembered, snapshot, evaluation, quiet);
  const { rollout } = told.draft;
  const effects: Effect[] = [
    ...checklistEffects(rollout, snapshot),
    ...told.effects,
    labelEffect(rollout, snapshot),
    { kind: 'upsert-comment', slot: 'card', create: true, body: cardCall(told.draft, snapshot, evaluation) },
    ...slotEffects(told.draft, snapshot),
    ...titleEffects(rollout, snapshot),
    ...closeEffects(rollout, snapshot),
  ];
  return { draft: told.draft, effects };
}

function cardCall(draft: Draft, snapshot: Snapshot, evaluation: Evaluation | undefined): ViewCall {
  return { view: 'card', model: cardModel(draft, snapshot, evaluation) };
}

/** FAIL stays until a person reopens it: numbers that look better later do not take it back by themselves. */
function rememberFailures(draft: Draft, evaluation: Evaluation | undefined): Draft {
  if (evaluation === undefined) return draft;
  const failed = evaluation.verdicts
    .filter((verdict) => verdict.result === 'FAIL' && verdict.criterion.role !== 'watch')
    .map((verdict) => verdict.criterion.id);
  return sameItems(failed, draft.rollout.failed) ? draft : withRollout(draft, { failed });
}

function tellRecommendation(
  draft: Draft,
  snapshot: Snapshot,
  evaluation: Evaluation | undefined,
  quiet: boolean,
): Settled {
  const { position, told, suspended } = draft.rollout;
  if (evaluation === undefined || position.at !== 'stage' || suspended !== undefined) return { draft, effects: [] };
  const { result, code } = evaluation.recommendation;
  if (told?.stage === position.stage && told.result === result) return { draft, effects: [] };
  const next = withRollout(draft, { told: { stage: position.stage, result, code } });
  // On entering a stage the comment about the move is enough.
  if (quiet || told?.stage !== position.stage) return { draft: next, effects: [] };
  const model = verdictsModel(next, snapshot, evaluation, { explain: false, before: told.result });
  return {
    draft: next,
    effects: [{ kind: 'post-once', issue: undefined, body: { view: 'recommendation-changed', model } }],
  };
}

function checklistEffects(rollout: Rollout, snapshot: Snapshot): readonly Effect[] {
  const stage = currentStage(rollout);
  if (stage === undefined || snapshot.checklists.some((checklist) => checklist.stage === stage.id)) return [];
  const title = onOneLine(`${stage.name} — ${rollout.plan.title ?? snapshot.issue.title}`);
  const view = stage.goLive ? 'issues/go-live' : 'issues/stage';
  const body: ViewCall = { view, model: checklistModel(stage, rollout, snapshot) };
  return [{ kind: 'ensure-checklist-issue', stage: stage.id, title: title.slice(0, 256), labels: [], body }];
}

/** Titles are no Markdown, and have no line breaks, control characters or marks that turn the direction of a text. */
function onOneLine(title: string): string {
  return title.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(/[\u200b\u202a-\u202e\u2066-\u2069]/g, '');
}

function labelEffect(rollout: Rollout, { settings }: Snapshot): Effect {
  const label = rollout.suspended === 'unlabeled' ? undefined : stageLabel(rollout, settings);
  return { kind: 'ensure-stage-label', prefix: settings.labels.stagePrefix, label };
}

function slotEffects(draft: Draft, snapshot: Snapshot): readonly Effect[] {
  return Object.entries(draft.rollout.slots).flatMap(([kind, slot]): Effect[] => {
    const body = slotBody(kind, draft, snapshot);
    return body === undefined ? [] : [{ kind: 'upsert-comment', slot, create: true, body }];
  });
}

function slotBody(kind: string, draft: Draft, snapshot: Snapshot): ViewCall | undefined {
  if (kind === 'summary') {
    const model = summaryModel(draft, snapshot);
    return model === undefined ? undefined : { view: 'summary', model };
  }
  if (kind === 'questions') return { view: 'questions', model: questionsModel(draft, snapshot) };
  if (kind !== '1-week' && kind !== '1-month') return undefined;
  const model = resultsModel(kind, draft, snapshot);
  return model === undefined ? undefined : { view: 'results', model };
}

/** ` [10%]` at the end of the title, where the settings ask for it; everything else of the title is the team's. */
function titleEffects(rollout: Rollout, { settings, issue }: Snapshot): readonly Effect[] {
  if (settings.title !== 'share') return [];
  const bare = issue.title.replace(/ \[\d+(?:\.\d+)?%\]$/, '');
  const title =
    rollout.share === undefined || rollout.position.at === 'planning' ? bare : `${bare} [${rollout.share}%]`;
  return title === issue.title ? [] : [{ kind: 'set-title', title: title.slice(0, 256) }];
}

function closeEffects({ position }: Rollout, { issue }: Snapshot): readonly Effect[] {
  if (!issue.open) return [];
  if (position.at === 'complete') return [{ kind: 'close-issue', reason: 'completed' }];
  return position.at === 'cancelled' ? [{ kind: 'close-issue', reason: 'not-planned' }] : [];
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

import { mayUse } from '../commands/permission.ts';
import { commandNamed } from '../commands/registry.ts';
import type { Decision } from '../decision.ts';
import { withRollout } from '../draft.ts';
import type { Refusal } from '../refusal.ts';
import { stageLabel } from '../stage-labels.ts';
import { matchStage, nearestStage, stageIndex } from '../stages/ladder.ts';
import { makeMove } from '../stages/make-move.ts';
import { conclude } from './conclude.ts';
import type { EventOf, Handling } from './handling.ts';

/** `stage: <id>` asks for the same move as `/advance <id>`; when it is refused the label is taken off again. */
export function onLabeled(event: EventOf<'issue-labeled' | 'issue-unlabeled'>, handling: Handling): Decision {
  const { draft, snapshot } = handling;
  const { settings, issue } = snapshot;
  if (event.label === settings.labels.tracking) return onTracked(handling);
  const prefix = settings.labels.stagePrefix;
  const asked = issue.labels.map((label) => label.name).filter((name) => name.startsWith(prefix));
  const isStageLabel = event.label.startsWith(prefix);
  // It has been taken off again in the meantime, by somebody or by an earlier answer: nothing is asked any more.
  const isStillThere = asked.includes(event.label);
  if (!isStageLabel || !isStillThere || event.label === stageLabel(draft.rollout, settings)) {
    return conclude(handling, { reason: 'nothing-to-do' });
  }
  const foreign = asked.filter((name) => name !== stageLabel(draft.rollout, settings));
  if (foreign.length > 1) return refuse(event, handling, { reason: 'two-labels', labels: foreign });
  return moveByLabel(event, handling, event.label.slice(prefix.length));
}

export function onUnlabeled(event: EventOf<'issue-labeled' | 'issue-unlabeled'>, handling: Handling): Decision {
  const { draft, snapshot } = handling;
  const { settings } = snapshot;
  const isTracked = snapshot.issue.labels.some((label) => label.name === settings.labels.tracking);
  if (event.label !== settings.labels.tracking || isTracked) return conclude(handling, { reason: 'label-repaired' });
  const { position } = draft.rollout;
  if (position.at === 'complete' || position.at === 'cancelled') return conclude(handling, { reason: 'nothing-to-do' });
  return conclude(handling, {
    reason: 'released',
    draft: withRollout(draft, { suspended: 'unlabeled' }),
    replies: [{ view: 'paused', model: { why: 'unlabeled', by: event.actor.login } }],
    ledger: [
      { actor: event.actor.login, action: 'removal of the tracking label', outcome: 'noted', detail: undefined },
    ],
  });
}

function onTracked(handling: Handling): Decision {
  const { draft, snapshot } = handling;
  if (draft.rollout.suspended !== 'unlabeled') {
    return conclude(handling, { reason: handling.adopted ? 'adopted' : 'nothing-to-do' });
  }
  return conclude(handling, {
    reason: 'adopted',
    draft: withRollout(draft, { suspended: snapshot.issue.open ? undefined : 'closed' }),
    quiet: true,
  });
}

function moveByLabel(event: EventOf<'issue-labeled' | 'issue-unlabeled'>, handling: Handling, id: string): Decision {
  const { draft, snapshot } = handling;
  const { actor, settings } = snapshot;
  const { stages } = draft.rollout.plan;
  const stage = matchStage(stages, id);
  if (stage === undefined) {
    const nearest = nearestStage(stages, id);
    return refuse(event, handling, {
      reason: 'unknown-stage',
      stage: id,
      nearest,
      stages: stages.map((one) => one.id),
    });
  }
  const { position } = draft.rollout;
  const here = position.at === 'stage' || position.at === 'live' ? stageIndex(stages, position.stage) : -1;
  const isBack = stageIndex(stages, stage.id) < here;
  const command = commandNamed(isBack ? 'rollback' : 'advance');
  if (actor === undefined || actor.isBot || command === undefined || !mayUse(command, actor, settings)) {
    return refuse(event, handling, { reason: 'not-permitted', needs: 'write', has: actor?.permission ?? 'none' });
  }
  // A label gives no reason, and a rollback needs one; going back by label is refused with the command to use.
  if (isBack) return refuse(event, handling, { reason: 'reason-missing', example: `/rollback ${stage.id} why` });
  const move = { kind: 'advance', to: stage, share: undefined, force: undefined } as const;
  const outcome = makeMove(draft, snapshot, move, actor.login);
  if (outcome.kind === 'refused') return refuse(event, handling, outcome.refusal);
  return conclude(handling, {
    reason: 'label-moved',
    draft: outcome.draft,
    replies: outcome.reply === undefined ? [] : [outcome.reply],
    ledger: [{ actor: actor.login, action: `label for ${stage.id}`, outcome: 'done', detail: undefined }],
    quiet: true,
  });
}

function refuse(event: EventOf<'issue-labeled' | 'issue-unlabeled'>, handling: Handling, refusal: Refusal): Decision {
  const model = { asked: event.label, by: 'label', refusal } as const;
  return conclude(handling, {
    reason: 'label-refused',
    replies: [{ view: 'refused', model }],
    ledger: [{ actor: event.actor.login, action: 'label', outcome: 'refused', detail: refusal.reason }],
  });
}

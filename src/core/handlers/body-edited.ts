import type { Decision } from '../decision.ts';
import { withRollout } from '../draft.ts';
import type { Plan, Stage } from '../plan/plan.ts';
import { planChanges } from '../plan/plan-changes.ts';
import { readPlanOf } from '../plan/read-plan-of.ts';
import type { Rollout } from '../rollout.ts';
import { conclude } from './conclude.ts';
import type { EventOf, Handling } from './handling.ts';

/** The plan is read again, and what is different now is said in one comment. */
export function onBodyEdited(event: EventOf<'issue-edited'>, handling: Handling): Decision {
  const { rollout } = handling.draft;
  const read = readPlanOf(handling.snapshot);
  const plan = keepStageUnderWay(read.plan, rollout);
  const changes = planChanges(rollout.plan, plan);
  const followsPlan = rollout.goLiveDate === rollout.plan.goLive?.from;
  const draft = withRollout(handling.draft, {
    plan,
    findings: read.findings,
    goLiveDate: followsPlan ? plan.goLive?.from : rollout.goLiveDate,
  });
  const model = { by: event.actor.login, changes, findings: read.findings };
  return conclude(handling, {
    reason: handling.adopted ? 'adopted' : 'plan-reread',
    draft,
    replies: changes.length === 0 ? [] : [{ view: 'plan-changed', model }],
    ledger:
      changes.length === 0
        ? []
        : [{ actor: event.actor.login, action: 'edit of the plan', outcome: 'noted', detail: `${changes.length}` }],
  });
}

/** The stage where the release stands cannot be edited away: it stays where it was until the release has left it. */
function keepStageUnderWay(plan: Plan, { position, plan: before }: Rollout): Plan {
  const id = position.at === 'stage' || position.at === 'live' ? position.stage : undefined;
  const index = before.stages.findIndex((stage) => stage.id === id);
  const underWay: Stage | undefined = before.stages[index];
  if (underWay === undefined || plan.stages.some((stage) => stage.id === id)) return plan;
  const others = underWay.goLive ? plan.stages.filter((stage) => !stage.goLive) : plan.stages;
  return { ...plan, stages: [...others.slice(0, index), underWay, ...others.slice(index)] };
}

import { rereadPlan } from '../amendments/reread-plan.ts';
import type { Decision } from '../decision.ts';
import { conclude } from './conclude.ts';
import type { EventOf, Handling } from './handling.ts';

/** The plan is read again, and what is different now is said in one comment. */
export function onBodyEdited(event: EventOf<'issue-edited'>, handling: Handling): Decision {
  const by = event.actor.login;
  const { draft, changes, overruled } = rereadPlan(handling.draft, handling.snapshot);
  const isNews = changes.length > 0 || overruled.length > 0;
  const model = { by, changes, overruled, findings: draft.rollout.findings };
  return conclude(handling, {
    reason: handling.adopted ? 'adopted' : 'plan-reread',
    draft,
    replies: isNews ? [{ view: 'plan-changed', model }] : [],
    ledger: isNews ? [{ actor: by, action: 'edit of the plan', outcome: 'noted', detail: `${changes.length}` }] : [],
  });
}

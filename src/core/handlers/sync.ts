import { rereadPlan } from '../amendments/reread-plan.ts';
import type { Decision } from '../decision.ts';
import { withRollout } from '../draft.ts';
import type { Rollout } from '../rollout.ts';
import type { Snapshot } from '../snapshot.ts';
import { conclude } from './conclude.ts';
import type { Handling } from './handling.ts';

/** Looks at what is there, as if every webhook about it had got lost. What nobody asked for just now is said in no comment. */
export function onSync(handling: Handling): Decision {
  const { snapshot, adopted } = handling;
  if (adopted) return conclude(handling, { reason: 'adopted', quiet: true });
  const { draft, changes } = rereadPlan(handling.draft, snapshot);
  const suspended = suspendedNow(draft.rollout, snapshot);
  const changed = suspended !== draft.rollout.suspended;
  const note = { actor: snapshot.issue.author, action: 'found by looking', outcome: 'noted' } as const;
  return conclude(handling, {
    reason: 'repaired',
    draft: withRollout(draft, { suspended }),
    // A recommendation that time alone has changed is still told.
    quiet: changed,
    ledger: [
      ...(changes.length > 0 ? [{ ...note, detail: `${changes.length} changes of the plan` }] : []),
      ...(changed ? [{ ...note, detail: suspended ?? 'tracked again' }] : []),
    ],
  });
}

function suspendedNow({ position }: Rollout, { issue, settings }: Snapshot): Rollout['suspended'] {
  if (position.at === 'complete' || position.at === 'cancelled') return undefined;
  if (!issue.open) return 'closed';
  return issue.labels.some((label) => label.name === settings.labels.tracking) ? undefined : 'unlabeled';
}

import { cardModel } from '../card.ts';
import type { Decision } from '../decision.ts';
import { reports } from '../reports/registry.ts';
import { conclude } from './conclude.ts';
import type { EventOf, Handling } from './handling.ts';

/** A report fell due, or the stage under way has lasted as long as planned. */
export function onTimer(event: EventOf<'timer'>, handling: Handling): Decision {
  const { draft, snapshot } = handling;
  const { position, suspended } = draft.rollout;
  const isOver = position.at === 'complete' || position.at === 'cancelled' || suspended !== undefined;
  const report = reports.find((candidate) => candidate.name === event.timer);
  if (isOver || report === undefined) return conclude(handling, { reason: 'nothing-to-do' });
  // A timer that was replaced while it was on its way: the report is due at another time now, or not at all.
  const isDue = report.timers(draft.rollout, snapshot.settings).some((timer) => timer.dueAt <= snapshot.now);
  if (!isDue) return conclude(handling, { reason: 'nothing-to-do' });
  const posted = report.post(draft, snapshot, {
    dueAt: event.dueAt,
    slot: report.name,
    card: cardModel(draft, snapshot),
  });
  return conclude(handling, {
    reason: 'report',
    draft: posted.draft,
    replies: posted.body === undefined ? [] : [posted.body],
    ledger: [{ actor: 'rollcall', action: `${report.name} report`, outcome: 'done', detail: undefined }],
  });
}

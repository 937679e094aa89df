import { instantAt } from '../calendar/time-zone.ts';
import type { Instant } from '../instant.ts';
import type { Plan, Stage } from '../plan/plan.ts';
import type { Period } from '../rollout.ts';

/**
 * The periods up to and including the stage at `index`, which lasts. They begin on the planned dates that have come;
 * a stage without one begins when the next begins, and the one under way begins now.
 */
export function pastPeriods(
  { stages, goLive }: Plan,
  index: number,
  { now, timeZone, share }: { readonly now: Instant; readonly timeZone: string; readonly share: number | undefined },
): readonly Period[] {
  const entered = stages.slice(0, index + 1);
  let next = now;
  const starts = [...entered].reverse().map((stage) => {
    const date = startDate(stage, goLive?.from);
    const planned = date === undefined ? next : instantAt(date, 0, timeZone);
    next = Math.min(planned, next);
    return next;
  });
  starts.reverse();
  return entered.map((stage, at) => ({
    stage: stage.id,
    share: at === index ? share : stage.share?.[0],
    from: starts[at] ?? now,
    until: starts[at + 1],
  }));
}

function startDate(stage: Stage, goLiveDate: string | undefined): string | undefined {
  return stage.goLive ? (stage.dates?.from ?? goLiveDate) : stage.dates?.from;
}

import { instantAt } from '../calendar/time-zone.ts';
import { dayMs, hourMs, type Instant } from '../instant.ts';
import type { Stage } from '../plan/plan.ts';
import type { Period, Rollout } from '../rollout.ts';
import type { Settings } from '../settings.ts';
import { currentStage, plannedEnd, stageIndex } from '../stages/ladder.ts';
import type { TimelineBar, TimelineStage } from './charts-model.ts';

/** Newest of each stage; a share that is changed every day says no more with more bars. */
const mostBars = 12;
/** A bar is at least so long, so that it can be seen. */
const shortestBar = hourMs;
/** Moments outside are mistakes, and would press everything else to one line. */
const years = [Date.UTC(2000), Date.UTC(2100)] as const;

/** The stages as bars over time: what was, what is, and what the plan gives for the rest. */
export function timeline(rollout: Rollout, settings: Settings, now: Instant): readonly TimelineStage[] {
  const planned = plannedBars(rollout, settings, now);
  const stages = rollout.plan.stages.map(({ id, name }) => ({ id, name }));
  const gone = new Set(rollout.periods.map(({ stage }) => stage));
  for (const { id } of stages) gone.delete(id);
  return [...stages, ...[...gone].map((id) => ({ id, name: id }))].flatMap(({ id, name }) => {
    const own = rollout.periods.filter(({ stage }) => stage === id).slice(-mostBars);
    const bars = [...own.map((period) => periodBar(period, rollout, now)), ...(planned.get(id) ?? [])].filter(
      isInRange,
    );
    return bars.length === 0 ? [] : [{ name, bars }];
  });
}

function isInRange({ from, until }: TimelineBar): boolean {
  return from >= years[0] && until <= years[1];
}

function periodBar({ share, from, until }: Period, rollout: Rollout, now: Instant): TimelineBar {
  const least = from + shortestBar;
  if (until !== undefined) return { kind: 'past', share, from, until: Math.max(until, least) };
  return { kind: 'current', share, from, until: Math.max(currentEnd(rollout, now), least) };
}

/** Now, or the end of the stage by the planned length while that is still to come. */
function currentEnd(rollout: Rollout, now: Instant): Instant {
  const stage = currentStage(rollout);
  if (stage === undefined || rollout.position.at !== 'stage') return now;
  return Math.max(now, plannedEnd(stage, rollout.position.since) ?? now);
}

/** One after the other from the end of the stage under way, up to the first without a planned length. */
function plannedBars(rollout: Rollout, settings: Settings, now: Instant): ReadonlyMap<string, readonly TimelineBar[]> {
  const bars = new Map<string, readonly TimelineBar[]>();
  const current = currentStage(rollout);
  if (current === undefined || rollout.position.at !== 'stage') return bars;
  const { stages } = rollout.plan;
  let from: Instant | undefined = currentEnd(rollout, now);
  for (const stage of stages.slice(stageIndex(stages, current.id) + 1)) {
    const until: Instant | undefined = stage.days && from !== undefined ? from + stage.days[0] * dayMs : undefined;
    const bar = stage.goLive ? goLiveBar(rollout, settings, from) : lengthBar(stage, from, until);
    if (bar) bars.set(stage.id, [bar]);
    from = until;
  }
  return bars;
}

function lengthBar(stage: Stage, from: Instant | undefined, until: Instant | undefined): TimelineBar | undefined {
  if (from === undefined || until === undefined) return undefined;
  return { kind: 'planned', share: stage.share?.[0], from, until: Math.max(until, from + shortestBar) };
}

function goLiveBar(rollout: Rollout, settings: Settings, from: Instant | undefined): TimelineBar | undefined {
  const { goLiveDate } = rollout;
  const at = goLiveDate === undefined ? from : instantAt(goLiveDate, settings.reports.hour, settings.timeZone);
  return at === undefined ? undefined : { kind: 'go-live', share: undefined, from: at, until: at };
}

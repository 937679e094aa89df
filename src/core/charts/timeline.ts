import { instantAt } from '../calendar/time-zone.ts';
import { hourMs, type Instant } from '../instant.ts';
import type { Stage } from '../plan/plan.ts';
import type { Period, Rollout } from '../rollout.ts';
import type { Settings } from '../settings.ts';
import { findStage, plannedEnd } from '../stages/ladder.ts';
import type { TimelineBar, TimelineStage } from './charts-model.ts';

/** Newest of each stage; a share that is changed every day says no more with more bars. */
const mostBars = 12;
/** A bar is at least so long, so that it can be seen. */
const shortestBar = hourMs;
/** Moments outside are mistakes, and would press everything else to one line. */
const years = [Date.UTC(2000), Date.UTC(2100)] as const;

/** The stages as bars over time: what was, what is, and what the plan gives for the rest. */
export function timeline(rollout: Rollout, settings: Settings, now: Instant): readonly TimelineStage[] {
  const current = stageUnderWay(rollout, now);
  const planned = plannedBars(rollout, settings, current);
  const stages = rollout.plan.stages.map(({ id, name }) => ({ id, name }));
  const gone = new Set(rollout.periods.map(({ stage }) => stage));
  for (const { id } of stages) gone.delete(id);
  return [...stages, ...[...gone].map((id) => ({ id, name: id }))].flatMap(({ id, name }) => {
    const own = rollout.periods.filter(({ stage }) => stage === id).slice(-mostBars);
    const bars = [...own.map((period) => periodBar(period, current.end)), ...(planned.get(id) ?? [])].filter(isInRange);
    return bars.length === 0 ? [] : [{ name, bars }];
  });
}

function isInRange({ from, until }: TimelineBar): boolean {
  return from >= years[0] && until <= years[1];
}

interface StageUnderWay {
  readonly stage: Stage | undefined;
  /** Now, or its end by the planned length while that is still to come. */
  readonly end: Instant;
}

function stageUnderWay(rollout: Rollout, now: Instant): StageUnderWay {
  const { position } = rollout;
  if (position.at !== 'stage') return { stage: undefined, end: now };
  const stage = findStage(rollout, position.stage);
  return { stage, end: Math.max(now, (stage && plannedEnd(stage, position.since)) ?? now) };
}

function periodBar({ share, from, until }: Period, end: Instant): TimelineBar {
  const least = from + shortestBar;
  if (until !== undefined) return { kind: 'past', share, from, until: Math.max(until, least) };
  return { kind: 'current', share, from, until: Math.max(end, least) };
}

/** One after the other from the end of the stage under way; after one without a planned length beyond all calendars. */
function plannedBars(
  { plan: { stages }, goLiveDate }: Rollout,
  settings: Settings,
  { stage: current, end }: StageUnderWay,
): ReadonlyMap<string, readonly TimelineBar[]> {
  const bars = new Map<string, readonly TimelineBar[]>();
  if (current === undefined) return bars;
  let from = end;
  for (const stage of stages.slice(stages.indexOf(current) + 1)) {
    const until = plannedEnd(stage, from) ?? Number.POSITIVE_INFINITY;
    bars.set(stage.id, [stage.goLive ? goLiveBar(goLiveDate, settings, from) : lengthBar(stage, from, until)]);
    from = until;
  }
  return bars;
}

function lengthBar({ share }: Stage, from: Instant, until: Instant): TimelineBar {
  return { kind: 'planned', share: share?.[0], from, until: Math.max(until, from + shortestBar) };
}

/** At the date that was set, or else when all stages before it are over. */
function goLiveBar(date: Rollout['goLiveDate'], settings: Settings, from: Instant): TimelineBar {
  const at = date === undefined ? from : instantAt(date, settings.reports.hour, settings.timeZone);
  return { kind: 'go-live', share: undefined, from: at, until: at };
}

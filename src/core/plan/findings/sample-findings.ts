import { daysInMonth } from '../../calendar/calendar-date.ts';
import { isAskedAt } from '../../criteria/asked-at.ts';
import type { Criterion } from '../../criteria/criterion.ts';
import { daysToReach, feasibilityOf, sampleToShowBelow } from '../../statistics/feasibility.ts';
import type { BaselineFigure, Finding, Stage } from '../plan.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding } from './finding.ts';

/** Percent. Without a known rate the arithmetic is done at this one; near the middle a drop is hardest to see. */
const assumedRate = 60;
/** Of a stage that can show a drop of so many points nothing is said. */
const fineDrop = 10;
/** What a stage is held against where the plan names no minimum. */
const usualSample = 200;
const people =
  /\b(?:starts?|sessions?|visits?|visitors?|users?|submissions?|requests?|applications?|appointments?|orders?)\b/i;

/**
 * Whether the first stage can show what the criteria ask of it: people a day from the table of the time before, times
 * share, times length, against the smallest drop that so many people show at 5% error and 80% power.
 */
export function sampleFindings({ plan }: ReadPlan): readonly Finding[] {
  const stage = plan.stages.find(
    ({ share, days, goLive }) => share !== undefined && share[0] > 0 && days !== undefined && !goLive,
  );
  const traffic = dailyTraffic(plan.baselines);
  if (!stage?.share || !stage.days || traffic === undefined) return [];
  const planned = { share: stage.share[0], days: stage.days[1], perDay: traffic.perDay };
  const { treated, smallestDrop } = feasibilityOf(planned, assumedRate);
  const facts = {
    stage: stage.name,
    metric: traffic.metric,
    ...planned,
    perDay: round(traffic.perDay),
    people: treated,
  };
  const asked = plan.criteria.filter((criterion) => isAskedAt(criterion, stage.id));
  const change = asked.find(({ kind, role }) => (kind === 'change' || kind === 'direction') && role !== 'watch');
  if (!change) return rateFindings(asked, stage, treated, facts);
  const drop = Math.round(smallestDrop ?? assumedRate);
  if (drop <= fineDrop) return [];
  const need = change.min?.n ?? stage.sample?.min ?? usualSample;
  const needs = { drop, rate: assumedRate, need, ...daysNeeded(need, traffic.perDay, planned.share, plan.stages) };
  return [finding('sample-feasibility', 'warning', stage, { ...facts, ...needs })];
}

/** Days at this share, and at the next larger one of the ladder. */
function daysNeeded(need: number, perDay: number, share: number, stages: readonly Stage[]): Finding['facts'] {
  const next = stages.flatMap((stage) => stage.share?.[0] ?? []).find((other) => other > share && other < 100);
  const daysAt = (percent: number) => daysToReach(need, perDay, percent) ?? 0;
  const atNext = next === undefined ? {} : { nextShare: next, nextDays: daysAt(next) };
  return { needDays: daysAt(share), ...atNext };
}

/** "Error rate < 5%" is not shown by fewer than 59 people, even without a single error. */
function rateFindings(
  criteria: readonly Criterion[],
  stage: Stage,
  treated: number,
  known: Finding['facts'],
): readonly Finding[] {
  for (const { kind, op, unit, value = 0, text } of criteria) {
    if (kind !== 'threshold' || !op?.startsWith('<') || unit !== '%' || value <= 0 || value >= 50) continue;
    const need = sampleToShowBelow(value);
    const facts = { ...known, criterion: text, need };
    return treated < need ? [finding('rate-needs-more-people', 'warning', stage, facts)] : [];
  }
  return [];
}

interface Traffic {
  readonly metric: string;
  readonly perDay: number;
}

/** The smallest count of people or what they do: it is the one nearest to the change. */
function dailyTraffic(baselines: readonly BaselineFigure[]): Traffic | undefined {
  const counts = baselines.filter(({ unit, metric }) => unit === 'count' && people.test(metric));
  const all = counts.map(({ metric }) => ({ metric, perDay: meanOf(counts.filter((one) => one.metric === metric)) }));
  const [least] = all.filter(({ perDay }) => perDay > 0).sort((a, b) => a.perDay - b.perDay);
  return least;
}

/** A day; not a number where no stretch of time is known. */
function meanOf(figures: readonly BaselineFigure[]): number {
  let sum = 0;
  let days = 0;
  for (const { value, period } of figures) {
    const length = daysOfPeriod(period);
    if (length === undefined) continue;
    sum += value;
    days += length;
  }
  return sum / days;
}

const year = /\d{4}/;
const isoMonth = /^(\d{4})-(\d{2})$/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Days of "Nov 2020", "2020-11", "Q4 2020", "week 3"; undefined for other labels. */
function daysOfPeriod(period: string): number | undefined {
  const plain = period.toLowerCase();
  const month = months.indexOf(plain.slice(0, 3)) + 1;
  if (month > 0) return daysInMonth(Number(year.exec(plain)?.[0] ?? 2021), month);
  const iso = isoMonth.exec(plain);
  if (iso) return daysInMonth(Number(iso[1]), Number(iso[2]));
  if (/^q[1-4]/.test(plain)) return 91;
  if (/month/.test(plain)) return 30;
  return /week/.test(plain) ? 7 : undefined;
}

function round(value: number): number {
  return value < 10 ? Math.round(10 * value) / 10 : Math.round(value);
}

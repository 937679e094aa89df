import { daysInMonth } from '../../calendar/calendar-date.ts';
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
  const change = plan.criteria.find(
    ({ kind, role }) => (kind === 'change' || kind === 'direction') && role !== 'watch',
  );
  if (!change) return rateFindings(plan.criteria, stage, treated, facts);
  const drop = Math.round(smallestDrop ?? assumedRate);
  if (drop <= fineDrop) return [];
  const need = change.min?.n ?? stage.sample?.min ?? usualSample;
  const needs = { drop, rate: assumedRate, need, ...daysNeeded(need, traffic.perDay, planned.share, plan.stages) };
  return [finding('sample-feasibility', 'warning', stage, { ...facts, ...needs })];
}

/** Days at this share, and at the next larger one of the ladder. */
function daysNeeded(need: number, perDay: number, share: number, stages: readonly Stage[]): Finding['facts'] {
  const next = stages.find((stage) => (stage.share?.[0] ?? 0) > share && stage.share?.[0] !== 100)?.share?.[0];
  const nextDays = next === undefined ? undefined : daysToReach(need, perDay, next);
  const atNext = next === undefined || nextDays === undefined ? {} : { nextShare: next, nextDays };
  return { needDays: daysToReach(need, perDay, share) ?? 0, ...atNext };
}

/** "Error rate < 5%" is not shown by fewer than 59 people, even without a single error. */
function rateFindings(
  criteria: readonly Criterion[],
  stage: Stage,
  treated: number,
  facts: Finding['facts'],
): readonly Finding[] {
  const rate = criteria.find(({ kind, op, unit, value }) => {
    return (
      kind === 'threshold' &&
      (op === '<' || op === '<=') &&
      unit === '%' &&
      value !== undefined &&
      value > 0 &&
      value < 50
    );
  });
  if (rate?.value === undefined) return [];
  const need = sampleToShowBelow(rate.value);
  return treated >= need
    ? []
    : [finding('rate-needs-more-people', 'warning', stage, { ...facts, criterion: rate.text, need })];
}

interface Traffic {
  readonly metric: string;
  readonly perDay: number;
}

/** The smallest count of people or what they do: it is the one nearest to the change. */
function dailyTraffic(baselines: readonly BaselineFigure[]): Traffic | undefined {
  let least: Traffic | undefined;
  const metrics = new Set(
    baselines.filter(({ unit, metric }) => unit === 'count' && people.test(metric)).map(({ metric }) => metric),
  );
  for (const metric of metrics) {
    const figures = baselines.filter((figure) => figure.metric === metric);
    const days = figures.map(({ period }) => daysOfPeriod(period));
    const known = figures.filter((_, index) => days[index] !== undefined);
    const total = days.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    const perDay = known.reduce((sum, { value }) => sum + value, 0) / total;
    if (total > 0 && perDay > 0 && (!least || perDay < least.perDay)) least = { metric, perDay };
  }
  return least;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Days of "Nov 2020", "2020-11", "Q4 2020", "week 3"; undefined for other labels. */
function daysOfPeriod(period: string): number | undefined {
  const plain = period.toLowerCase();
  const month = months.indexOf(plain.slice(0, 3)) + 1;
  if (month > 0) return daysInMonth(Number(/\d{4}/.exec(plain)?.[0] ?? 2021), month);
  const iso = /^(\d{4})-(\d{2})$/.exec(plain);
  if (iso) return daysInMonth(Number(iso[1]), Number(iso[2]));
  if (/^q[1-4]/.test(plain)) return 91;
  if (/month/.test(plain)) return 30;
  return /week/.test(plain) ? 7 : undefined;
}

function round(value: number): number {
  return value < 10 ? Math.round(10 * value) / 10 : Math.round(value);
}

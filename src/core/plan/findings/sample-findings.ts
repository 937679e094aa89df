import { daysInMonth } from '../../calendar/calendar-date.ts';
import type { Criterion } from '../../criteria/criterion.ts';
import { detectableDrop, sampleForNone } from '../../statistics/sample-size.ts';
import type { BaselineFigure, Finding, Stage } from '../plan.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding } from './finding.ts';

/** Without a known rate the arithmetic is done at this one; near the middle a drop is hardest to see. */
const assumedRate = 0.6;
const alpha = 0.05;
const power = 0.8;
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
  const share = stage.share[0] / 100;
  const treated = Math.round(traffic.perDay * share * stage.days[1]);
  const facts = {
    stage: stage.name,
    metric: traffic.metric,
    perDay: round(traffic.perDay),
    share: stage.share[0],
    days: stage.days[1],
    people: treated,
  };
  const change = plan.criteria.find(
    ({ kind, role }) => (kind === 'change' || kind === 'direction') && role !== 'watch',
  );
  if (change) return changeFindings(change, stage, traffic.perDay, plan.stages, facts);
  return rateFindings(plan.criteria, stage, treated, facts);
}

function changeFindings(
  criterion: Criterion,
  stage: Stage,
  perDay: number,
  stages: readonly Stage[],
  facts: Finding['facts'] & { readonly people: number; readonly days: number },
): readonly Finding[] {
  const control = Math.round(perDay * facts.days) - facts.people;
  const drop = detectableDrop(assumedRate, facts.people, control, alpha, power);
  const points = drop === undefined ? 100 * assumedRate : Math.round(100 * drop);
  if (points <= fineDrop) return [];
  const need = criterion.min?.n ?? stage.sample?.min ?? usualSample;
  const share = (stage.share?.[0] ?? 0) / 100;
  const next = stages.find((candidate) => (candidate.share?.[0] ?? 0) > 100 * share && candidate.share?.[0] !== 100)
    ?.share?.[0];
  const atNext = next === undefined ? {} : { nextShare: next, nextDays: Math.ceil((100 * need) / (perDay * next)) };
  const needs = {
    drop: points,
    rate: 100 * assumedRate,
    need,
    needDays: Math.ceil(need / (perDay * share)),
    ...atNext,
  };
  return [finding('sample-feasibility', 'warning', stage, { ...facts, ...needs })];
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
  const need = sampleForNone(rate.value / 100, alpha);
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

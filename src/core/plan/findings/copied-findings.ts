import { isoDate } from '../../calendar/calendar-date.ts';
import type { Instant } from '../../instant.ts';
import type { FilledAnswer, Finding, Plan, PlannedDates } from '../plan.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding } from './finding.ts';

/** Another plan of the same repository, by the name under which people know it: `#12`, or a file. */
export interface OtherPlan {
  readonly name: string;
  readonly plan: Plan;
}

/** What two plans have in common by chance: a single short number. A number of four digits weighs as much as two of three. */
const chance = 2;
const shown = 4;
const figureLimit = 400;

interface Figure {
  /** Without separators, so that `4,994` is `4994`. */
  readonly value: string;
  readonly text: string;
  readonly weight: number;
}

interface Copied {
  readonly other: OtherPlan;
  readonly figures: readonly Figure[];
  readonly dates: readonly PlannedDates[];
  readonly weight: number;
}

/**
 * Numbers that another plan of the repository has as well: results, KPIs and dates that were left in when it was copied.
 * Dates count only when they had gone by as the plan was opened: plans for the same days are nothing odd.
 */
export function copiedFindings({ plan, source, others, openedAt }: ReadPlan): readonly Finding[] {
  const figures = figuresOf(plan);
  const dates = pastDates(plan, openedAt);
  const copied = others
    .map((other) => compare(other, figures, dates))
    .filter(({ weight }) => weight >= chance)
    .sort((a, b) => b.weight - a.weight);
  const [most] = copied;
  if (!most) return [];
  const texts = [...most.figures.map(({ text }) => text), ...most.dates.map(({ text }) => text)];
  const line = source.lines.find((one) => texts.some((text) => one.text.includes(text)));
  const numbers = `${texts.slice(0, shown).join('; ')}${texts.length > shown ? '; …' : ''}`;
  return [
    finding('copied-numbers', 'warning', line, {
      other: most.other.name,
      numbers,
      count: texts.length,
      past: most.dates.length > 0,
    }),
  ];
}

function compare(other: OtherPlan, figures: readonly Figure[], dates: readonly PlannedDates[]): Copied {
  const theirs = new Set(figuresOf(other.plan).map(({ value }) => value));
  const days = new Set(datesOf(other.plan).map(span));
  const common = figures.filter(({ value }) => theirs.has(value));
  const commonDates = dates.filter((one) => days.has(span(one)));
  const sameDates = commonDates.length >= 2 || commonDates.some(({ from, to }) => from !== to);
  const own = sameDates ? commonDates : [];
  const weight = common.reduce((sum, one) => sum + one.weight, 0) + (own.length > 0 ? chance : 0);
  return { other, figures: common, dates: own, weight };
}

/** What was measured, and what is known of the KPIs today. The numbers that are wanted may be the same in any plan. */
function figuresOf({ filled, kpis }: Plan): readonly Figure[] {
  const answers = [...filled.stages.flatMap((stage) => stage.answers), ...filled.oneWeek, ...filled.oneMonth];
  const texts = [
    ...answers.filter(isMeasured).map(({ text }) => text),
    ...kpis.flatMap(({ baseline }) => baseline ?? []),
  ];
  const byValue = new Map<string, Figure>();
  for (const figure of texts.slice(0, figureLimit).flatMap(figuresIn)) byValue.set(figure.value, figure);
  return [...byValue.values()];
}

/** Status codes and ticket numbers are the same everywhere. */
function isMeasured({ question }: FilledAnswer): boolean {
  return !counted.test(question);
}

const counted = /\b(?:errors?|bugs?|changes?|downstream|issues?)\b/i;
const notMeasured = /https?:\S+|#\d+|\b\d{1,4}[/-]\d{1,2}(?:[/-]\d{2,4})?\b|\bv?\d+\.\d+\.\d+\b|\b(?:19|20)\d\d\b/g;
const number = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+/g;

function figuresIn(text: string): readonly Figure[] {
  return [...text.replace(notMeasured, ' ').matchAll(number)].flatMap(([digits]) => {
    const value = digits.replaceAll(',', '');
    const weight = Math.min(2, significant(value) - 2);
    return weight > 0 ? [{ value, text: digits, weight }] : [];
  });
}

/** Digits that tell something: those of 1,200 and of 0.12 are two. */
function significant(value: string): number {
  const digits = value.includes('.') ? value.replace('.', '') : value.replace(/0+$/, '');
  return digits.replace(/^0+/, '').length;
}

function datesOf({ window, goLive, stages }: Plan): readonly PlannedDates[] {
  const all = [window, ...stages.map(({ dates }) => dates), goLive];
  const bySpan = new Map<string, PlannedDates>();
  for (const dates of all) if (dates?.from !== undefined) bySpan.set(span(dates), dates);
  return [...bySpan.values()];
}

function pastDates(plan: Plan, openedAt: Instant): readonly PlannedDates[] {
  const opened = isoDate(openedAt);
  return datesOf(plan).filter(({ to = opened }) => to < opened);
}

function span({ from, to }: PlannedDates): string {
  return `${from}/${to}`;
}

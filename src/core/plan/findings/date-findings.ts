import type { Finding, Plan, PlannedDates } from '../plan.ts';
import { isWithin } from '../source/outline.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding } from './finding.ts';

interface Dated {
  readonly what: string;
  readonly dates: PlannedDates;
  readonly line: number | undefined;
}

export function dateFindings({ plan, source }: ReadPlan): readonly Finding[] {
  const dated = datesOf(plan, source.fields.find(({ key }) => key === 'date-range')?.line.line, goLiveLine(source));
  return [
    ...dated.filter(isReversed).slice(0, 1).map(reversed),
    ...outOfOrder(dated),
    ...(plan.goLive?.from === undefined
      ? [finding('go-live-date-missing', 'note', dateField(source) ?? { line: goLiveLine(source) }, {})]
      : []),
    ...(source.ownYear ? [] : inferred(dated)),
  ];
}

function datesOf(plan: Plan, windowLine: number | undefined, goLive: number | undefined): readonly Dated[] {
  const stages = plan.stages.filter((stage) => stage.dates !== undefined && stage.origin === undefined);
  return [
    ...(plan.window ? [{ what: 'the date range', dates: plan.window, line: windowLine }] : []),
    ...stages.flatMap(({ name, dates, line }) => (dates ? [{ what: name, dates, line }] : [])),
    ...(plan.goLive ? [{ what: 'the go-live', dates: plan.goLive, line: goLive }] : []),
  ];
}

function dateField({ fields }: ReadPlan['source']) {
  return fields.find(({ key, section }) => key === 'go-live-date' && isWithin(section, 'go-live'))?.line;
}

function goLiveLine(source: ReadPlan['source']): number | undefined {
  return source.sections.find(({ role }) => role === 'go-live')?.heading?.line;
}

function isReversed({ dates }: Dated): boolean {
  return dates.from !== undefined && dates.to !== undefined && dates.to < dates.from;
}

function reversed({ what, dates, line }: Dated): Finding {
  return finding(
    'dates-reversed',
    'warning',
    { line },
    { what, text: dates.text, from: dates.from ?? '', to: dates.to ?? '' },
  );
}

/** A stage that begins before the one before it, or a go-live outside the date range. */
function outOfOrder(dated: readonly Dated[]): readonly Finding[] {
  const window = dated.find(({ what }) => what === 'the date range');
  const steps = dated.filter((step) => step !== window && step.dates.from !== undefined && !isReversed(step));
  const at = steps.findIndex((step, index) => index > 0 && isBefore(step, steps[index - 1]));
  const [before, step] = [steps[at - 1], steps[at]];
  if (before && step) return [pair(before, step)];
  const outside = window && !isReversed(window) ? steps.find((candidate) => isBefore(candidate, window)) : undefined;
  return outside && window ? [pair(window, outside)] : [];
}

function isBefore(step: Dated, other: Dated | undefined): boolean {
  return other?.dates.from !== undefined && step.dates.from !== undefined && step.dates.from < other.dates.from;
}

function pair(first: Dated, second: Dated): Finding {
  const facts = { first: first.what, firstDate: first.dates.text, second: second.what, secondDate: second.dates.text };
  return finding('dates-out-of-order', 'warning', { line: second.line ?? first.line }, facts);
}

function inferred(dated: readonly Dated[]): readonly Finding[] {
  const guess = dated.find(({ dates }) => dates.inferredYear === true);
  if (!guess) return [];
  return [
    finding('year-inferred', 'note', { line: guess.line }, { text: guess.dates.text, date: guess.dates.from ?? '' }),
  ];
}

import type { Finding, PlannedDates } from '../plan.ts';
import { isWithin } from '../source/outline.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding } from './finding.ts';

/** Something of the plan whose first day is known. */
interface Dated {
  readonly what: string;
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly isGuess: boolean;
  readonly line: number | undefined;
}

export function dateFindings({ plan, source }: ReadPlan): readonly Finding[] {
  const range = source.fields.find(({ key }) => key === 'date-range');
  const goLive = source.sections.find(({ role }) => role === 'go-live');
  const field = source.fields.find(({ key, section }) => key === 'go-live-date' && isWithin(section, 'go-live'));
  const window = dated('the date range', plan.window, range?.line.line);
  const steps = [
    ...plan.stages.flatMap(({ name, dates, line, origin }) => (origin === undefined ? dated(name, dates, line) : [])),
    ...dated('the go-live', plan.goLive, goLive?.heading?.line),
  ];
  return [
    ...[...window, ...steps].filter(isReversed).slice(0, 1).map(reversed),
    ...outOfOrder(window, steps),
    ...(plan.goLive?.from === undefined
      ? [finding('go-live-date-missing', 'note', field?.line ?? { line: goLive?.heading?.line }, {})]
      : []),
    ...(source.ownYear
      ? []
      : [...window, ...steps]
          .filter(({ isGuess }) => isGuess)
          .slice(0, 1)
          .map(inferred)),
  ];
}

function dated(what: string, dates: PlannedDates | undefined, line: number | undefined): readonly Dated[] {
  if (dates?.from === undefined) return [];
  const { text, from, to, inferredYear } = dates;
  return [{ what, text, from, to: to ?? from, isGuess: inferredYear === true, line }];
}

function isReversed({ from, to }: Dated): boolean {
  return to < from;
}

function reversed({ what, text, from, to, line }: Dated): Finding {
  return finding('dates-reversed', 'warning', { line }, { what, text, from, to });
}

/** A step that begins before the one before it, or before the date range. */
function outOfOrder(window: readonly Dated[], all: readonly Dated[]): readonly Finding[] {
  const [range, ...steps] = [...window, ...all].filter((one) => !isReversed(one));
  const pairs = steps.map((step, at) => [steps[at - 1], step] as const);
  for (const [first, second] of [...pairs, ...steps.map((step) => [range, step] as const)]) {
    if (first && second.from < first.from) return [pair(first, second)];
  }
  return [];
}

function pair(first: Dated, second: Dated): Finding {
  const facts = { first: first.what, firstDate: first.text, second: second.what, secondDate: second.text };
  return finding('dates-out-of-order', 'warning', { line: second.line ?? first.line }, facts);
}

function inferred({ text, from, line }: Dated): Finding {
  return finding('year-inferred', 'note', { line }, { text, date: from });
}

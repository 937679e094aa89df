import { readQuantity } from '../parsing/read-quantity.ts';
import { divideAtMark } from './divide-metric.ts';
import { type FoundNumber, foundProblem, foundReading } from './found-number.ts';
import { makeReading } from './make-reading.ts';
import { matchMetric } from './match-metric.ts';
import { readMetricValue } from './read-metric-value.ts';
import { readMoment } from './read-moment.ts';
import type { Figure } from './reading.ts';
import type { ReadingContext } from './reading-context.ts';

export interface NestedText {
  readonly text: string;
  readonly line: number;
}

const control = /^(?:the )?(?:control|holdout|without|unexposed)\b/i;
const before = /\b(?:baseline|before|prior|previous|pre-?launch)\b/i;
const since =
  /\b(?:since|after|now|current(?:ly)?|actual|measured|observed|treatment|with|this stage|post-?launch|total)\b/i;

/** More than are taken from a comment. */
const maxValues = 400;

/** Values below a metric's name: a bare one, or one each before the launch, since then, of the control group, of a day. */
export function readNestedValues(
  name: string,
  nested: readonly NestedText[],
  context: ReadingContext,
): readonly FoundNumber[] {
  const against = nested.map(readControl).find((figure) => figure !== undefined);
  return nested.slice(0, maxValues).flatMap(({ text, line }) => {
    const place = readPlace(text, context);
    if (place === undefined) return [];
    const read = readMetricValue(place.value, context);
    if (read.kind === 'problem') return read.problem.why === 'not-a-number' ? [] : foundProblem(read.problem, line);
    const { isBefore } = place;
    const figure = isBefore ? undefined : (read.value.control ?? against);
    const value = { ...read.value, control: figure, at: place.at ?? read.value.at };
    return foundReading(makeReading(name, value, isBefore ? { ...context, kind: 'baseline' } : context), line);
  });
}

interface Place {
  readonly isBefore: boolean;
  readonly value: string;
  readonly at: number | undefined;
}

function readPlace(text: string, context: ReadingContext): Place | undefined {
  const divided = divideAtMark(text);
  if (divided === undefined) {
    return readQuantity(text).kind === 'quantity' ? { isBefore: false, value: text, at: undefined } : undefined;
  }
  const { name, value } = divided;
  if (control.test(name) || matchMetric(name, context.known) !== undefined) return undefined;
  if (before.test(name)) return { isBefore: true, value, at: undefined };
  const moment = readMoment(name, context);
  if (moment.kind === 'moment') return { isBefore: false, value, at: moment.at };
  return since.test(name) ? { isBefore: false, value, at: undefined } : undefined;
}

function readControl({ text }: NestedText): Figure | undefined {
  const divided = divideAtMark(text);
  if (divided === undefined || !control.test(divided.name)) return undefined;
  const read = readQuantity(divided.value);
  return read.kind === 'quantity' ? read.figure : undefined;
}

import type { Instant } from '../instant.ts';
import { readQuantity } from '../parsing/read-quantity.ts';
import { isPlaceholder } from '../plan/fields/placeholder.ts';
import { readMoment } from './read-moment.ts';
import type { Figure } from './reading.ts';
import type { ReadingContext } from './reading-context.ts';
import type { NumberProblem } from './reading-problem.ts';

/** What stands behind a metric's name. */
export interface MetricValue {
  readonly figure: Figure;
  readonly control: Figure | undefined;
  /** Undefined where no date is written. */
  readonly at: Instant | undefined;
  readonly as: 'total' | 'daily' | undefined;
}

export type ReadMetricValue =
  | { readonly kind: 'value'; readonly value: MetricValue }
  | { readonly kind: 'problem'; readonly problem: NumberProblem };

const longest = 1_000;
const keyword = /(?<=\s)(?:(vs\.?|versus|against|compared (?:to|with))|at|on|as of)(?=\s)/gi;
const period = /(?:^|[\s,;(])(total|cumulative|daily)[).,;]*$/i;
const controlName = /^(?:the )?(?:(?:control|holdout)(?: group| arm)?|without(?: it)?)\s*[:=]?\s*/i;
const unanswered = /^(?:n\/?a|none|nothing|unknown|pending|missing|_missing_)[.!]?$/i;

/** Reads `value [n/d] [vs control] [at date] [total|daily]`; what comes after the value in any order. */
export function readMetricValue(text: string, context: ReadingContext): ReadMetricValue {
  const parts = splitParts(text.slice(0, longest));
  const written = parts.value;
  if (isPlaceholder(written) || unanswered.test(written)) return problem('placeholder', written);
  const read = readQuantity(written);
  if (read.kind === 'none') return problem(read.why, written);

  const control = parts.control === undefined ? undefined : readControl(parts.control);
  if (control?.kind === 'problem') return control;
  const moment = parts.date === undefined ? undefined : readMoment(parts.date, context);
  if (moment?.kind === 'none') return problem(moment.why, parts.date ?? '');
  return {
    kind: 'value',
    value: { figure: read.figure, control: control?.figure, at: moment?.at, as: parts.as },
  };
}

function problem(
  why: NumberProblem['why'],
  text: string,
): { readonly kind: 'problem'; readonly problem: NumberProblem } {
  return { kind: 'problem', problem: { why, text } };
}

function readControl(
  text: string,
):
  | { readonly kind: 'control'; readonly figure: Figure }
  | { readonly kind: 'problem'; readonly problem: NumberProblem } {
  if (/\bbaseline\b/i.test(text)) return problem('baseline-as-control', text);
  const read = readQuantity(text.replace(controlName, ''));
  return read.kind === 'none' ? problem('bad-control', text) : { kind: 'control', figure: read.figure };
}

interface Parts {
  readonly value: string;
  readonly control: string | undefined;
  readonly date: string | undefined;
  readonly as: MetricValue['as'];
}

function splitParts(text: string): Parts {
  let as: MetricValue['as'];
  const parts: { readonly role: 'value' | 'control' | 'date'; text: string }[] = [];
  let role: (typeof parts)[number]['role'] = 'value';
  let word = '';
  let from = 0;
  const take = (to: number): void => {
    let part = text.slice(from, to).trim();
    const said = period.exec(part);
    if (said !== null) {
      as ??= said[1]?.toLowerCase() === 'daily' ? 'daily' : 'total';
      part = part.slice(0, said.index).trim();
    }
    const last = parts.at(-1);
    if (last === undefined || role === 'control' || isDate(word, part)) parts.push({ role, text: part });
    else last.text = `${last.text} ${word} ${part}`;
  };
  for (const found of text.matchAll(keyword)) {
    take(found.index);
    word = found[0];
    role = found[1] === undefined ? 'date' : 'control';
    from = found.index + word.length;
  }
  take(text.length);
  const textOf = (wanted: string) => parts.find((part) => part.role === wanted)?.text;
  return { value: textOf('value') ?? '', control: textOf('control'), date: textOf('date'), as };
}

const dayWord = /^(?:today|now|yesterday)\b/i;
const share = /^[\d.,\s-]+(?:%|pp\b)/;
const months = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)';
const day = new RegExp(
  String.raw`^\d{1,4}[-/]\d|^(?:${months}|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]? \d|^\d{1,2}(?:st|nd|rd|th)? (?:of )?${months}`,
  'i',
);

/**
 * "at risk", "at 10%", "on mobile" and "on build 17" are notes to the value; "at the 45th of May" is a date, if a bad
 * one.
 */
function isDate(word: string, part: string): boolean {
  if (dayWord.test(part)) return true;
  if (/on/i.test(word)) return day.test(part);
  return /\d/.test(part) && !share.test(part);
}

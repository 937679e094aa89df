import { readableText } from '../markdown/inline-text.ts';
import type { List, ListItem } from '../markdown/markdown.ts';
import { readQuantity } from '../parsing/read-quantity.ts';
import { type DividedMetric, divideAtMark, divideAtNumber } from './divide-metric.ts';
import { type FoundNumber, foundProblem, foundReading } from './found-number.ts';
import { makeReading } from './make-reading.ts';
import { matchMetric } from './match-metric.ts';
import { metricKey } from './metric-key.ts';
import { readNestedValues } from './nested-values.ts';
import { readMetricValue } from './read-metric-value.ts';
import type { ReadingContext } from './reading-context.ts';
import type { NumberProblem } from './reading-problem.ts';
import { resultQuestionKey } from './result-question-key.ts';

const metricsSlot = /^(?:metrics at this stage|actual results?)\b/i;

/** Numbers of a list: `- <known metric>: value`, and what stands under the template's "Metrics at this stage". */
export function readMetricBullets(list: List, context: ReadingContext): readonly FoundNumber[] {
  return list.items.flatMap((item) => readItem(item, context));
}

/** The text of an item without the lists in it, and those lists. */
export function itemParts(item: ListItem): { readonly text: string; readonly lists: readonly List[] } {
  const paragraphs = item.blocks.filter((block) => block.kind === 'paragraph');
  const lists = item.blocks.filter((block) => block.kind === 'list');
  const text = paragraphs.map((paragraph) => readableText(paragraph.text)).join('\n');
  return { text: text.trim(), lists };
}

function readItem(item: ListItem, context: ReadingContext): readonly FoundNumber[] {
  const { text, lists } = itemParts(item);
  const below = () => lists.flatMap((list) => readMetricBullets(list, context));
  // What is to be done is nothing that was measured.
  if (item.checked !== undefined) return below();
  const { line } = item;
  if (metricsSlot.test(text)) return [...readSlot(text, line, context), ...readSlotLists(lists, context)];
  const divided = divideAtMark(text);
  if (resultQuestionKey(divided?.name ?? text) !== undefined) return [];
  const name = divided?.name ?? text;
  if (!isName(name, context.known)) return below();
  const value = divided?.value ?? '';
  if (value === '') return [...readNestedValues(name, lists.flatMap(itemTexts), context), ...below()];
  return [...readValue(name, value, line, context), ...below()];
}

function itemTexts(list: List): readonly { readonly text: string; readonly line: number }[] {
  return list.items.map((item) => ({ text: itemParts(item).text, line: item.line }));
}

/** A known metric's name, with two words more at most: a sentence about a metric is no reading of it. */
function isName(name: string, known: readonly string[]): boolean {
  const meant = matchMetric(name, known);
  return meant !== undefined && wordCount(name) <= wordCount(meant) + 2;
}

function wordCount(name: string): number {
  return metricKey(name).split(' ').length;
}

function readValue(name: string, value: string, line: number, context: ReadingContext): readonly FoundNumber[] {
  const read = readMetricValue(value, context);
  if (read.kind === 'value') return foundReading(makeReading(name, read.value, context), line);
  return isAnswer(read.problem) ? [] : foundProblem(read.problem, line);
}

/** "still being counted" is an answer of a kind: only what was meant as a number is a mistake. */
function isAnswer({ why }: NumberProblem): boolean {
  return why === 'not-a-number' || why === 'date';
}

/**
 * `Metrics at this stage (per your "success criteria"): A 812/1301; B 640/1301`. Behind a comma comes the next one where
 * all begin with their numbers, else where a word follows: `A 5%, 13 of 260, B 40%`.
 */
function readSlot(text: string, line: number, context: ReadingContext): readonly FoundNumber[] {
  const values = text.replace(/^[^:(]*(?:\([^)]*\))?\s*:?\s*/, '');
  return values
    .split(/^[~≈$]?\d/.test(values) ? /[;\n]|,\s+/ : /[;\n]|,\s+(?=\p{L})/u)
    .flatMap((part) => readPart(part.trim(), line, context));
}

function readSlotLists(lists: readonly List[], context: ReadingContext): readonly FoundNumber[] {
  return lists.flatMap((list) =>
    list.items.flatMap((item) => {
      const { text, lists: deeper } = itemParts(item);
      const own = readPart(text, item.line, context);
      if (own.length > 0) return own;
      return isName(text.replace(/:$/, ''), context.known) ? readItem(item, context) : readSlotLists(deeper, context);
    }),
  );
}

/** Here a metric of its own name counts too, as everything is meant as a number; a restated target is none. */
function readPart(text: string, line: number, context: ReadingContext): readonly FoundNumber[] {
  const divided = divideAtMark(text) ?? divideAtNumber(text, context.known) ?? divideAtEnd(text, context.known);
  if (divided === undefined) return readNameless(text, line);
  if (/[<>≤≥]/.test(divided.name) || restated.test(divided.name) || !/\p{L}/u.test(divided.name)) return [];
  return readValue(divided.name, divided.value, line, context);
}

/** A number alone does not say of which metric it is, even where there is only one: there may be more later. */
function readNameless(text: string, line: number): readonly FoundNumber[] {
  const read = readQuantity(text);
  return read.kind === 'quantity' && read.rest === '' ? foundProblem({ why: 'no-name', text }, line) : [];
}

const restated = /\b(?:below|under|above|over|than|least|most|up to|stays?|remains?|should|must|within|by)$/i;

/** `31.4% click through rate` */
function divideAtEnd(text: string, known: readonly string[]): DividedMetric | undefined {
  const [, value = '', name = ''] = /^([~≈]?[$]?[\d.,]+\s?%?)\s+(.+)$/.exec(text) ?? [];
  return isName(name, known) ? { name, value } : undefined;
}

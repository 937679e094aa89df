import { plainText } from '../markdown/inline-text.ts';
import type { Block, ListItem, Markdown } from '../markdown/markdown.ts';
import { readMarkdown } from '../markdown/read-markdown.ts';
import { bareValue, isPlaceholder } from '../plan/fields/placeholder.ts';
import type { ReadingProblem } from '../view-models.ts';
import { readReadings } from './read-readings.ts';
import type { Reading } from './reading.ts';
import type { ReadingContext } from './reading-context.ts';
import { resultQuestionKey } from './result-question-key.ts';

/** A question of the results block that has been answered. */
export interface ResultLine {
  /** One of `stageQuestions` or `launchQuestions`. */
  readonly key: string;
  /** As it stands there. */
  readonly question: string;
  readonly text: string;
}

export interface ReadResults {
  readonly readings: readonly Reading[];
  readonly answers: readonly ResultLine[];
  readonly problems: readonly ReadingProblem[];
}

const longestAnswer = 2_000;

/** What is filled in in a checklist issue: numbers, and answers to the questions of its results block. */
export function readResults(body: string, context: ReadingContext): ReadResults {
  const text = readMarkdown(body);
  const { readings, problems } = readReadings(text, { ...context, metricLines: false });
  return { readings, answers: firstOfEach(text.blocks.flatMap(answersOf)), problems };
}

/** The template's own bullets in a comment; in sentences people talk of errors without answering anything. */
export function readAnswers({ blocks }: Markdown): readonly ResultLine[] {
  const lists = blocks.filter((block) => block.kind === 'list');
  return firstOfEach(lists.flatMap(answersOf));
}

function firstOfEach(answers: readonly ResultLine[]): readonly ResultLine[] {
  return answers.filter(({ key }, index) => answers.findIndex((answer) => answer.key === key) === index);
}

function answersOf(block: Block): readonly ResultLine[] {
  if (block.kind === 'paragraph') {
    return plainText(block.text)
      .split('\n')
      .flatMap((line) => answerOf(line, []));
  }
  return block.kind === 'list' ? block.items.flatMap(answersOfItem) : [];
}

function answersOfItem(item: ListItem): readonly ResultLine[] {
  const [first, ...others] = item.blocks;
  if (first?.kind !== 'paragraph') return item.blocks.flatMap(answersOf);
  // A task that speaks of errors is not the question about them.
  const own = item.checked === undefined ? answerOf(plainText(first.text), others.map(textBelow)) : [];
  return own.length > 0 ? own : others.filter((block) => block.kind === 'list').flatMap(answersOf);
}

function textBelow(block: Block): string {
  switch (block.kind) {
    case 'code':
      return block.value;
    case 'paragraph':
    case 'heading':
      return plainText(block.text);
    case 'list':
      return block.items.map((item) => item.blocks.map(textBelow).join('\n')).join('\n');
    case 'table':
      return block.rows.map((row) => row.cells.map(plainText).join(' ')).join('\n');
    default:
      return '';
  }
}

/** The question and what stands behind and below it; nothing where there are only placeholders. */
function answerOf(text: string, below: readonly string[]): readonly ResultLine[] {
  const asked = splitQuestion(text);
  if (asked === undefined) return [];
  const given = [asked.value, ...below]
    .flatMap((part) => part.split('\n'))
    .map(bareValue)
    .filter((line) => !isPlaceholder(line));
  if (given.length === 0) return [];
  return [{ key: asked.key, question: asked.label, text: given.join('\n').slice(0, longestAnswer) }];
}

const longestLabel = 240;

/** At the first question mark or colon behind which the label has been told; a label may have a colon of its own. */
function splitQuestion(text: string): { key: string; label: string; value: string } | undefined {
  for (const { index } of text.slice(0, longestLabel).matchAll(/[?:]/g)) {
    const label = text.slice(0, index).trim();
    const key = resultQuestionKey(label);
    if (key !== undefined) return { key, label, value: text.slice(index).replace(/[?:]+/, '') };
  }
  const [label = '', ...rest] = text.split('\n');
  const key = resultQuestionKey(label);
  return key === undefined ? undefined : { key, label: label.trim(), value: rest.join('\n') };
}

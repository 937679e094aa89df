import type { ListItem, RootContent } from 'mdast';
import { parseMarkdown, plainText } from '../parsing/markdown.ts';
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
  const { readings, problems } = readReadings(body, { ...context, metricLines: false });
  return { readings, answers: firstOfEach(parseMarkdown(body).children.flatMap(answersOf)), problems };
}

/** The template's own bullets in a comment; in sentences people talk of errors without answering anything. */
export function readAnswers(body: string): readonly ResultLine[] {
  const lists = parseMarkdown(body).children.filter((node) => node.type === 'list');
  return firstOfEach(lists.flatMap(answersOf));
}

function firstOfEach(answers: readonly ResultLine[]): readonly ResultLine[] {
  return answers.filter(({ key }, index) => answers.findIndex((answer) => answer.key === key) === index);
}

function answersOf(node: RootContent): readonly ResultLine[] {
  if (node.type === 'paragraph') {
    return plainText(node)
      .split('\n')
      .flatMap((line) => answerOf(line, []));
  }
  return node.type === 'list' ? node.children.flatMap(answersOfItem) : [];
}

function answersOfItem(item: ListItem): readonly ResultLine[] {
  const [first, ...others] = item.children;
  if (first?.type !== 'paragraph') return item.children.flatMap(answersOf);
  // A task that speaks of errors is not the question about them.
  const own = typeof item.checked === 'boolean' ? [] : answerOf(plainText(first), others.map(textBelow));
  return own.length > 0 ? own : others.filter((child) => child.type === 'list').flatMap(answersOf);
}

function textBelow(node: RootContent): string {
  if (node.type === 'code') return node.value;
  if (node.type !== 'list') return plainText(node);
  return node.children.map((item) => item.children.map(textBelow).join('\n')).join('\n');
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
    if (key !== undefined) return { key, label, value: text.slice(index).replace(/^[?:\s*_]+/, '') };
  }
  const [label = '', ...rest] = text.split('\n');
  const key = resultQuestionKey(label);
  return key === undefined ? undefined : { key, label: label.trim(), value: rest.join('\n') };
}

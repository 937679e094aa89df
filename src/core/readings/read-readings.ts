import type { RootContent } from 'mdast';
import { findCommands } from '../parsing/find-commands.ts';
import { parseMarkdown } from '../parsing/markdown.ts';
import type { ReadingProblem } from '../view-models.ts';
import { type FoundNumber, foundProblem, foundReading } from './found-number.ts';
import { withOwnIds } from './make-reading.ts';
import { readMetricBullets } from './metric-bullets.ts';
import { readMetricTable } from './metric-table.ts';
import { isMetricsBlock, readMetricsBlock } from './metrics-block.ts';
import { readMetricLine } from './read-metric-line.ts';
import type { Reading } from './reading.ts';
import type { ReadingContext } from './reading-context.ts';

export interface ReadReadings {
  readonly readings: readonly Reading[];
  readonly problems: readonly ReadingProblem[];
}

export interface CommentContext extends ReadingContext {
  /** `/metric` and `/baseline` lines are numbers here, because they are not run as commands. */
  readonly metricLines: boolean;
}

const maxReadings = 300;
const maxProblems = 20;
const longestText = 120;

/**
 * The numbers of a comment or an issue's body outside of commands: `metrics` blocks, tables, and bullets of known
 * metrics. Prose, quotes, HTML and other code are never read. A mistake in one line does not touch the others;
 * placeholders and restated targets are no mistakes.
 */
export function readReadings(body: string, context: CommentContext): ReadReadings {
  const found = parseMarkdown(body).children.flatMap((node) => readNode(node, context));
  const lines = context.metricLines ? readCommandLines(body, context) : [];
  const all = [...found, ...lines].sort((a, b) => a.line - b.line);
  const readings = all.flatMap((one) => (one.kind === 'reading' ? one.reading : []));
  const problems = all.flatMap((one) =>
    one.kind === 'problem' ? { line: one.line, text: shortened(one.problem.text), why: one.problem.why } : [],
  );
  const first = all.filter((one) => one.kind === 'reading')[maxReadings];
  const tooMany = first === undefined ? [] : [{ line: first.line, text: '', why: 'too-many' }];
  return {
    readings: withOwnIds(readings.slice(0, maxReadings)),
    problems: [...problems.slice(0, maxProblems), ...tooMany],
  };
}

function readNode(node: RootContent, context: ReadingContext): readonly FoundNumber[] {
  if (node.type === 'code') return isMetricsBlock(node) ? readMetricsBlock(node, context) : [];
  if (node.type === 'table') return readMetricTable(node, context);
  if (node.type !== 'list') return [];
  const inItems = node.children.flatMap((item) => item.children).filter((child) => child.type !== 'list');
  return [...readMetricBullets(node, context), ...inItems.flatMap((child) => readNode(child, context))];
}

function readCommandLines(body: string, context: ReadingContext): readonly FoundNumber[] {
  return findCommands(body).flatMap(({ name, argument, line }) => {
    const isNumber = (name === 'metric' || name === 'baseline') && !/(?:--|—)dry-run\b/i.test(argument);
    if (!isNumber) return [];
    const read = readMetricLine(argument, { ...context, kind: name === 'metric' ? 'reading' : 'baseline' });
    if (read.kind === 'reading') return foundReading(read.reading, line);
    // Whoever types a command means a number: a placeholder is a mistake there.
    const found = foundProblem(read, line);
    return found.length > 0 ? found : [{ kind: 'problem', line, problem: read }];
  });
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}

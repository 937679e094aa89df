import type { Block, Markdown } from '../markdown/markdown.ts';
import { findCommands } from '../parsing/find-commands.ts';
import type { ReadingProblem } from '../view-models.ts';
import { type FoundNumber, foundReading } from './found-number.ts';
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
export function readReadings(text: Markdown, context: CommentContext): ReadReadings {
  const found = text.blocks.flatMap((block) => readBlock(block, context));
  const lines = context.metricLines ? readCommandLines(text, context) : [];
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

function readBlock(block: Block, context: ReadingContext): readonly FoundNumber[] {
  if (block.kind === 'code') return isMetricsBlock(block) ? readMetricsBlock(block, context) : [];
  if (block.kind === 'table') return readMetricTable(block, context);
  if (block.kind !== 'list') return [];
  const inItems = block.items.flatMap((item) => item.blocks).filter((inner) => inner.kind !== 'list');
  return [...readMetricBullets(block, context), ...inItems.flatMap((inner) => readBlock(inner, context))];
}

function readCommandLines(text: Markdown, context: ReadingContext): readonly FoundNumber[] {
  return findCommands(text).flatMap(({ name, argument, line }) => {
    const isNumber = (name === 'metric' || name === 'baseline') && !/(?:--|—)dry-run\b/i.test(argument);
    if (!isNumber) return [];
    const read = readMetricLine(argument, { ...context, kind: name === 'metric' ? 'reading' : 'baseline' });
    if (read.kind === 'reading') return foundReading(read.reading, line);
    // Whoever types a command means a number: a placeholder is a mistake there.
    return [{ kind: 'problem', line, problem: read }];
  });
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}

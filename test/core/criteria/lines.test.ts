import { readFileSync } from 'node:fs';
import type { Criterion } from '../../../src/core/criteria/criterion.ts';
import { questionsAbout } from '../../../src/core/criteria/criterion-questions.ts';
import { describeCriterion } from '../../../src/core/criteria/describe-criterion.ts';
import { readCriterion } from '../../../src/core/criteria/read-criterion.ts';
import { describeAsLookedAt } from '../../as-looked-at.ts';

/** Lines as people write them, and under each of them all that is read of it. */
const file = new URL('lines.txt', import.meta.url);

function readingOf(line: string): string {
  return [line, ...readCriterion(line).map((criterion) => `    ${partsOf(criterion, line)}`), ''].join('\n');
}

/** The short form, and what that does not show. */
function partsOf(criterion: Criterion, line: string): string {
  const { kind, metric, unit, id, text, scope, window, exclusion, observed, margin, marginUnit, min } = criterion;
  const named = { metric, unit, scope, window, exclusion, observed, margin, marginUnit, id };
  const shown = Object.entries({
    ...named,
    min: min && `${min.n} ${min.unit ?? ''}`,
    text: text === line ? undefined : text,
    asks: questionsAbout(criterion).join(', ') || undefined,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name} = ${value}`]));
  return `${kind}: ${describeCriterion(criterion)} | ${shown.join(' | ')}`;
}

const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('    '));

describeAsLookedAt(
  'lines of a plan',
  file,
  lines.map((line) => () => readingOf(line)),
);

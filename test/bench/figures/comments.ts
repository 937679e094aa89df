import { readMarkdown } from '../../../src/core/markdown/read-markdown.ts';
import { findCommands } from '../../../src/core/parsing/find-commands.ts';
import { readReadings } from '../../../src/core/readings/read-readings.ts';
import { readAnswers } from '../../../src/core/readings/read-results.ts';
import type { Figure, Measure } from '../figure.ts';
import { fill, longest, longText } from '../long-text.ts';

/** Comments of the greatest length, read for commands, numbers and answers. */
export const comments: Figure = {
  name: 'comments',
  async measure() {
    const measures: Measure[] = [];
    for (const [what, text] of texts) {
      measures.push(longText(`65,536 characters of ${what}`, text.slice(0, longest), readComment));
    }
    return measures;
  },
};

function readComment(body: string): unknown {
  const text = readMarkdown(body);
  return [findCommands(text), readReadings(text, context), readAnswers(text)];
}

/** What people and programs may send, and the worst of what `test/core/markdown` tries. */
const texts: readonly (readonly [string, string])[] = [
  ['commands', fill('/advance canary --force "why"\n')],
  ['numbers', `\`\`\`metrics\n${fill('Preference step completion = 812/1301\n')}`],
  ['one table of numbers', `| metric | value |\n|---|---|\n${fill('| Errors | 812/1301 |\n')}`],
  ['one table by date', `| date | Errors | Errors control |\n|-|-|-|\n${fill('| 2021-01-01 | 5% | 4% |\n')}`],
  ['bullets', fill('- Errors: 812/1301\n')],
  ['values below a metric', `- Errors:\n${fill('  - before: 5\n')}`],
  ['talk', fill('The dashboard of this morning looks the same. ')],
  ['list items', fill('- a\n')],
  ['lists in lists', fill('- - - - a\n')],
  ['quotes', fill('> a\nb\n')],
  ['paragraphs', fill('a\n\n')],
  ['underlined headings', fill('a\n=\n')],
  ['emphasis', fill('*_*_')],
  ['brackets', fill(']')],
  ['links', fill('[a](b) ')],
  ['definitions', fill('[a]: b\n')],
  ['footnotes', fill('[^a]: b\n')],
  ['HTML comments that never end', fill('.www..<!--')],
  ['addresses', fill('http://a_b. ')],
  ['pipes', `a|b\n-|-\n${fill('|||||\n')}`],
];

const now = Date.UTC(2021, 0, 1);

const context: Parameters<typeof readReadings>[1] = {
  known: ['Preference step completion', 'Errors'],
  stage: 'canary',
  share: 10,
  at: now,
  now,
  timeZone: 'UTC',
  periods: undefined,
  source: { id: 'comment:1', url: 'https://github.com/acme/appointments/issues/1', author: 'analyst', at: now },
  kind: 'reading',
  metricLines: true,
};

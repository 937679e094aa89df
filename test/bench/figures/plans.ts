import { readdirSync, readFileSync } from 'node:fs';
import { readMarkdown } from '../../../src/core/markdown/read-markdown.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';
import { planText } from '../bench-github.ts';
import { below, type Figure, type Measure } from '../figure.ts';
import { fill, longest, longText } from '../long-text.ts';
import { timeOf } from '../sample.ts';

const now = Date.UTC(2021, 0, 1);

/** Reading plans, and texts of the greatest length that nobody would write with good intent. */
export const plans: Figure = {
  name: 'plans',
  async measure() {
    const largest = [planText, ...fixtures()].reduce((a, b) => (b.length > a.length ? b : a));
    const measures: Measure[] = [
      {
        what: `the largest plan of the tests, ${largest.length} characters`,
        value: await timeOf(30, () => readPlan(largest, { now })),
        unit: 'ms',
        reference: { what: 'its Markdown parsed only', value: await timeOf(30, () => readMarkdown(largest)) },
        bar: below(20),
      },
    ];
    for (const [what, text] of garbage) {
      measures.push(longText(`65,536 characters of ${what}`, text, (part) => readPlan(part, { now })));
    }
    return measures;
  },
};

function fixtures(): readonly string[] {
  const folder = new URL('../../core/plan/fixtures/', import.meta.url);
  return readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
}

const garbage: readonly (readonly [string, string])[] = [
  ['words', fill('lorem ipsum dolor ')],
  ['brackets', fill('[')],
  ['links', fill('[a](b) ')],
  ['emphasis', fill('*a**b_c')],
  ['quotes', fill('> ')],
  ['list items', fill('- a\n')],
  ['nested lists', fill(Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- a\n`).join(''))],
  ['table rows', `a|b\n-|-\n${fill('a|b|c\n')}`.slice(0, longest)],
  ['pipes', fill('|')],
  ['headings', fill('# a\n')],
  ['stages', fill('### Stage A: 10%\n')],
  ['criteria', `- success criteria:\n${fill('  - error rate < 5%\n')}`.slice(0, longest)],
  ['labels', fill('- Percentage of Users: 10%\n')],
  ['entities', fill('&#916;')],
  ['HTML', fill('<a href="b">c</a><!-- d -->')],
  ['digits', fill('1')],
];

import { readdirSync, readFileSync } from 'node:fs';
import { findCommands } from '../../../src/core/parsing/find-commands.ts';
import { parseMarkdown } from '../../../src/core/parsing/markdown.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';
import { readReadings } from '../../../src/core/readings/read-readings.ts';
import { planText } from '../bench-github.ts';
import { below, type Figure, type Measure } from '../figure.ts';
import { median, timed, timeOf } from '../sample.ts';

const now = Date.UTC(2021, 0, 1);
/** Longest body of an issue or comment on GitHub. */
const longest = 65_536;

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
        reference: { what: 'its Markdown parsed only', value: await timeOf(30, () => parseMarkdown(largest)) },
        bar: below(20),
      },
    ];
    for (const [what, text] of garbage) {
      measures.push(await longText(`65,536 characters of ${what}`, text, (part) => readPlan(part, { now })));
    }
    for (const [what, text] of comments) {
      const what65536 = `a comment of 65,536 characters: ${what}`;
      measures.push(
        await longText(what65536, text, (part) => [findCommands(part), readReadings(part, readingContext)]),
      );
    }
    return measures;
  },
};

/** Twice the text may take twice the time. */
async function longText(what: string, text: string, read: (part: string) => unknown): Promise<Measure> {
  const half = text.slice(0, longest / 2);
  return {
    what,
    value: median(await timed(5, () => read(text))),
    unit: 'ms',
    reference: { what: 'half of it', value: median(await timed(5, () => read(half))) },
    bar: below(250),
  };
}

function fixtures(): readonly string[] {
  const folder = new URL('../../core/plan/fixtures/', import.meta.url);
  return readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
}

function fill(piece: string): string {
  return piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest);
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

const comments: readonly (readonly [string, string])[] = [
  ['commands', fill('/advance canary --force "why"\n')],
  ['numbers', `\`\`\`metrics\n${fill('Preference step completion = 812/1301\n')}`.slice(0, longest)],
  ['a table of numbers', `| metric | value |\n|---|---|\n${fill('| Errors | 812/1301 |\n')}`.slice(0, longest)],
  ['talk', fill('The dashboard of this morning looks the same. ')],
];

const readingContext: Parameters<typeof readReadings>[1] = {
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

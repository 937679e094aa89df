import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planJson } from '../../../src/core/plan/plan-json.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';

const now = Date.UTC(2021, 0, 1);
const limit = 65_536;

function fill(piece: string): string {
  return piece.repeat(Math.ceil(limit / piece.length)).slice(0, limit);
}

/** Pieces of plans and of Markdown, to be thrown together. */
const pieces = fc.constantFrom(
  ...[
    '# ',
    '### Stage A: 10%\n',
    '- ',
    '  - ',
    '1. ',
    '> ',
    '| a | b |\n',
    '|---|---|\n',
    '**',
    '~~',
    '`',
    '```\n',
    '[',
    '](',
    ')',
    '![',
    '<!--',
    '-->',
    '<b>',
    '&lt;',
    '&#916;',
    '\\',
    '\n',
    '\n\n',
    '\t',
    ' ',
  ],
  ...[
    '- Length of time: ',
    '- Percentage of Users: ',
    '2 days',
    '30-60%',
    '10%',
    'lorem ipsum',
    '[FILL_IN]',
    'x',
    '3/1/21 - 4/1/21',
    'error rate < 5%',
    'Δ >0%',
    'no increase in ',
  ],
  ...[
    '## Go Live!\n',
    '### 1-week results:\n',
    '- Post-launch KPI 1: ',
    'success criteria:',
    '```yaml release-plan\n',
    'stages: [',
    'a: b\n',
    'https://a.example/b?c=d',
    '@someone',
    '\u0000',
    '😀',
    '\u00a0',
    '\r\n',
  ],
);

describe('readPlan on any text', () => {
  it('never throws, and its places are within the text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 120 }), (parts) => {
        const body = parts.join('');
        const { plan, findings } = readPlan(body, { now });
        const lines = body.split(/\r\n|\n|\r/).length;

        expect(plan.stages.at(-1)?.goLive).toBe(true);
        expect(new Set(plan.stages.map(({ id }) => id)).size).toBe(plan.stages.length);
        expect(plan.stages.every(({ id }) => /^[a-z0-9][a-z0-9-]*$/.test(id))).toBe(true);
        expect(findings.every(({ line }) => line >= 1 && line <= lines + 1)).toBe(true);
        expect(() => JSON.stringify(planJson(plan, findings))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it('reads the same text the same way', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (body) => {
        expect(readPlan(body, { now })).toEqual(readPlan(body, { now }));
      }),
      { numRuns: 100 },
    );
  });

  it('does not mind how lines end', () => {
    const body = '# T\n### Stage A: Canary\n- Length of time: 1 day\n- Percentage of Users: 10%\n';

    expect(readPlan(body.replaceAll('\n', '\r\n'), { now })).toEqual(readPlan(body, { now }));
  });

  it('says one thing about an empty body', () => {
    expect(readPlan('', { now }).findings).toEqual([
      { code: 'plan-empty', severity: 'warning', line: 1, column: 1, facts: {} },
    ]);
    expect(readPlan(' \n\n<!-- nothing -->\n', { now }).findings).toHaveLength(1);
  });

  it.each([
    ['brackets', fill('[')],
    ['links', fill('[a](b)')],
    ['open links', fill('[a](')],
    ['nested links', `${'['.repeat(20_000)}${'](b)'.repeat(11_000)}`],
    ['deep quotes', fill('>')],
    ['quotes and lists', fill('> - ')],
    ['list items', fill('- a\n')],
    ['nested lists', Array.from({ length: 360 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n')],
    ['pipes', fill('|')],
    ['a wide table', `${fill('a|').slice(0, 30_000)}\n${fill('-|').slice(0, 30_000)}\n`],
    ['rows', `a|b\n-|-\n${fill('a|b|c|d\n')}`],
    ['headings', fill('# a\n')],
    ['stages', fill('### Stage A: 10%\n')],
    ['bold stages', fill('**Stage A**\n')],
    ['percent bullets', fill('- 10% of users\n')],
    ['percentages in a line', fill('rollout 10% then 20% then ')],
    ['emphasis', fill('*a**b_c')],
    ['strikes', fill('~~a ')],
    ['ticks', Array.from({ length: 350 }, (_, n) => `${'`'.repeat(n)}a`).join(' ')],
    ['fences', fill('```\n')],
    ['comments', fill('<!--')],
    ['tags', fill('<a ')],
    ['entities', fill('&#916;')],
    ['addresses', fill('http://a) ')],
    ['labels', fill('- Links to dashboard(s): \n')],
    ['criteria', `- success criteria:\n${fill('  - error rate < 5%\n')}`],
    ['criteria in a line', `- success criteria: ${fill('error rate < 5%, ')}`],
    ['a year of underlines', fill('a\n-\n')],
    ['snakes', `- How will you make the product available: ${fill('a_b ')}`],
    ['one long word', fill('a')],
    ['digits', fill('1')],
    ['white space', fill(' ')],
    ['front matter', `---\n${fill('a: b\n')}`],
  ])('reads 65,536 characters of %s within bounds', (_what, body) => {
    const started = process.cpuUsage();
    readPlan(body, { now });
    const { user, system } = process.cpuUsage(started);

    // The bar is 250 ms; a quadratic reader takes many seconds. Shared machines are slow.
    expect((user + system) / 1000).toBeLessThan(2_000);
  });

  it('does not read on behind the limit of an issue body', () => {
    expect(readPlan(`${fill('a\n')}\n### Stage A: 10%\n`, { now }).plan.stages).toHaveLength(1);
  });
});

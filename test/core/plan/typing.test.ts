import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planJson } from '../../../src/core/plan/plan-json.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';

const now = Date.UTC(2021, 1, 1);
const folder = new URL('./shapes/', import.meta.url);
const plans = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, body: readFileSync(new URL(name, folder), 'utf8') }));

function eachLine(change: (line: string) => string): (body: string) => string {
  return (body) => body.split('\n').map(change).join('\n');
}

/** What must not be touched: addresses, code, tables' rules. */
const delicate = /https?:|<[a-z!/]|`|^\s*\|?\s*:?-{2}/i;

/** Ways to type the same plan. */
const ways: readonly (readonly [name: string, change: (body: string) => string])[] = [
  ['lines that end in CRLF', (body) => body.replaceAll('\n', '\r\n')],
  ['a byte order mark', (body) => `\ufeff${body}`],
  ['stars for bullets', eachLine((line) => line.replace(/^(\s*)-(\s)/, '$1*$2'))],
  ['pluses for bullets', eachLine((line) => line.replace(/^(\s*)-(\s)/, '$1+$2'))],
  ['twice the indentation', eachLine((line) => line.replace(/^( +)/, (space) => space + space))],
  ['tabs for indentation', eachLine((line) => line.replace(/^((?: {2})+)/, (space) => '\t'.repeat(space.length / 2)))],
  ['wide bullets', eachLine((line) => line.replace(/^(\s*)- /, '$1-   '))],
  ['white space at the ends', eachLine((line) => (line.trim() === '' ? line : `${line}  `))],
  ['a blank line after each item', eachLine((line) => (/^\s*(?:[-*•]|\d+\.) /.test(line) ? `${line}\n` : line))],
  ['a heading one level deeper', eachLine((line) => (/^#{2,5} /.test(line) ? `#${line}` : line))],
  ['closed headings', eachLine((line) => line.replace(/^(#{2,6})( .*?)\s*$/, '$1$2 $1'))],
  ['pictures before headings', eachLine((line) => line.replace(/^(#{2,6} )/, '$1🚦 '))],
  ['pictures by name after headings', eachLine((line) => (/^#{2,6} /.test(line) ? `${line} :rocket:` : line))],
  ['bold headings', eachLine((line) => line.replace(/^(#{2,6}) ([^*_]+?)\s*$/, '$1 **$2**'))],
  ['bold labels', eachLine((line) => line.replace(/^(\s*- )([^*[\]:`|]{4,80}):(?=\s|$)/, '$1**$2:**'))],
  ['comments behind lines', eachLine((line) => (/^\s*\||^\s*$/.test(line) ? line : `${line} <!-- note -->`))],
  [
    'comments between paragraphs',
    (body) => body.replaceAll('\n\n', '\n\n<!-- Stage X: 7%\n- Percentage of Users: 7% -->\n\n'),
  ],
  ['curly quotes', (body) => body.replace(/"([^"\n]*)"/g, '“$1”').replace(/(\w)'(\w)/g, '$1’$2')],
  [
    'entities for signs',
    eachLine((line) =>
      delicate.test(line) || /^\s*>|\|/.test(line)
        ? line
        : line.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('%', '&#37;'),
    ),
  ],
  [
    'signs of full width',
    eachLine((line) =>
      delicate.test(line) || /^\s*\|/.test(line)
        ? line
        : line.replace(/[%<>]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    ),
  ],
  [
    'spaces that do not break',
    eachLine((line) => (/^\s*[|#]/.test(line) ? line : line.replace(/(\w) (?=\w)/g, '$1\u00a0'))),
  ],
  ['a quote around all of it', eachLine((line) => `> ${line}`)],
  ['front matter', (body) => `---\ntitle: x\nlabels: y\n---\n\n${body}`],
];

/** Without places, pictures and marks: what is left has to be the same. */
function readingOf(body: string): string {
  const { plan, findings } = readPlan(body, { now });
  const { findings: _, ...json } = planJson(plan, findings);
  return JSON.stringify(json)
    .normalize('NFKC')
    .replace(/[“”]/g, '\\"')
    .replace(/🚦 ?/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?" ?/g, '"');
}

describe('a plan that is typed in another way', () => {
  it.each(ways)('is read the same: %s', (_way, change) => {
    const other = plans.filter(({ body }) => readingOf(change(body)) !== readingOf(body));

    expect(other.map(({ name, body }) => [name, readingOf(body), readingOf(change(body))])).toEqual([]);
  });
});

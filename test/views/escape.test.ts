import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeBlock,
  codeSpan,
  codeSpanInCell,
  escapeCell,
  escapeHtml,
  escapeMarkdown,
  mermaidText,
  quote,
} from '../../src/views/escape.ts';
import { processorTime } from '../processor-time.ts';
import { allNodes, parse, proseOf, references, shape } from './markdown-tree.ts';

const pieces = [
  ...['@org/all', '@', 'x@example.org', '#12', '#', 'GH-7', 'owner/repo#1', 'https://example.org', 'www.example.org'],
  ...['<img src=x>', '<!-- rollcall -->', '-->', '</details>', '[x](javascript:1)', '![x](http://y)', '[^1]', '[x]: y'],
  ...['|', '| a | b |', '---', '===', ':--', '-', '+', '*', '1.', '2)', '>', '> [!NOTE]', '# ', '- [ ] ', '/advance '],
  ...[
    '`',
    '```',
    '~~~',
    '~',
    '**',
    '__',
    '_',
    '_a_',
    '\\',
    '!',
    '&#64;org',
    '&lt;b&gt;',
    '&amp;',
    '&commat;all',
    '&#10;',
  ],
  ...['$x$', '$', 'a', '5% ', ' ', '\n', '\n\n', '\t', '    ', '\u200b', '\u202e', '\u0000', 'Δ', 'ü', '☃', 'word'],
];
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
);

/** What the text should look like: entities decoded, blanks folded, nothing invisible. */
function visible(text: string): string {
  return text
    .replace(/&#64;/g, '@')
    .replace(/&#10;/g, '\n')
    .replace(/&commat;/g, '@')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u0085]+/g, ' ')
    .replace(/[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .trim();
}

function shown(markdown: string): string {
  return proseOf(parse(markdown)).replaceAll('\u200b', '').trim();
}

describe('escaped text', () => {
  it('is one paragraph of plain text that does nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = escapeMarkdown(text);
        expect(shape(parse(markdown))).toBe(markdown === '' ? 'root()' : 'root(paragraph(text))');
        expect(shown(markdown)).not.toMatch(/\n/);
        expect(references(parse(markdown))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('looks as it was written', () => {
    fc.assert(
      fc.property(
        hostile.filter((text) => !/&(?!#64;|#10;|commat;|lt;|gt;|amp;)/.test(text)),
        (text) => {
          expect(shown(escapeMarkdown(text))).toBe(visible(text));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('stays in its table cell', () => {
    fc.assert(
      fc.property(hostile, hostile, (left, right) => {
        const tree = parse(`| a | b |\n| --- | --- |\n| ${escapeCell(left)} | ${codeSpanInCell(right) || '—'} |`);
        const cell = codeSpan(right) === '' ? 'text' : 'inlineCode';
        const row = `tableRow(tableCell(text) tableCell(${cell}))`;
        expect(shape(tree)).toBe(`root(table(tableRow(tableCell(text) tableCell(text)) ${row}))`);
      }),
      { numRuns: 150 },
    );
  });

  it('does nothing in a list item, a heading, bold text or a sentence', () => {
    fc.assert(
      fc.property(
        hostile.filter((text) => /[\p{L}\p{N}]/u.test(visible(text).charAt(0) + visible(text).slice(-1))),
        (text) => {
          const md = escapeMarkdown(text);
          expect(shape(parse(`- ${md}`))).toBe('root(list(listItem(paragraph(text))))');
          expect(shape(parse(`### ${md}`))).toBe('root(heading(text))');
          expect(shape(parse(`Says ${md}, and that is all.`))).toBe('root(paragraph(text))');
          expect(shape(parse(`- [ ] ${md}`))).toBe('root(list(listItem(paragraph(text))))');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('keeps a quotation a quotation', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tree = parse(`${quote(text)}\n\nend`);
        const kinds = new Set(allNodes(tree).map(({ type }) => type));
        for (const allowed of ['root', 'blockquote', 'paragraph', 'text', 'break'] as const) kinds.delete(allowed);
        expect([...kinds]).toEqual([]);
        expect(references(tree)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('shows code as it is, in a span and in a block', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const span = codeSpan(text);
        if (span !== '') expect(shape(parse(`a ${span} b`))).toBe('root(paragraph(text inlineCode text))');
        expect(shape(parse(`${codeBlock(text)}\n\nend`))).toBe('root(code paragraph(text))');
      }),
      { numRuns: 150 },
    );
  });

  it('is as inert inside an HTML element and where Markdown is read', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = escapeHtml(text);
        expect(html).not.toMatch(/[<>"']/);
        expect(shape(parse(`a${html}a`))).toBe('root(paragraph(text))');
        expect(references(parse(`a ${html} a`))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['leaves ordinary words alone', 'Stage A: Canary, 10% (1-2 days)!', 'Stage A: Canary, 10% (1-2 days)!'],
    ['keeps a name with underscores readable', 'va_online_scheduling', 'va_online_scheduling'],
    ['breaks a mention', 'ask @org/all', 'ask @\u200borg/all'],
    ['decodes an entity before it looks for mentions', '&#64;org', '@\u200borg'],
    ['breaks an issue reference', 'see #12 and GH-9', 'see #\u200b12 and GH-\u200b9'],
    ['breaks an address', 'https://example.org', 'https:\u200b//example.org'],
    ['folds lines', 'one\n\n- two', 'one - two'],
    ['escapes a slash command', '/advance canary', '\\/advance canary'],
    ['keeps a signed number', '-4.3', '-4.3'],
    ['escapes a list marker', '- item', '\\- item'],
    ['escapes pipes', 'a | b', 'a \\| b'],
    ['has nothing for nothing', ' \u200b\n', ''],
  ])('%s', (_rule, text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  it('leaves nothing in a Mermaid label that could end it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(mermaidText(text)).not.toMatch(/["`;#<>{}[\]|\n\\]|%%/);
      }),
    );
  });

  it('takes time in proportion to the length', () => {
    const long = ['&', '&#1', '`', '@', ' \n', '_a', '<', '\\'].map((piece) => piece.repeat(100_000));
    const begin = processorTime();
    for (const text of long) for (const make of [escapeMarkdown, escapeHtml, codeSpan, quote, mermaidText]) make(text);
    expect(processorTime() - begin).toBeLessThan(5_000);
  });
});

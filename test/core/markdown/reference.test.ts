import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf, squeezed } from './outline.ts';
import { referenceOutlineOf } from './reference-outline.ts';

const fence = '```';

/** Beginnings of lines, and lines. What the reference reads otherwise than GitHub does is not among them. */
const marks = fc.constantFrom(
  ...['/advance canary', 'a', 'b c', '', '', '> ', '- ', '* ', '+ ', '1. ', '1) ', '  ', '   ', '    ', '\t'],
  ...[fence, `${fence}metrics`, '~~~', '# ', '## x', '---', '===', '***', '| a | b |', '|---|---|', 'a | b', '-|-'],
  ...['<div>', '</div>', '<details>', '<pre>', '<!--', '-->', '<!-- x -->', '[x]: /u', '[^1]: y', '[^1]', '[x]'],
  ...['- [ ] t', '- [x] d', '\\', '*e*', '`f`', '&lt;'],
);
const line = fc.array(marks, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
const blocks = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n\n', '\r\n')), { minLength: 1, maxLength: 8 })
  .map((lines) => lines.flat().join(''));

const words = fc.constantFrom(
  ...[
    '/go x',
    'a',
    'b',
    'c d',
    ' ',
    ' ',
    '\n',
    '\n/advance\n',
    '*',
    '**',
    '`',
    '``',
    '[',
    '](u)',
    '][x]',
    '[x]',
    '(',
    ')',
  ],
  ...[
    '(u "t")',
    '<b>',
    '</b>',
    '<code>',
    '<!-- x -->',
    '<!--',
    '-->',
    '&lt;',
    '&amp;',
    '\\',
    '\\*',
    '<http://a.b>',
    '"',
    "'",
  ],
  ...['!', '  \n', '.', '1', '<i a="', '">', 'é', '“', '[^1]', ' http://a.b/c ', ' www.a.b ', ' ~~', '~~ ', ' _', '_ '],
);
const paragraph = fc
  .tuple(
    fc.constantFrom('', '[x]: /u\n\n', '[^1]: f\n\n', '[x]: /u\n\n[^1]: f\n\n'),
    fc.array(words, { minLength: 1, maxLength: 14 }),
  )
  .map(([definitions, parts]) => definitions + parts.join(''));

describe('any text', () => {
  it.each([
    ['of blocks', blocks],
    ['of inline marks', paragraph],
  ])('%s is read as the reference reads it', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!isReadOtherwise(text));
        expect(squeezed(outlineOf(text))).toBe(squeezed(referenceOutlineOf(text)));
      }),
      { numRuns: 300 },
    );
  });
});

/** Where micromark differs from GitHub's own reader, or only in what nobody looks at. */
const otherwise: readonly RegExp[] = [
  // Items without a text behind a paragraph or code.
  /(?:[-*+]|\d[.)])[ \t]*(?:\r?\n|$)/,
  // Two stars, one of which is used up before the other is looked at.
  /(?<!\*)\*\*(?!\*)[^*]*(?<!\*)\*(?!\*)[\s\S]*\*/,
  // The same with an escaped star between them.
  /\*\*[\s\S]*\\\*|\\\*[\s\S]*\*\*/,
  // Different marks side by side.
  /~[*_]|[*_]~|\*_|_\*/,
  // A tag on a line of its own behind an item.
  /^\s*<\/?(?:b|code)>\s*$/m,
  // A link's label and an open bracket, a footnote's mark behind an exclamation mark, an escaped address.
  /\]\[(?!x?\])|!\[\^|\\</,
  // Code right behind an empty quote, and a table's head that is indented like code.
  /^>\s*\n(?: {4}|\t)|^(?: {4}|\t).*\|/m,
  // A check box on a line of its own.
  /\[x\]\s*$/m,
  // Entities behind a fence, HTML in the description of an image.
  /(?:~~~|```).*[&\\]|!\[[^\]]*</,
];

function isReadOtherwise(text: string): boolean {
  return otherwise.some((pattern) => pattern.test(text));
}

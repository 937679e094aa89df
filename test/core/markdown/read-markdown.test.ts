import { describe, expect, it } from 'vitest';
import { plainText, readableText } from '../../../src/core/markdown/inline-text.ts';
import { readMarkdown } from '../../../src/core/markdown/read-markdown.ts';
import { processorTime } from '../../processor-time.ts';
import { outlineOf } from './outline.ts';
import { referenceOutlineOf } from './reference-outline.ts';

const longest = 65_536;
const fence = '```';

describe('readMarkdown', () => {
  it.each([
    ['paragraphs', 'one\ntwo\n\nthree'],
    ['headings', '# a ##\n\n## \n\n#no\n\nb\n===\n\nc\nd\n---\n\n####### e'],
    ['rules', '***\n- - -\n__ _\n\na\n***\n**\n'],
    ['indented code', '    a\n\n      b\n\nc\n    d\n\n\te\n'],
    ['fences', `${fence} metrics x\na\n${fence}\n\n~~~\nb\n~~~~\n${fence}\`\nc\n${fence}\nd\n${fence}\`\`\ne`],
    ['what is no fence', `a ${fence}\n\n${fence} b${fence} c\n\n~~ d`],
    ['a fence in an item', `- ${fence}\n  a\n b\n- c`],
    ['quotes', '> a\nb\n> - c\nd\n\n> e\n***\n>f\n    > g'],
    ['lists', '- a\n- b\n\n  c\n\n* d\n1. e\n2) f\n3) g\n   - h\n\n     i\n -j\n-\n- k'],
    ['numbers that do not interrupt a paragraph', 'a\n2. b\n1. c\n\n2. d\n1234567890. e'],
    ['items that begin with a blank line', '-\n  a\n-\n\n  b\n'],
    ['items with code', '-     a\n-\ta\n1.      b\n\n       c'],
    ['lazy lines', '- a\nb\n\n1. > c\nd\n===\n'],
    ['tasks', '- [ ] a\n- [x] b\n- [X] c\n- [] d\n- [ ]e\n- a [ ] f\n1. [ ] g\n- [ ]\n- # [ ] i'],
    [
      'HTML',
      '<div>\na\n\n<b>x</b>\n\nc\n<pre>\nd\n\ne</pre>\nf\n\n<!-- g\n\nh --> i\nj\n<?k?>\n<x-y z="1">\nl\n\nm\n<x-y>\n',
    ],
    ['tables', 'a\n| b | c |\n| - | :-: |\n| d |\n| e | f | g |\nh\n> i\n\nj | k\n- | -\n`l | m` | n\n\\| o | p\n'],
    ['what is no table', '| a |\n| - | - |\n\na\n-\n\n| b\n| c'],
    ['footnotes', 'a[^1] b[^no] [^1](x)\n\n[^1]: c\n    d\n\n    e\nf\n[^x y]: g'],
    ['definitions', '[a]: <b c> "d\ne"\n[A b]: f\n[c]: g "h" i\n\n[a] [a][] [x][ a  B ] [d] [a] [\n[b]: c'],
    ['a definition before an underline', '[a]: b\n===\n\n[a]'],
    ['emphasis', '*a* **b** ***c*** *d **e** f* _g_h_ i_j_ *k\nl* m * n* **o*p**q** ****r** *s**'],
    ['marks that cross', '*a _b* c_ **d ~~e** f~~ *[g*](h) [*i](j)* `*k` l*'],
    ['struck text', '~a~ ~~b\nc~~ ~~~d~~~ ~~e~ f~ ~ g ~'],
    ['code', '`a` ``b ` c`` `d\ne` `` ` `` `f``g` \\`h` ` i  ` `'],
    ['links', '[a](b) [c](<d e> "f\ng") [h](i(j)k) [l] (m) [n](o p) [[q](r)](s) ![t [u](v)](w "x") [y](z'],
    ['escapes', '\\* \\a \\[b](c) \\`d` a\\\nb  \nc \\<i> \\&lt; \\\\*e*'],
    ['entities', '&lt;b> &#916; &#x394; &Delta;x &nosuch; &valueOf; &#; & &ge'],
    ['inline HTML', 'a <b c="d\ne" f>g</b > <!-- h\ni --> <? j ?> <!K l> <![CDATA[m]]> <n <o/> < p> <q r=s\'t>'],
    ['addresses', '<http://a.b/*c> *d* <e@f.g> www.a.b/_c_ _d_ http://a.b/(c)*d* x http://a_b.c *e* https://a.b). *f*'],
    ['carriage returns', 'a\rb\r\rc\r\n\r\n- d\r- e\r'],
    ['a byte order mark', '\ufeff# a'],
    ['tabs', '\ta\n\n-\tb\n\n\t\tc\n\n>\td\n>\t\te\n\n1.\tf\n\tg'],
    ['characters that are no white space here', 'a\u00a0\n\u2003b'],
    ['nothing', ''],
  ])('reads %s as the reference does', (_, text) => {
    expect(outlineOf(text)).toEqual(referenceOutlineOf(text));
  });

  it.each([
    ['an item stays below a quote that a mark of another one ends', '- d\n<b>\n', ['list', 'html']],
    ['a check box needs an item', '-\n[x] a', ['list', 'paragraph']],
    ['an empty item begins behind code', '    a\n-', ['code', 'list']],
    ['a no-break space at an end is not seen', '\u00a0\n\na\u00a0', ['paragraph', 'paragraph']],
  ])('reads as GitHub does, where the reference differs: %s', (_, text, kinds) => {
    expect(readMarkdown(text).blocks.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('reads a label in brackets before a bracket as a link, and emphasis only where words begin and end', () => {
    const [paragraph] = readMarkdown('[x][ a*_b_* ~**w*\n\n[x]: y').blocks;

    expect(paragraph?.kind === 'paragraph' && plainText(paragraph.text)).toBe('x[ a*b* ~*w');
  });

  it('says on which lines a text stands behind its definitions and check box', () => {
    const [heading, list] = readMarkdown('[c]: d\ne\n---\n- [x]\n  f\n').blocks;

    expect(heading).toMatchObject({ kind: 'heading', line: 2, endLine: 2 });
    expect(list).toMatchObject({ items: [{ line: 4, checked: true, blocks: [{ line: 5, endLine: 5 }] }] });
  });

  it('leaves code, struck text, images and HTML out where numbers are looked for', () => {
    const [paragraph] = readMarkdown('a `b` ~~c~~ ![d](e) <i>f</i> *g* [h](i)').blocks;
    const text = paragraph?.kind === 'paragraph' ? paragraph.text : { pieces: [], enclosed: [] };

    expect(readableText(text).replace(/ +/g, ' ')).toBe('a f g h');
    expect(plainText(text)).toBe('a b c d f g h');
  });

  it('takes a text that is longer than GitHub allows for code', () => {
    expect(readMarkdown('a\n\n'.repeat(50_000)).blocks.map(({ kind }) => kind)).toEqual(['code']);
  });

  it('reads containers up to a depth that nobody needs', () => {
    const text = `${'> '.repeat(99)}a\n\n${'- '.repeat(500)}b`;

    expect(readMarkdown(text).blocks.map(({ kind }) => kind)).toEqual(['quote', 'list']);
  });
});

describe('65,536 characters', () => {
  const pieces = [
    ...[']', '[', '[[a](', '[a](b) ', '[a](b "', "[a](b '", '[a](<', '[a](((', '[a][', '[a]\n', '![', '[^', '[a]: b\n'],
    ...[
      '*a_ ',
      '*_*_',
      '***a*',
      '*a**b_c',
      'a*',
      '*a ',
      '~a~~b',
      '~ ~~ ',
      '`',
      '`a``',
      '<',
      '<a b="',
      "<a b='",
      '<!--',
    ],
    ...[
      '.www..<!--',
      '<?',
      '<![CDATA[',
      'www.a_',
      'http://a_b.',
      'http://a/)',
      '&a;',
      '&',
      '\\',
      '|',
      'a|b\n',
      '"',
      '(',
      '#',
    ],
    ...[
      '>',
      '> ',
      '> - ',
      '1. ',
      '- - - - a\n',
      '- a\n  ',
      '+ a\n* b\n',
      '-\n\n',
      'a\n=\n',
      'a\r-\r',
      '# a\n',
      '# #',
      '***\n',
    ],
    ...[
      '<div>\n',
      '<b>',
      '</b>',
      '    a\n',
      '~~~\na\n',
      '\t',
      ' ',
      '\n',
      '\u200b',
      '\u00a0',
      '\ud800',
      '/go <!-- -- ',
      '/a\n- b\n',
    ],
  ];
  const texts: readonly (readonly [string, string])[] = [
    ...pieces.map((piece) => [JSON.stringify(piece), piece.repeat(Math.ceil(longest / piece.length))] as const),
    ['openers and closers', `${'*a '.repeat(11_000)}${'a* '.repeat(11_000)}`],
    ['one run of stars', '*'.repeat(longest)],
    ['nested labels', `[x]: /u\n\n${'['.repeat(32_000)}x${']'.repeat(32_000)}`],
    ['images before links', `${'!['.repeat(15_000)}${'[a](b)'.repeat(5_000)}`],
    ['runs of backticks of every length', Array.from({ length: 360 }, (_, i) => `${'`'.repeat(i)} `).join('')],
    ['one long line of white space', `- a${' '.repeat(longest)}b`],
    ['white space in code', `    a${' '.repeat(longest)}b`],
    ['a wide table', `${'|a'.repeat(8_000)}|\n${'|-'.repeat(8_000)}|\n${'|b'.repeat(16_000)}`],
    ['blank lines in deep lists', `${'- '.repeat(200)}a\n${'\n'.repeat(longest)}`],
    ['lines that lazily go on with a deep quote', `${'> '.repeat(99)}a\n${'a\n'.repeat(30_000)}`],
    ['an address with many parentheses', `http://a/${')'.repeat(longest)}`],
    ['a domain of underscores', `www.${'_'.repeat(longest)}a`],
    ['attributes that never end', `<a${' b="c"'.repeat(10_000)}<`],
  ];

  it.each(texts)('of %s are read in time', (_, text) => {
    const before = processorTime();
    readMarkdown(text.slice(0, longest));

    expect(processorTime() - before).toBeLessThan(5_000);
  });
});

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
    [
      'marks around addresses',
      '*http://a.b/c* **www.a.b** *at www.a.b/c.* _http://a.b/d_ *http://a.b/(c)* (*http://a.b/(c))* *www.a.b/c]* *www.a.b/c"* x',
    ],
    ['entities behind addresses', '*http://a.b/c&amp;* *http://a.b/c&lt;&gt;* *http://a.b/c;* *http://a.b/&c;d*'],
    [
      'what is no address',
      'awww.a.b/*c* -www.a.b/*c* xhttp://a.b/*c* http://_a.b/*c* http://-a.b/*c* http:///*c* http://.a.b/*c* http://a_b.c/*d* http://a.b_c/*d*',
    ],
    ['addresses with underscores and signs before', 'http://a_b.c.d/*e* 1http://a.b/*c* (www.a.b/*c* *www.a.b/*c*'],
    [
      'parentheses at the ends of addresses',
      '(*http://a.b/c*)* d\n\n((*http://a.b/c*))* d\n\n*www.a.b)* c\n\n_www.a.b_ *www.a.b.* __www.a.b._',
    ],
    ['dots at the ends of domains', 'www.a.b._/*c* d http://a.b./*e* f www.a_/*g* h www.a.b.*i*'],
    ['addresses behind an open bracket', '[ http://b.c/*d* e [*a http://b.c/*d](e) x'],
    ['marks beside signs', '*"a"* b *(c)*d e*(f)* "*g*" _"h"_i j_"k"_ _(l)_ "_m_" n_(o)_p _q_. -_r_- s_-_t'],
    ['runs of marks of many lengths', '*a**b* ***c** d* **e*f*g** *h**i**j* ***k***l*** m***n** **r***s'],
    ['marks within marks over lines', '*a\nb **c** d\ne* ~~f\ng *h*\ni~~ `j\nk` [l\n*m*\nn](o)'],
    ['more struck text', '~~a ~b~~ c~ ~d ~~e~ f~~ ~g~h~'],
    ['escaped labels', '[a\\]b]: c\n[d\\ e]: f\n[ ]: g\n\n[a\\]b] [x][a\\]b] [d\\ e] [ ] [x][ ]'],
    ['labels in other letters and with other spaces', '[\u1e9e]: a\n[b c]: d\n\n[SS] [B  c] [bc] [x] [SS]'],
    [
      `labels of the greatest length`,
      `[${'a'.repeat(999)}]: b\n[${'c'.repeat(1_000)}]: d\n\n[${'a'.repeat(999)}] [${'c'.repeat(1_000)}]`,
    ],
    ['links to nothing', '[a]() ![b](<>) [c]( ) [d]xe) [f](<g) [h](<i\nj>) [k]((l) [m](n\u007fo) [p](\tq\t"r"\n)'],
    ['titles', '[a](b"c") [d](e "f" ) [g](h "i"j) [k](<l>"m") [n](o \'p\\\'q\') [r](s (t\\)u)) [v](w "x\\"y\nz")'],
    ['more titles', "[a](b 'c\nd') [e](f (g\nh)) [i](j 'k) [p](q (r\\\ns)) [t](u 'v\\\nw') [x](y \"\\\nz\")"],
    ['parentheses in destinations', '[a](b\\)c) [d](e\\(f) [g](h\\i) [j](((k))) [l](m)n) [o](p\\'],
    [
      'destinations of many parentheses',
      `[a](${'('.repeat(32)}b${')'.repeat(32)}) [c](${'('.repeat(33)}d${')'.repeat(33)})`,
    ],
    [
      'links in links and images in links',
      '[x [a](b) y](c) [d](e) [x ![f](g)](h) ![i [j](k)](l) [m [n ![o](p) q](r) s](t)',
    ],
    ['labels behind labels', '[a]: b\n\n[c][a][d] [a][] [a][e] [c [a]] ![f][a] [a]('],
    ['footnotes beside other brackets', '[x1] [^1]\\[^1] [^2] ^1\n\n[^1]: a'],
    ['footnotes and what comes behind', '[^1]: a\n\nb\n\n[^2]: # c\nd\n\n[^3]:\te\n\n    f\n\n   g'],
    ['definitions over several lines', '[a]:\n b\n "c"\n[d]: e   \n[f]: g\t"h" \t\n[i]: j "k" l\n\n[a] [d] [f] [i]'],
    ['definitions that end before a title', '[a]: b\n"c" d\n\n[e]:\n\n[f]: <g>"h"\n\n[i]: j "k\n\n[a] [e] [f] [i]'],
    ['definitions in lists', '- [a]: b\n- c\n  [d]: e\n\n[a] [d]'],
    ['exclamation marks', 'a! ![b](c) !d ![e !\\[f] ![g][h]'],
    ['line ends', 'a \t\nb\\\n`c `\nd  \n  e\t\n*f* \ng'],
    ['HTML that never ends', 'a <!-- b <? c <![CDATA[ d <!X e <f g="h'],
    [
      'numbers of characters',
      '&#0; &#xD7FF; &#xD800; &#xDFFF; &#xE000; &#x10FFFD; &#x110000; &#1114112; &#00000065; &#x41;',
    ],
    ['tables without pipes at their ends', 'a | b\n:-|-:\n c | d \n\ne | f | \n-|- | \ng|h'],
    ['pipes in cells', '| a \\| b | c |\n|-|-|\n| d \\\\| e | \\f |\n| `g \\| h` | i'],
    ['one column', '| a |\n|-| \t\n| b\n\nc\n   |-|\n\n| d |\n    |-|'],
    ['rows that are no head of a table', 'a | b\nx - | -\n\na | b\n:- | - x\n\na\nb | c\n-|-\n\na | b\n-|-|-'],
    ['tables in lists', '- a | b\n  -|-\n  c | d\n- | e |\n  |-|'],
    ['headings and their marks', '# a #\n# b#\n## c ## d\n#\te\n#\n###### #f\n   # g\n    # h\ni\n    # j'],
    ['more rules', ' * * *\n\n_ _ _ a\n\na * * *\n\n- - -\n\n+++\n\n   ***\n\n    ***'],
    ['more underlines', 'a\n=== \t\nb\n=== =\n\nc\n   ---\n\nd\n    ---\n\n- e\n---'],
    [
      'fences and what is in them',
      `${fence} a \\* b\n  c\n ${fence} \t\n  ~~~d\n   e\n  f\n g\n    ~~~\n~~~ h\n~~~ \n${fence}\ni`,
    ],
    ['fences that are no ends', `${fence}${fence}\na\n${fence}\n${fence}${fence}b\n${fence}${fence}${fence}\nc`],
    ['code behind blank lines', '    a\n\n\n    b\n\nc\n\n      \n\n     d'],
    ['HTML in lists', '- <b>\n  x\n\n- a\n\n  <!-- c\n  d -->\n- <div>\n      e\n\nf'],
    ['quotes that end, and lines that lazily go on', '> # a\nb\n\n>     c\nd\n\n>    e\nf\n\n>g\nh\n\n> - i\nj'],
    ['quotes with code', '> a\n>\n>     b\nc\n\n> a\n>\n>    b\nc\n\n> a\n>\n   >     b\nc\n\n>\ta\nb'],
    ['lists in quotes', '> - a\n>\n>     b\nc\n\n> -\n>\n>     d\ne\n\n> - f\n   > g\nh\n\n> 1. i\n>\n>       j\nk'],
    ['long numbers', '123456789. a\n\n1234567890. b\n\n12) c\n    d\n\n13. e\n.f\n)g'],
    ['wide items', '-    a\n\n     b\n\n-     c\n\n      d\n\n10.  e\n     f\n\n   - g'],
    ['tabs in lists', '1.\ta\n\n\tb\n-\t\tc\n\n*\td\n\t- e\n12)\tf\n\tg\n\n[^1]:\th\n\n\ti\n>\t\tj\nk'],
    ['tabs behind marks', '-\ta\n\n   b\n\n+\tc\n\n    d\n\n10.\te\n\n   f\n\n1)\tg\n\n   h\n\n12)\ti\n\n    j'],
    ['tabs within a line', '-a\tb\n\n1.a\tb\n\nc\t- d\n\n-\t-\te\n\n  f\n\n- g\n\n\th'],
    ['footnotes with marks in them', '[^1]:\t- a\n\n      b\nc\n\n[^2]: > d\ne\n\n[^3]:     f\ng'],
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

  it.each([
    ['a no-break space of an entity is a space', 'a&nbsp;b&#160;c&#xa0;d', 'a b c d'],
    ['a footnote behind an exclamation mark is none of an image', 'a![^1] b\n\n[^1]: c', 'a! b'],
    ['tildes beside other marks are looked through', 'a*~b~*c ~*d*~ **~~e~~**f', 'abc d ef'],
    ['a character of two units is a sign where it is one', '😀**"a"**😀 𝐛*"c"*𝐛', '😀"a"😀 𝐛*"c"*𝐛'],
    [
      'a parenthesis that an address opened belongs to it',
      '*http://a.b/(c*)* (*http://d/(e*))*',
      'http://a.b/(c*) (http://d/(e*))',
    ],
    ['a mark is not taken for one at the beginning elsewhere', 'a\ufeffb', 'a\ufeffb'],
  ])('reads what the reference reads otherwise: %s', (_, text, plain) => {
    const [paragraph] = readMarkdown(text).blocks;

    expect(paragraph?.kind === 'paragraph' && plainText(paragraph.text)).toBe(plain);
  });

  it('tells text, code and HTML apart, and what is struck or describes an image', () => {
    const piece = { kind: 'text', line: 1, endLine: 1, struck: false, image: false };

    expect(readMarkdown('a *b*\n`c` ~~d~~ ![e](f)<i>').blocks).toEqual([
      {
        kind: 'paragraph',
        line: 1,
        endLine: 2,
        text: {
          pieces: [
            { ...piece, value: 'a ' },
            { ...piece, value: 'b' },
            { ...piece, value: '\n', endLine: 2 },
            ...[
              { ...piece, kind: 'code', value: 'c' },
              { ...piece, value: ' ' },
              { ...piece, value: 'd', struck: true },
              { ...piece, value: ' ' },
              { ...piece, value: 'e', image: true },
              { ...piece, kind: 'html', value: '<i>' },
            ].map((one) => ({ ...one, line: 2, endLine: 2 })),
          ],
          enclosed: [],
        },
      },
    ]);
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/core/markdown/read-markdown.ts';
import { type FoundCommand, findCommands, newCommands } from '../../../src/core/parsing/find-commands.ts';

function commandsOf(body: string): readonly FoundCommand[] {
  return findCommands(readMarkdown(body));
}

function texts(body: string): readonly string[] {
  return commandsOf(body).map(({ name, argument }) => `${name}|${argument}`);
}

const fence = '```';

describe('findCommands', () => {
  it.each([
    ['a command alone', '/advance canary', ['advance|canary']],
    ['one without arguments', '/status', ['status|']],
    ['upper case', '/Advance Canary', ['advance|Canary']],
    ['several, in order', '/share 30%\n/status\n/advance go-live', ['share|30%', 'status|', 'advance|go-live']],
    ['prose around it', 'Looks good.\n/advance canary\nThanks!', ['advance|canary']],
    ['paragraphs around it', 'Looks good.\n\n/advance canary\n\nThanks!', ['advance|canary']],
    ['carriage returns and newlines', 'Good.\r\n/advance canary\r\n/status\r\n', ['advance|canary', 'status|']],
    ['carriage returns alone', 'Good.\r/advance canary\r/status', ['advance|canary', 'status|']],
    ['up to three spaces in front', '   /advance canary', ['advance|canary']],
    ['spaces in front of a later line', 'Good.\n  /advance canary', ['advance|canary']],
    ['spaces behind', '/advance canary   \n/status', ['advance|canary', 'status|']],
    ['a hard break', 'Good.\\\n/advance canary', ['advance|canary']],
    ['a hard break behind it', '/advance\\\n/status', ['advance|', 'status|']],
    ['characters without width', '\u200b/advance\u200b canary\ufeff', ['advance|canary']],
    ['no-break spaces', '\u00a0/advance\u00a0canary\u00a0', ['advance|canary']],
    ['an invisible comment behind it', '/advance canary <!-- note -->', ['advance|canary']],
    ['an invisible comment right behind it', '/advance<!-- note -->', ['advance|']],
    ['an invisible comment of several lines behind it', '/advance canary <!-- a\nb -->', ['advance|canary']],
    ['an invisible comment on the next line', '/advance canary\n<!-- note -->', ['advance|canary']],
    ['code in the argument', '/hold because of `checkout`', ['hold|because of `checkout`']],
    ['a link in the argument', '/hold see [this](https://example.com)', ['hold|see [this](https://example.com)']],
    ['an address in the argument', '/hold ask (a@example.com)\n/status', ['hold|ask (a@example.com)', 'status|']],
    ['an address in front of it', 'see example@example.com.\n/status', ['status|']],
    ['a web address in front of it', 'see http://example.com/a\n/status', ['status|']],
    ['a mail signature', '/advance canary\n-- \nSent from a phone', ['advance|canary']],
    ['a line of hyphens under it', '/advance canary\n---\nbye', ['advance|canary']],
    ['right behind a list', '- one\n- two\n/advance canary', ['advance|canary']],
    ['right behind a nested list', '- one\n  - two\n/advance canary\n/status', ['advance|canary', 'status|']],
    ['behind a quote and a blank line', '> is it good?\n\n/advance canary', ['advance|canary']],
    ['behind a fence', `${fence}\nlog\n${fence}\n/advance canary`, ['advance|canary']],
    ['made-up tags in front of it', 'type <stage> here\n/advance canary', ['advance|canary']],
    ['a closed element in front of it', 'this <code>x</code>\n/advance canary', ['advance|canary']],
    ['behind folded text', '<details>\n\nlog\n\n</details>\n\n/advance canary', ['advance|canary']],
    ['a line break element in front of it', 'good<br>\n/advance canary', ['advance|canary']],
    ['an element that is closed at once in front of it', 'x <code/> y\n/advance canary', ['advance|canary']],
    ['elements in an invisible comment in front of it', '<!-- <div>\n<pre> -->\n\n/advance canary', ['advance|canary']],
    ['elements that an outer end tag closes', '<div><code>\n\n</div>\n\n/advance canary', ['advance|canary']],
    ['an end tag too many', '<div></div></div>\n\n/advance canary', ['advance|canary']],
    ['an element behind it', 'x\n/advance canary <code>y</code>', ['advance|canary <code>y</code>']],
    ['an element that begins behind it', '/advance <code>x\n/status\n</code>', ['advance|<code>x']],
    ['many spaces within', '/hold so    far', ['hold|so    far']],
    ['an unknown command', '/deploy now', ['deploy|now']],
    ['a colon behind the name', '/hold: the alarms went off\n/status:', ['hold|the alarms went off', 'status|']],
    ['hyphens in the name', '/no-go as Engineering: errors', ['no-go|as Engineering: errors']],
  ])('finds %s', (_, body, expected) => {
    expect(texts(body)).toEqual(expected);
  });

  it.each([
    ['a fenced block', `${fence}\n/advance canary\n${fence}`],
    ['a fence that never ends', `${fence}\n/advance canary`],
    ['a fence of tildes', '~~~ sh\n/advance canary\n~~~'],
    ['an indented block', 'Run this:\n\n    /advance canary'],
    ['a block indented by a tab', 'Run this:\n\n\t/advance canary'],
    ['a line of a paragraph that is indented like code', 'Run this:\n    /advance canary\n\t/status'],
    ['an element within another one', '<details><div>\n\n</div>\n\n/advance canary'],
    ['an element with a line break in it', 'run <code>this<br>\n/advance canary\n</code>'],
    ['a code span', '`/advance canary`'],
    ['a code span of several lines', 'run `this\n/advance canary\nnow`'],
    ['a quote', '> /advance canary'],
    ['a quote in a quote', '> > /advance canary'],
    ['the lazy end of a quote', '> he wrote\n/advance canary'],
    ['a list item', '- /advance canary'],
    ['a numbered item', '1. /advance canary'],
    ['a task', '- [ ] /advance canary'],
    ['a paragraph of a list item', '- one\n\n  /advance canary'],
    ['an indented line of a list item', '- one\n  /advance canary'],
    ['the lazy end of a quote in a list', '- > one\n/advance canary'],
    ['an HTML comment', '<!-- /advance canary -->'],
    ['an HTML comment of several lines', '<!--\n/advance canary\n-->'],
    ['an HTML comment within a paragraph', 'see <!-- this\n/advance canary\n--> below'],
    ['an HTML comment that never ends', '<!--\n\n/advance canary'],
    ['an HTML block', '<div>\n/advance canary\n</div>'],
    ['an element around paragraphs', '<blockquote>\n\n/advance canary\n\n</blockquote>'],
    ['folded text', '<details><summary>log</summary>\n\n/advance canary\n\n</details>'],
    ['an element within a paragraph', 'run <code>this\n/advance canary\nnow</code>'],
    ['preformatted text', '<pre>\n/advance canary\n\n/status\n</pre>'],
    ['an element that emphasis opens', 'run *a <code>x* y\n/advance canary\n</code>'],
    ['a link', '[see\n/advance canary\n](https://example.com)'],
    ['the title of a link', '[see](https://example.com "a\n/advance canary")'],
    ['the description of an image', '![see\n/advance canary\n](https://example.com/a.png)'],
    ['a link definition', '[see]: https://example.com "a\n/advance canary"'],
    ['a footnote', 'so[^1]\n\n[^1]: /advance canary\n    /status'],
    ['struck text', '~~no\n/advance canary~~'],
    ['emphasis', '**/advance canary**'],
    ['emphasis of several lines', '*now\n/advance canary\nplease*'],
    ['a heading', '# /advance canary'],
    ['a table', '| a |\n| - |\n/advance canary'],
    ['the middle of a line', 'please /advance canary'],
    ['a path', '/path/to/file is missing'],
    ['a fraction', '1/2 of them'],
    ['a date', '/2021-03-15'],
    ['an address', '//example.com/advance'],
    ['a word with a dot', '/etc.d'],
    ['a file name', '/advance.md is wrong'],
    ['a slash of another script', '／advance canary'],
    ['other slashes', '\u2215advance\n\u2044advance\n\u29f8advance'],
    ['letters that look Latin', '/аdvance'],
    ['an escaped slash', '\\/advance canary'],
    ['an entity for the slash', '&#47;advance canary'],
    ['a slash alone', '/ advance'],
    ['nothing', ''],
  ])('finds nothing in %s', (_, body) => {
    expect(texts(body)).toEqual([]);
  });

  it('says on which line a command stands and how it was typed', () => {
    expect(commandsOf('Good.\r\n\r\n  /Advance  canary <!-- x --> ')).toEqual([
      { name: 'advance', argument: 'canary', line: 3, raw: '/Advance  canary' },
    ]);
  });

  it('takes time in proportion to the number of commands', () => {
    const many = commandsOf('/status <!---->\n\n'.repeat(3_800));
    expect(many).toHaveLength(3_800);
    expect(newCommands(many, many)).toEqual([]);
  });
});

describe('a body that hides a command', () => {
  const word = fc.constantFrom('a', 'b c', '*x*', '`y`', '\\', '<i>', '[l](m)', '~', '1.', '-', '>', '|', '#', '&lt;');
  const hides: readonly ((inner: string) => string)[] = [
    (inner) => `${fence}\n${inner}\n${fence}`,
    (inner) => inner.replace(/^/gm, '    '),
    (inner) => inner.replace(/^/gm, '> '),
    (inner) => `<!--\n${inner}\n-->`,
    (inner) => `<pre>\n${inner}\n</pre>`,
    (inner) => `[^1]: ${inner.replace(/\n/g, '\n    ')}`,
  ];

  it('runs none, whatever stands around it', () => {
    const hidden = fc.tuple(
      fc.array(word, { maxLength: 6 }),
      fc.array(word, { maxLength: 6 }),
      fc.constantFrom(...hides),
      fc.constantFrom('\n', '\r\n'),
    );
    fc.assert(
      fc.property(hidden, ([before, after, hide, newline]) => {
        const inner = '/advance canary';
        const body = `${before.join(' ')}\n\n${hide(inner)}\n\n${after.join(' ')}`;
        expect(commandsOf(body.replaceAll('\n', newline))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws and finds only lines that begin with a slash', () => {
    const mark = fc.constantFrom(
      ...'/advance <!->`~*_[]()|\n\r\t#&;\\"=1. '.split(''),
      '\n/go x\n',
      fence,
      '<!--',
      '-->',
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 80 }), (marks) => {
        for (const command of commandsOf(marks.join(''))) {
          expect(command.raw).toMatch(/^\/[a-z]/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('newCommands', () => {
  it.each([
    ['nothing new', '/status', '/status', []],
    ['a new one', '/status', '/status\n/plan', ['plan|']],
    ['the same once more', '/status', '/status\n/status', ['status|']],
    ['other arguments', '/share 30%', '/share 40%', ['share|40%']],
    ['other spaces', '/share   30%', '/share 30%', []],
    ['other spaces within', '/hold for  now', '/hold for now', []],
    ['words in one', '/hold for now', '/hold fornow', ['hold|fornow']],
    ['another place', 'Good.\n\n/status', '/status\n\nBad.', []],
    ['one that was code before', '`/status`', '/status', ['status|']],
    ['one that is taken out', '/status\n/plan', '/plan', []],
  ])('knows %s', (_, before, after, expected) => {
    const added = newCommands(commandsOf(before), commandsOf(after));
    expect(added.map(({ name, argument }) => `${name}|${argument}`)).toEqual(expected);
  });
});

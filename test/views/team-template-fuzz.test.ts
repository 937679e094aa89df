import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { longestText } from '../../src/views/budget.ts';
import { allHelpers } from '../../src/views/helpers/all-helpers.ts';
import { createRenderer } from '../../src/views/render.ts';
import { allNodes, parse, references } from './markdown-tree.ts';

const context = { links: { canary: 12 }, zone: 'UTC' };

/** What somebody else may have written into a comment, while a template stands around it. */
const attack =
  '@org/all ` `` ``` ~~~ --> </details> #77 GH-9 https://example.org/1 www.example.org $a$ <img src=x> | [x](y)';
const inherited = { secret: 'INHERITED', items: ['INHERITED'] };
const model = Object.assign(Object.create(inherited), {
  title: attack,
  by: 'engineer',
  text: `${attack}\n\n@org/all\n`,
  count: 3,
  items: [attack, { title: attack, deep: [attack] }, []],
  to: { name: attack, more: { name: attack } },
  many: Array.from({ length: 300 }, (_, index) => ({ title: `${attack} ${index}`, items: [attack] })),
  long: 'x'.repeat(2_000),
});

const names = fc.constantFrom(
  ...[
    'title',
    'by',
    'text',
    'count',
    'items',
    'many',
    'long',
    'to.name',
    'to.more.name',
    'this',
    '.',
    '..',
    '../title',
  ],
  ...['../../by', '../../../../by', './title', 'this.title', 'items.0', 'items.length', 'to/name', 'secret', 'canary'],
  ...['constructor', 'constructor.constructor', '__proto__', '__proto__.secret', 'to.__proto__', 'to.[constructor]'],
  ...['toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', '__lookupGetter__', 'to.constructor.name', 'if'],
  ...[
    '@root',
    '@root.title',
    '@site',
    '@site.links',
    '@index',
    '@first',
    '@last',
    '@key',
    '@../index',
    '@partial-block',
  ],
  ...[
    '[title]',
    '["title"]',
    '"text"',
    "'a'",
    '1',
    '-1',
    '1e9',
    'true',
    'null',
    'undefined',
    '[a b]',
    'process',
    'this.[0]',
  ],
);
const helpers = fc.constantFrom(
  ...allHelpers.map(({ name }) => name),
  ...['lookup', 'log', 'with', 'helperMissing', 'blockHelperMissing', 'if', 'unless', 'each', 'constructor', 'eval'],
);
const hash = fc.constantFrom(
  '',
  ' last="and"',
  ' __proto__=to',
  ' constructor=1',
  ' a=(md title)',
  ' "b"=1',
  ' x=items',
);
const literal = fc.constantFrom(
  ...[
    '\n',
    '\n\n',
    ' ',
    '`',
    '```\n',
    '~~~\n',
    '<!-- ',
    ' -->',
    '@',
    '#',
    '- ',
    '| ',
    '\\',
    '**',
    '[',
    '](',
    ')',
    '<a href="',
  ],
  ...['<details>\n\n', 'ordinary words', '    ', '> ', 'https:', '//', '\\{{title}}', '{', '}', '}}', '{{', '$', '\t'],
);
const value: fc.Arbitrary<string> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, names, tie('call')),
  call: fc
    .tuple(helpers, fc.array(tie('value'), { minLength: 1, maxLength: 3 }), hash)
    .map(([name, args, pairs]) => `(${name} ${args.join(' ')}${pairs})`),
})).value as fc.Arbitrary<string>; // letrec cannot tell the types of its ties

const mustache = fc
  .tuple(
    fc.constantFrom(
      ['{{', '}}'],
      ['{{~', '~}}'],
      ['{{{', '}}}'],
      ['{{&', '}}'],
      ['{{>', '}}'],
      ['{{*', '}}'],
      ['{{!', '}}'],
    ),
    fc.oneof(
      names,
      fc.tuple(helpers, value, hash).map(([name, arg, pairs]) => `${name} ${arg}${pairs}`),
    ),
  )
  .map(([[open, close], inside]) => `${open}${inside}${close}`);

/** Mostly what is allowed, so that much of it is filled in. */
const allowed = fc.oneof(
  names.map((name) => `{{${name}}}`),
  fc.tuple(helpers, value).map(([name, arg]) => `{{${name} ${arg}}}`),
);

const template: fc.Arbitrary<string> = fc.letrec((tie) => ({
  body: fc.array(
    fc.oneof({ weight: 3, arbitrary: literal }, { weight: 3, arbitrary: allowed }, mustache, tie('block')),
    {
      maxLength: 6,
    },
  ),
  text: tie('body').map((parts) => (parts as readonly string[]).join('')), // they are: see above
  block: fc
    .tuple(
      fc.constantFrom('#if', '#unless', '#each', '#with', '^', '#', '#>', '#*inline', '#lookup'),
      value,
      tie('text'),
      fc.constantFrom('', '{{else}}', '{{^}}', '{{else if title}}', '{{else each many}}'),
      tie('text'),
      fc.constantFrom('', ' as |a b|'),
    )
    .map(([open, arg, body, middle, other, params]) => {
      const end = open.replace(/^[#^][>*]?/, '') || arg;
      return `{{${open} ${arg}${params}}}${body}${middle}${middle === '' ? '' : other}{{/${end}}}`;
    }),
})).text as fc.Arbitrary<string>; // letrec cannot tell the types of its ties

function fill(source: string) {
  const renderer = createRenderer({ overrides: { moved: source } });
  const text = renderer.render({ view: 'moved', model }, context);
  return { text, isTeams: renderer.findings().length === 0, findings: renderer.findings() };
}

describe("any template of a team's", () => {
  beforeAll(() => {
    // Whatever looks along the prototypes finds this.
    Object.defineProperty(Object.prototype, 'poison', {
      configurable: true,
      get: () => 'POISON',
    });
  });
  afterAll(() => Reflect.deleteProperty(Object.prototype, 'poison'));

  it('is refused or filled in, and reaches neither prototypes nor code, nor too much', () => {
    let filled = 0;
    fc.assert(
      fc.property(template, (source) => {
        const { text, isTeams, findings } = fill(source.replaceAll('secret', 'poison'));
        for (const { line, column, facts } of findings) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(String(facts['what'] ?? '').length).toBeLessThanOrEqual(60);
        }
        if (!isTeams) return;
        filled += 1;
        expect(text.length).toBeLessThanOrEqual(longestText + 1);
        expect(text).not.toMatch(/POISON|INHERITED|\[native code\]|function |\[object |class /);
      }),
      { numRuns: 1_500, seed: 20_211 },
    );
    // Otherwise the above says little.
    expect(filled).toBeGreaterThan(200);
  });

  it('puts no mention, reference or address of somebody else’s words into a text', () => {
    let filled = 0;
    fc.assert(
      fc.property(template, (source) => {
        // What a template says itself is for those who may write to the repository.
        fc.pre(!source.includes('\\'));
        fc.pre(!/[@#$]|https:|\/\/|\[|\]|<a/.test(source.replace(/\{\{[^{}]*\}\}/g, '').replace(/\{\{~?#/g, '')));
        const { text, isTeams } = fill(source);
        if (!isTeams) return;
        filled += 1;
        const links = allNodes(parse(text)).filter(({ type }) => type === 'link' || type === 'image');
        expect(links).toEqual([]);
        // A number of the release itself may be a reference.
        expect(references(parse(text)).filter((found) => found === '#77' || !/^#\d+$/.test(found))).toEqual([]);
      }),
      { numRuns: 1_500, seed: 20_212 },
    );
    expect(filled).toBeGreaterThan(100);
  });
});

import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/views/render.ts';
import { samples } from '../../src/views/samples/samples.ts';
import { readTeamTemplate } from '../../src/views/team-template.ts';
import { processorTime } from '../processor-time.ts';

const context = { links: { canary: 12 }, zone: 'UTC' };
const model = samples.moved['first'];
if (model === undefined) throw new Error('the sample is gone');
const call = { view: 'moved', model } as const;

function renderWith(source: string) {
  const renderer = createRenderer({ overrides: { moved: source } });
  return { text: renderer.render(call, context), findings: renderer.findings() };
}

const ours = createRenderer().render(call, context);

describe("a team's template", () => {
  it.each([
    ['shows a field', 'Now: {{to.name}}', 'Now: Stage A: Canary\n'],
    ['escapes a field', '{{by}}', 'product-manager\n'],
    [
      'loops with an index',
      '{{#each toggles}}{{@index}} {{code this}}{{#unless @last}}, {{/unless}}{{/each}}',
      '0 `scheduling_provider_selection`\n',
    ],
    ['decides', '{{#if (eq kind "advanced")}}on{{else if (known why)}}why{{else}}off{{/if}}', 'on\n'],
    ['calls our helpers', '{{share share}} {{date until}} {{checklist "canary"}}', '10% 3 March 2021 #12\n'],
    ['looks at the parent', '{{#each toggles}}{{../by}}{{/each}}', 'product-manager\n'],
    ['leaves a comment out', '{{! later }}a', 'a\n'],
    ['has one case after the other', `{{#if no}}a${'{{else if no}}b'.repeat(20)}{{else}}c{{/if}}`, 'c\n'],
    [
      'keeps code from being turned inside out',
      '`{{code "@org/all [x](y) <img>"}}`',
      '``@\u200borg/all [x]\u200b(y) <\u200bimg>``\n',
    ],
    ['shows nothing for an unknown field', 'a{{nothing.at.all}}b', 'ab\n'],
  ])('%s', (_rule, source, expected) => {
    expect(renderWith(source)).toEqual({ text: expected, findings: [] });
  });

  it.each([
    ['raw output', '{{{by}}}'],
    ['raw output with an ampersand', '{{&by}}'],
    ['a partial', '{{> card}}'],
    ['a dynamic partial', '{{> (default by)}}'],
    ['a partial block', '{{#> card}}x{{/card}}'],
    ['an inline partial', '{{#*inline "a"}}x{{/inline}}'],
    ['a decorator', '{{* decorator}}'],
    ['a raw block', '{{{{raw}}}} {{by}} {{{{/raw}}}}'],
    ['lookup', '{{lookup this "constructor"}}'],
    ['lookup in an expression', '{{md (lookup this "by")}}'],
    ['log', '{{log by}}'],
    ['with', '{{#with to}}{{name}}{{/with}}'],
    ['an unknown block', '{{#markdown}}x{{/markdown}}'],
    ['a field as a block', '{{#to}}{{name}}{{/to}}'],
    ['an inverted field', '{{^to}}x{{/to}}'],
    ['the constructor', '{{to.constructor.name}}'],
    ['the constructor in brackets', '{{to.[constructor]}}'],
    ['the prototype', '{{to.__proto__}}'],
    ['a getter', '{{to.__lookupGetter__ "x"}}'],
    ['the root', '{{@root.by}}'],
    ['the site', '{{@site.zone}}'],
    ['a parent far away', '{{../../../../by}}'],
    ['names for the items of a loop', '{{#each toggles as |toggle|}}{{toggle}}{{/each}}'],
    ['a file of ours by name', '{{include "card" this}}'],
    ['a view', '{{view this}}'],
    ['a text of ours inside an expression', '{{md (commandSummary "go")}}'],
    ['a string as a name', '{{"constructor"}}{{["a b"]}}'],
    ['a loop over two things', '{{#each toggles results}}x{{/each}}'],
    ['the prototype of named values', '{{join toggles __proto__=to}}'],
    ['a long way to a field', `{{${'to.'.repeat(20)}name}}`],
    ['many values at once', `{{or ${'by '.repeat(60)}}}`],
    ['many calls', '{{by}}'.repeat(1_001)],
    ['a long chain of cases', `{{#if by}}${'{{else if by}}'.repeat(60)}{{/if}}`],
    ['cases without anything in them, nested', `${'{{#if by}}{{else}}'.repeat(14)}${'{{/if}}'.repeat(14)}`],
    ['deep nesting', `${'{{#if by}}'.repeat(20)}x${'{{/if}}'.repeat(20)}`],
  ])('is refused for %s, with its place', (_what, source) => {
    const { text, findings } = renderWith(source);
    expect(text).toBe(ours);
    expect(findings).not.toEqual([]);
    for (const finding of findings) {
      expect(finding.code).toMatch(/^template-(?:not-allowed|syntax)$/);
      expect(finding.line).toBeGreaterThan(0);
    }
  });

  it('names no more of a mistake than anybody reads', () => {
    const { findings } = renderWith(`{{${'../'.repeat(3_000)}by}}${'{{{by}}}'.repeat(300)}`);
    expect(findings).toHaveLength(20);
    for (const { facts } of findings) expect(String(facts['what']).length).toBeLessThanOrEqual(60);
  });

  it('is refused with a syntax error on its line', () => {
    expect(renderWith('a\nb\n{{#if by}}').findings).toMatchObject([{ code: 'template-syntax', line: 3 }]);
  });

  it('is refused when it is too large', () => {
    expect(renderWith('x'.repeat(20_001)).findings).toMatchObject([{ code: 'template-too-large' }]);
  });

  it('is refused when no text has its name', () => {
    const findings = createRenderer({ overrides: { 'no-such-text': 'x' } }).findings();
    expect(findings).toMatchObject([{ code: 'template-unknown' }]);
  });

  it.each([
    ['makes too much text', '{{#each toggles}}{{../../long}}{{/each}}'.padEnd(19_000, 'x').repeat(1)],
    ['loops too often', '{{#each many}}{{#each ../many}}{{#each ../../many}}x{{/each}}{{/each}}{{/each}}'],
    ['puts in itself', '{{finding finding}}'],
  ])('gives way to ours when it %s', (_what, source) => {
    const many = Array.from({ length: 3_000 }, () => 'a');
    const big = {
      ...model,
      many,
      toggles: Array.from({ length: 300 }, () => 'y'.repeat(1_000)),
      finding: { code: 'x' },
    };
    const overrides = { moved: `${source}{{#each toggles}}{{this}}{{/each}}`, 'partials/finding-unknown': source };
    const renderer = createRenderer({ overrides });
    expect(renderer.render({ view: 'moved', model: big }, context)).toContain('Stage A: Canary');
    expect(renderer.findings().map(({ code }) => code)).toContain('template-failed');
  });

  it('has one budget for all the times it is put into a text', () => {
    const [sample] = Object.values(samples.verdicts);
    const [verdict] = sample?.verdicts ?? [];
    if (sample === undefined || verdict === undefined) throw new Error('the sample is gone');
    const many = { ...sample, verdicts: Array.from({ length: 200 }, () => verdict) };
    const renderer = createRenderer({ overrides: { 'partials/verdict-line': `{{md "${'y'.repeat(15_000)}"}}` } });
    const text = renderer.render({ view: 'verdicts', model: many }, context);
    expect(text.length).toBeLessThan(400_000);
    expect(renderer.findings()).toMatchObject([
      { code: 'template-failed', facts: { template: 'partials/verdict-line' } },
    ]);
  });

  it('cannot reach a prototype through the data', () => {
    const inherited = Object.assign(Object.create({ secret: 'inherited' }), model);
    const renderer = createRenderer({ overrides: { moved: '[{{secret}}][{{toString}}][{{to.valueOf}}]' } });
    expect(renderer.render({ view: 'moved', model: inherited }, context)).toBe('[][][]\n');
  });

  it('replaces a part of our texts as well', () => {
    const overrides = { 'refusals/not-on-hold': 'It runs.', 'partials/recommendation-line': '{{result}}' };
    const renderer = createRenderer({ overrides });
    const refused = { asked: '/resume', by: 'command', refusal: { reason: 'not-on-hold' } } as const;
    expect(renderer.render({ view: 'refused', model: refused }, context)).toContain('It runs.');
  });

  it('is read in time however it is nested', () => {
    const begin = processorTime();
    readTeamTemplate('moved', '{{#if a}}'.repeat(2_000));
    readTeamTemplate('moved', '('.repeat(19_000));
    readTeamTemplate('moved', `{{md ${'(md '.repeat(3_000)}a${')'.repeat(3_000)}}}`);
    renderWith(`{{#each toggles}}${' '.repeat(19_000)}{{this}}{{/each}}`);
    renderWith(`{{#if by}}${'{{#if (length toggles)}}{{/if}}'.repeat(280)}{{/if}}`);
    expect(processorTime() - begin).toBeLessThan(3_000);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../src/app/check-settings.ts';
import { tryTemplate } from '../../src/app/try-template.ts';
import { templateNames } from '../../src/core/settings/template-names.ts';
import { samples } from '../../src/views/samples/samples.ts';

const settings = (text: string) => ({ settings: { oid: '1', text }, templates: {}, left: [] });
const files = (templates: Readonly<Record<string, string>>) => ({
  settings: undefined,
  templates: Object.fromEntries(Object.entries(templates).map(([name, text]) => [name, { oid: name, text }])),
  left: [],
});
const template = (name: string, text: string) => files({ [name]: text });

describe('checkSettings', () => {
  it.each([
    ['good settings', settings('title: share\n'), 'success'],
    ['no files at all', { settings: undefined, templates: {}, left: [] }, 'success'],
    ['settings that are too large', { settings: 'too-large', templates: {}, left: [] }, 'failure'],
    ['a template that is too large', { settings: undefined, templates: { held: 'too-large' }, left: [] }, 'failure'],
    ['more templates than anybody has', { settings: undefined, templates: {}, left: ['held'] }, 'neutral'],
    ['a misspelled key', settings('tilte: share\n'), 'failure'],
    ['a syntax error', settings('title: [share\n'), 'failure'],
    ['a template as ours are', template('held', 'On hold by {{hold.by}}: {{hold.why}}'), 'success'],
    ['a template of a folder', template('issues/stage', '{{stage.name}}'), 'success'],
    ['a template for nothing', template('crad', 'Hello'), 'neutral'],
    ['a template that is not allowed', template('held', 'By {{{hold.by}}}'), 'failure'],
    ['a template with a syntax error', template('held', '{{#if hold}}'), 'failure'],
    ['a template that makes too much of the sample', template('card', bomb()), 'failure'],
    ['a part that makes too much in a text that has it', template('partials/stage-table', bomb()), 'failure'],
    ['a text that nothing comes out of', template('held', '{{#if nothing}}x{{/if}}'), 'failure'],
    ['a part that nothing comes out of', template('partials/blockers', ''), 'success'],
    ['a text with a field that is misspelled', template('held', 'By {{hold.by}}: {{hold.wy}}'), 'neutral'],
    ['a text that is no team’s', template('settings-check', 'x'), 'neutral'],
  ] as const)('%s', async (_what, changed, conclusion) => {
    expect((await checkSettings(changed)).conclusion).toBe(conclusion);
  });

  it('annotates the file at line and column, with the nearest key', async () => {
    const { annotations } = await checkSettings(settings('title: share\nreports:\n  weakly: off\n'));
    const [annotation] = annotations;
    expect(annotation).toMatchObject({ path: '.github/rollcall.yml', line: 3, column: 3, level: 'failure' });
    expect(annotation?.message).toContain('weekly');
  });

  it('annotates the template that is wrong, at its own line', async () => {
    const changed = files({ held: 'ok', 'issues/stage': 'one\ntwo {{> card}}\n' });
    expect((await checkSettings(changed)).annotations).toMatchObject([
      { path: '.github/rollcall/templates/issues/stage.hbs', line: 2, column: 5 },
    ]);
  });

  it('suggests the field that was probably meant, at its place', async () => {
    const source = 'On hold\n\n{{#each stages}}{{#if share}}{{nmae}}{{/if}}{{/each}} {{titel}} {{hold.why}}\n';
    const { annotations } = await checkSettings(template('card', source));
    expect(annotations.map(({ line, column, message }) => [line, column, message.split('\n').at(-1)])).toEqual([
      [3, 32, 'Did you mean name?'],
      [3, 57, 'Did you mean title?'],
    ]);
  });

  it.each(Object.keys(samples).filter((view) => templateNames.includes(view)))(
    'finds nothing unknown in what our own %s asks for',
    (view) => {
      const own = readFileSync(`templates/${view}.hbs`, 'utf8');
      // Without what only ours may have: other files of ours.
      const source = own.replace(/\{\{~?>[^}]*\}\}/g, 'x').replace(/\{\{view [^}]*\}\}/g, 'x');
      expect(tryTemplate(view, source)).toEqual([]);
    },
  );

  it('suggests the text that a template was probably meant for', async () => {
    const [annotation] = (await checkSettings(template('issue/stages', 'x'))).annotations;
    expect(annotation?.message).toContain('Did you mean issues/stage?');
  });

  it('makes 200 annotations, errors first, and counts the others', async () => {
    const many = Array.from({ length: 230 }, (_, index) => [`text-${index}`, '{{{all}}}'] as const);
    const result = await checkSettings(files({ ...Object.fromEntries(many), held: '{{{all}}}' }));
    expect(result.annotations).toHaveLength(200);
    expect(result.annotations[0]?.level).toBe('failure');
    expect(result.summary).toContain('31 more are not shown');
  });

  it('stops trying templates out when that has taken a second, and says so', async () => {
    const templates = Object.fromEntries(['card', 'held', 'moved', 'weekly'].map((name) => [name, 'plain']));
    let at = 0;
    const result = await checkSettings(files(templates), () => {
      at += 400;
      return at;
    });
    expect(result).toMatchObject({ conclusion: 'neutral', summary: expect.stringContaining('Not tried out') });
  });

  it('names a template that nobody can have meant by its own path only', async () => {
    const result = await checkSettings(template('__proto__', 'x'));
    expect(result.annotations.map(({ path }) => path)).toEqual(['.github/rollcall/templates/__proto__.hbs']);
  });
});

/** Not too long to read, and far too long when it is rendered. */
function bomb(): string {
  return `{{#each stages}}{{#each ../stages}}${'x'.repeat(19_000)}{{/each}}{{/each}}`;
}

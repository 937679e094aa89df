import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tryTemplate } from '../src/app/try-template.ts';
import { templateFolders, templateNames } from '../src/core/settings/template-names.ts';
import { allHelpers } from '../src/views/helpers/all-helpers.ts';

const text = readFileSync(new URL('../docs/templates.md', import.meta.url), 'utf8');
const tables = text.split('\n').filter((line) => line.startsWith('|'));

describe('docs/templates.md', () => {
  it('names every text and folder that a team may replace', () => {
    const named = (name: string) => tables.some((row) => row.includes(`\`${name}\``) || row.includes(`\`${name}/`));
    expect([...templateNames, ...templateFolders].filter((name) => !named(name))).toEqual([]);
  });

  it('names every helper that a team may use', () => {
    const ours = ['include', 'view'];
    const names = allHelpers.map(({ name }) => name).filter((name) => !ours.includes(name));
    expect(names.filter((name) => !tables.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
  });

  it('shows an example without a mistake', () => {
    const example = /```handlebars\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(tryTemplate('held', example)).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/views/render.ts';
import { openTemplateFiles } from '../../src/views/template-files.ts';
import { calls } from './sample-calls.ts';

const folder = fileURLToPath(new URL('../../templates/', import.meta.url));
const files = openTemplateFiles();
const templates = files.names().map((name) => ({ name, source: readFileSync(`${folder}${name}.hbs`, 'utf8') }));

/** What the texts say by themselves. */
function words(source: string): string {
  return source.replace(/\{\{[^}]*\}\}/g, '');
}

describe('templates', () => {
  it('are all used by a sample, apart from those of findings', () => {
    const used = new Set<string>();
    const get = (name: string) => {
      used.add(name);
      return files.get(name);
    };
    const renderer = createRenderer({ files: { ...files, get } });
    for (const { call } of calls) renderer.render(call, { links: { canary: 12 }, zone: 'UTC' });
    const isFinding = (name: string) =>
      /^(?:settings-)?findings\//.test(name) || name === 'partials/setting-expectation';
    expect(files.names().filter((name) => !used.has(name) && !isFinding(name))).toEqual([]);
  });

  it.each(templates)('$name mentions nobody and names no issue', ({ source }) => {
    expect(words(source)).not.toMatch(/@\w|#\d/);
  });

  it.each(templates)('$name has no command at the start of a line', ({ source }) => {
    expect(source).not.toMatch(/^[ \t>*+-]*\//m);
    expect(words(source)).not.toMatch(
      /(?<![`\w])\/(?:advance|share|hold|resume|rollback|metric|answer|judge|go|no-go)\b(?!`)/,
    );
  });

  it.each(templates)('$name is plain and polite', ({ source }) => {
    expect(words(source).replaceAll('[!', '').replace('Go Live!', '')).not.toMatch(/!/);
  });

  it.each(templates)('$name puts values into HTML only with the helper for it', ({ source }) => {
    for (const line of source.split('\n').filter((each) => /<\/?[a-z]/.test(each))) {
      expect(line.replaceAll(/\{\{html [^}]*\}\}/g, '')).not.toContain('{{');
    }
  });

  it.each(templates)('$name does not join a value to a bracket that would make a link of it', ({ source }) => {
    const values = source.replaceAll(/\{\{(?:[#/>!]|else)[^}]*\}\}/g, ' ');
    expect(values).not.toMatch(/\}\}(?:\[|\(|\{\{link)/);
  });

  it.each(templates)('$name has a blank line after a summary and before the end of the details', ({ source }) => {
    expect(source.match(/<\/summary>\n(?!\n)/)).toBeNull();
    expect(source.match(/(?<!\n)\n<\/details>/)).toBeNull();
  });
});

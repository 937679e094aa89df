import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ViewCall } from '../../src/core/view-models.ts';
import { createRenderer } from '../../src/views/render.ts';
import { openTemplateFiles } from '../../src/views/template-files.ts';
import { expectAsLookedAt } from '../as-looked-at.ts';
import { calls } from './sample-calls.ts';

const folder = fileURLToPath(new URL('./golden/', import.meta.url));
const context = { links: { canary: 12, 'go-live': 14 }, zone: 'UTC' };
const renderer = createRenderer({ files: openTemplateFiles({ strict: true }) });

describe('every text', () => {
  it.each(calls)('$file is as it was looked at (UPDATE=1 writes it)', ({ file, call }) => {
    const text = renderer.render(call, context);
    expectAsLookedAt(text, `${folder}${file}`);
  });

  it.each(calls)('$file is the same from a stored model, which has lost its undefined fields', ({ file, call }) => {
    const stored = JSON.parse(JSON.stringify(call)) as ViewCall; // what JSON keeps of it
    expect(createRenderer().render(stored, context)).toBe(readFileSync(`${folder}${file}`, 'utf8'));
  });

  it('has no golden file left over', () => {
    expect(readdirSync(folder).sort()).toEqual(calls.map(({ file }) => file).sort());
  });
});

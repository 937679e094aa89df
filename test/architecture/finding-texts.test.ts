import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = 'src/core/plan';

describe('findings', () => {
  it('have a text each, and no text is without a finding', () => {
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const code = sources.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n');
    const texts = readdirSync('templates/findings').map((name) => name.replace('.hbs', ''));
    const codes = [...code.matchAll(/\bfinding\(\s*'([a-z-]+)'|code: '([a-z-]+)'/g)].map(
      (found) => found[1] ?? found[2] ?? '',
    );

    expect([...new Set(codes)].filter((name) => !existsSync(`templates/findings/${name}.hbs`))).toEqual([]);
    expect(texts.filter((name) => !codes.includes(name))).toEqual([]);
  });
});

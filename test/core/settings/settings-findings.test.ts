import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectations } from '../../../src/core/settings/expectation.ts';

const templates = new URL('../../../templates/', import.meta.url);

function template(name: string): string {
  return readFileSync(new URL(`${name}.hbs`, templates), 'utf8');
}

describe('texts for mistakes in settings', () => {
  it.each([
    'unknown-setting',
    'bad-setting',
    'missing-setting',
    'duplicate-setting',
    'settings-too-large',
    'settings-too-deep',
    'settings-alias',
    'settings-several-documents',
    'settings-syntax',
    'settings-not-a-mapping',
  ])('%s says what is wrong in one line and how to put it right in the next', (code) => {
    const lines = template(`settings-findings/${code}`).trimEnd().split('\n');

    expect(lines).toHaveLength(2);
  });

  it.each(Object.keys(expectations))('there is a phrase for what %s has to be', (expected) => {
    expect(template('partials/setting-expectation')).toContain(`(eq expected "${expected}")`);
  });
});

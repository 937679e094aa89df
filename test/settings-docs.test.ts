import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../src/core/settings/read-settings.ts';
import { settingsSchema } from '../src/core/settings/settings-schema.ts';

describe('docs/settings.md', () => {
  const text = readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8');
  const example = /```yaml\n(labels:[\s\S]*?)```/.exec(text)?.[1] ?? '';

  it('shows an example without a mistake', () => {
    expect(readSettings({ repository: { text: example, oid: '' } }).findings).toEqual([]);
  });

  it('shows every key', () => {
    for (const key of Object.keys(settingsSchema.shape)) expect(example).toMatch(new RegExp(`^${key}:`, 'm'));
  });
});

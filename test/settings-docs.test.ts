import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../src/core/settings/default-settings.ts';
import { readSettings } from '../src/core/settings/read-settings.ts';
import { settingsSchema } from '../src/core/settings/settings-schema.ts';

describe('.github/rollcall.yml, the file that teams copy', () => {
  const text = readFileSync(new URL('../.github/rollcall.yml', import.meta.url), 'utf8');
  /** Prose has a blank behind its mark, settings have none. */
  const switchedOn = text.replace(/^# \S.*$/gm, '').replace(/^#/gm, '');

  it('switches nothing on by itself', () => {
    expect(readSettings({ repository: { text, oid: '' } })).toEqual({ settings: defaultSettings, findings: [] });
  });

  it('has every key, and no mistake when all of it is switched on', () => {
    expect(readSettings({ repository: { text: switchedOn, oid: '' } }).findings).toEqual([]);
    for (const key of Object.keys(settingsSchema.shape)) expect(switchedOn).toMatch(new RegExp(`^${key}:`, 'm'));
  });
});

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

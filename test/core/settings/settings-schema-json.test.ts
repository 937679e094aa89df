import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings } from '../../../src/core/settings/read-settings.ts';
import { settingsJsonSchema } from '../../../src/core/settings/settings-schema-json.ts';
import { expectAsLookedAt } from '../../as-looked-at.ts';

const path = new URL('../../../schema/rollcall.schema.json', import.meta.url);

describe('schema/rollcall.schema.json', () => {
  it('is what the settings schema says now (UPDATE=1 writes it)', () => {
    expectAsLookedAt(`${JSON.stringify(settingsJsonSchema(), undefined, 2)}\n`, path);
  });

  it('describes every key for people', () => {
    const { properties } = z
      .object({ properties: z.record(z.string(), z.object({ description: z.string() })) })
      .parse(settingsJsonSchema());

    expect(Object.keys(properties)).toContain('time-zone');
  });

  const published = z.fromJSONSchema(JSON.parse(readFileSync(path, 'utf8')));

  it.each([
    ['{}', 'nothing'],
    ['labels: { tracking: rollout, stage-prefix: "phase: " }', 'labels'],
    ['stages: [{ name: Canary, share: 10%, length: 1-2 days }, { name: All, share: 100 }]', 'stages'],
    ['roles: { Product owner: product-owners team, QA: [engineer], Legal: null }', 'roles with people'],
    ['roles: [Product owner, QA]', 'roles without people'],
    ['permissions: { advance: write, share: [release-managers team, product-manager] }', 'permissions'],
    ['bots: [metrics-bot, "data-bot[bot]"]', 'bots'],
    ['time-zone: America/New_York', 'a time zone'],
    ['working-days: Monday-Friday', 'a span of days'],
    ['freeze: [2021-12-20 to 2022-01-03 holidays, { from: 2021-07-05 }]', 'freeze windows'],
    ['reports: { hour: 8:00, weekly: friday 15:00, one-week: 7 days, one-month: 30 }', 'reports'],
    ['reports: { weekly: off }', 'no weekly update'],
    ['templates: [weekly, refusals, issues/stage]', 'template overrides'],
  ])('accepts %s as the app does: %s', (text) => {
    expect(published.safeParse(parse(text)).error?.issues).toBeUndefined();
    expect(readSettings({ repository: { text, oid: '' } }).findings).toEqual([]);
  });

  it.each([
    ['label: {}', 'an unknown key'],
    ['labels: { traking: x }', 'an unknown nested key'],
    ['labels: { tracking: 5 }', 'a number for a label'],
    ['stages: Canary', 'a word for stages'],
    ['stages: [{ share: 5% }]', 'a stage without a name'],
    ['stages: [{ name: A, share: lots }]', 'a share in words'],
    ['stages: [{ name: A, share: 101 }]', 'a share over 100'],
    ['permissions: { advence: write }', 'an unknown command'],
    ['permissions: { advance: wirte }', 'an unknown level'],
    ['roles: { QA: 5 }', 'a number for a person'],
    ['working-days: monday-fryday', 'an unknown weekday'],
    ['freeze: [tomorrow]', 'a date in words'],
    ['reports: { weekly: fridays }', 'an unknown time for the weekly update'],
    ['reports: { hour: 24 }', 'an hour that is none'],
    ['templates: [weekyl]', 'an unknown template'],
    ['templates: [cut-note]', 'a text that is no team’s'],
    ['title: shared', 'an unknown title style'],
  ])('refuses %s as the app does: %s', (text) => {
    expect(published.safeParse(parse(text)).success).toBe(false);
    expect(readSettings({ repository: { text, oid: '' } }).findings).not.toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/core/plan/read-plan.ts';

const now = Date.UTC(2021, 3, 1);

function readBlock(yaml: string) {
  return readPlan(`Some words.\n\n\`\`\`yaml release-plan\n${yaml}\n\`\`\`\n`, { now });
}

describe('the exact form of a plan', () => {
  const body = readFileSync(new URL('./fixtures/exact-block.md', import.meta.url), 'utf8');

  it('counts before the prose', () => {
    const { plan } = readPlan(body, { now });

    expect(plan.stages).toMatchObject([
      {
        id: 'canary',
        share: [10, 10],
        days: [1, 2],
        bar: 'safe',
        unproven: 'advance',
        sample: { min: 200, ifShort: 'raise-share' },
      },
      { id: 'wider', share: [30, 60], days: [7, 7], bar: 'proven' },
      { id: 'go-live', share: [100, 100], goLive: true, origin: 'added' },
    ]);
    expect(plan.criteria).toMatchObject([
      { id: 'paid', kind: 'change', op: '>', value: 0, margin: 5, marginUnit: 'pp', min: { n: 200 } },
      { metric: 'Payment errors', op: '<', value: 1, role: 'guardrail' },
      { kind: 'threshold', op: '=', value: 0 },
    ]);
    expect(plan.toggles).toEqual([{ name: 'ferry_tickets' }]);
    expect(plan.kpis).toMatchObject([{ name: 'Tickets a day', baseline: '120', target: '> 150' }]);
    expect(plan.roles).toEqual(['Harbour master', 'Engineering']);
    expect(plan.goLive).toMatchObject({ from: '2021-05-03' });
  });

  it('leaves to the prose what it does not say', () => {
    const { plan } = readPlan(body, { now });

    expect(plan.title).toBe('Ferry Tickets');
    expect(plan.rollback).toBe('If payments fail, close the kiosk.');
  });

  it('brings no finding about the prose that it replaces', () => {
    expect(readPlan(body, { now }).findings.map(({ code }) => code)).not.toContain('share-mismatch');
  });
});

describe('a mistake in the exact form', () => {
  it.each([
    ['a missing bracket', 'stages: [', 'yaml-syntax', 4],
    ['an alias', 'title: &a x\nwindow: *a', 'yaml-syntax', 5],
    ['a merge key', 'rollout:\n  <<: { flag: x }', 'yaml-unknown-key', 5],
    ['an unknown key', 'titel: x', 'yaml-unknown-key', 4],
    ['an unknown key inside', 'stages:\n  - { name: A, shares: 10% }', 'yaml-unknown-key', 5],
    ['a value of the wrong kind', 'stages: many', 'yaml-value', 4],
    ['an impossible share', 'stages:\n  - name: A\n    share: 140', 'yaml-value', 6],
    ['an impossible share in words', 'stages:\n  - name: A\n    share: 140%', 'yaml-value', 6],
    ['nesting without end', `title: ${'['.repeat(2_000)}`, 'yaml-syntax', 4],
    ['too much text', `title: ${'x'.repeat(40_000)}`, 'yaml-syntax', 4],
  ])('%s is told with its place in the issue', (_what, yaml, code, line) => {
    const found = readBlock(yaml).findings.find((finding) => finding.code === code);

    expect(found).toMatchObject({ code, severity: 'error', line });
  });

  it('suggests the key that was meant', () => {
    expect(readBlock('criterias: [x < 1]').findings[0]?.facts).toEqual({ key: 'criterias', nearest: 'criteria' });
  });

  it.each([
    ['rollout: yes', { key: 'rollout', value: 'yes', expected: 'rollout' }],
    ['stages: many', { key: 'stages', value: 'many', expected: 'stages-in-plan' }],
    ['stages: [Canary]', { key: 'stages.0', value: 'Canary', expected: 'stage-in-plan' }],
    ['stages: [{ name: A, bar: provn }]', { key: 'stages.0.bar', value: 'provn', expected: 'bar', nearest: 'proven' }],
    ['stages: [{ name: A, share: 120% }]', { key: 'stages.0.share', value: '120%', expected: 'share' }],
    ['criteria: [7]', { key: 'criteria.0', value: '7', expected: 'criterion' }],
    ['criteria: [{ metric: x, role: gaol }]', { key: 'criteria.0.role', expected: 'criterion-role', nearest: 'goal' }],
    ['kpis: [{ name: }]', { key: 'kpis.0.name', value: '', expected: 'line' }],
    ['roles: 5', { key: 'roles', value: '5', expected: 'lines' }],
    ['- a', { key: 'release-plan', value: '', expected: 'plan-block' }],
  ])('says what is expected in the place of %s', (yaml, facts) => {
    expect(readBlock(yaml).findings.find(({ code }) => code === 'yaml-value')?.facts).toMatchObject(facts);
  });

  it('keeps a stage whose share is none, without a share', () => {
    const { plan } = readBlock('stages: [{ name: Pilot, share: most }, { name: Everybody, share: 100% }]');

    expect(plan.stages.map(({ id, share }) => [id, share])).toEqual([
      ['pilot', undefined],
      ['go-live', [100, 100]],
    ]);
  });

  it('leaves the rest of the block in force', () => {
    const { plan } = readBlock('titel: x\nroles: [QA]\nstages:\n  - { name: Canary, shares: 1, share: 5% }');

    expect(plan.roles).toEqual(['QA']);
    expect(plan.stages[0]).toMatchObject({ id: 'canary', share: [5, 5] });
  });
});

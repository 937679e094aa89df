import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/plan/plan.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';
import { expectAsLookedAt } from '../../as-looked-at.ts';

const now = Date.UTC(2021, 3, 1);

function lineOf({ severity, code, line, column, facts }: Finding): string {
  return `${severity} ${code} at ${line}:${column} ${JSON.stringify(facts)}`;
}

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

  it("has criteria of the whole plan and each stage's own, which hold until a later one for the same metric", () => {
    const stages = [
      'stages:',
      '  - { name: Canary, share: 5%, criteria: [Errors < 5%, { metric: Orders, want: at least 50, role: watch }] }',
      '  - { name: Wider, share: 50%, criteria: [Errors < 2%] }',
      '  - { name: Everybody, share: 100% }',
    ].join('\n');
    const asked = (yaml: string) => readBlock(yaml).plan.criteria.map(({ id, stages: at }) => `${id}: ${at ?? 'all'}`);

    expect(asked(`criteria: [Latency < 2 s]\n${stages}`)).toEqual([
      'latency: all',
      'errors: canary',
      'orders: all',
      'errors-2: wider,go-live',
    ]);
    expect(asked(stages)).toEqual(['errors: canary', 'orders: all', 'errors-2: wider,go-live']);
  });

  it('asks what the prose asks of its own stages at each of its stages', () => {
    const prose = '## Rollout\n\n- 5% of users (errors < 5%)\n- 50% of users (errors < 2%)\n- 100%\n';
    const read = (yaml: string) => readPlan(`${prose}\n\`\`\`yaml release-plan\n${yaml}\n\`\`\`\n`, { now }).plan;

    expect(read('title: x').criteria.map(({ stages }) => stages)).toEqual([['5-percent'], ['50-percent', 'go-live']]);
    const other = read('stages: [{ name: Pilot, share: 10% }]');
    expect(other.criteria.map(({ text }) => text)).toEqual(['errors < 5%', 'errors < 2%']);
    expect(other.criteria.some((criterion) => 'stages' in criterion)).toBe(false);
  });

  it('brings no finding about the prose that it replaces', () => {
    expect(readPlan(body, { now }).findings.map(({ code }) => code)).not.toContain('share-mismatch');
  });
});

/** Blocks with mistakes; plan-block.txt has what is told of them. */
const mistakes: readonly (readonly [what: string, yaml: string])[] = [
  ['a missing bracket', 'stages: ['],
  ['an alias', 'title: &a x\nwindow: *a'],
  ['two documents', 'title: a\n---\ntitle: b'],
  ['a merge key', 'rollout:\n  <<: { flag: x }'],
  ['a key given twice', 'title: a\ntitle: b'],
  ['nothing', ''],
  ['only a remark', '# later'],
  ['an unknown key', 'criterias: [x < 1]'],
  ['an unknown key unlike all others', 'zebra: 1'],
  ['a very long key', `${'z'.repeat(90)}: 1`],
  ['an unknown key of the rollout', 'rollout: { flags: a }'],
  ['an unknown key of a toggle', 'toggles: [{ name: a, descripton: b }]'],
  ['an unknown key of a stage', 'stages:\n  - { name: A, shares: 10% }'],
  ['an unknown key of a sample', 'stages: [{ name: A, sample: { mim: 3 } }]'],
  ['an unknown key of a criterion', 'criteria: [{ metric: x, wants: < 5 }]'],
  ["an unknown key of a stage's criterion", 'stages: [{ name: A, criteria: [{ metric: x, wants: < 5 }] }]'],
  ["a stage's criteria that are a word", 'stages: [{ name: A, criteria: fast }]'],
  ['an unknown key of a KPI', 'kpis: [{ name: x, targets: 5 }]'],
  ['two unknown keys, and a wrong value', 'titel: x\nwindw: y\nroles: 5'],
  ['twelve unknown keys', Array.from({ length: 12 }, (_, at) => `key-${at}: 1`).join('\n')],
  ['a wrong rollout', 'rollout: yes'],
  ['a wrong list of stages', 'stages: many'],
  ['a stage that is a word', 'stages: [Canary]'],
  ['a stage without a name', 'stages: [{ share: 10% }]'],
  ['a stage with a wrong id', 'stages: [{ name: A, id: Stage A }]'],
  ['a stage with a wrong bar', 'stages: [{ name: A, bar: provn }]'],
  ['a share above 100', 'stages:\n  - name: A\n    share: 140'],
  ['a share above 100 in words', 'stages:\n  - name: A\n    share: 140%'],
  ['a share that is none, and a wrong length', 'stages: [{ name: A, share: most, length: -1 }]'],
  ['a blank share', 'stages: [{ name: A, share: " " }]'],
  ['a sample of none', 'stages: [{ name: A, sample: { min: 0, if_short: extnd, by: 120, max: [] } }]'],
  ['an unproven that is none', 'stages: [{ name: A, unproven: wait }]'],
  ['a criterion that is a number', 'criteria: [7]'],
  ['a criterion with wrong parts', 'criteria: [{ metric: x, role: gaol, min: 0, from: 3 }]'],
  ['criteria that are a word', 'criteria: fast'],
  ['a KPI without a name', 'kpis: [{ name: }]'],
  ['a KPI that is a list', 'kpis: [[a]]'],
  ['a toggle that is a number', 'toggles: [3]'],
  ['roles that are a number', 'roles: 5'],
  ['questions that are a map', 'questions: { a: b }'],
  ['readiness and dashboards that are numbers', 'readiness: 1\ndashboards: 2'],
  ['a confidence that is none', 'rollout: { confidence: 20, flag: 3 }'],
  ['a long value in the wrong place', `rollout: ${'long '.repeat(30)}`],
  ['a list in the place of the block', '- a'],
  ['a word in the place of the block', 'all'],
  ['nesting without end', `title: ${'['.repeat(2_000)}`],
  ['too much text', `title: ${'x'.repeat(40_000)}`],
];

describe('a mistake in the exact form', () => {
  it('is told with its place in the issue, what was expected there and what may have been meant', () => {
    const told = mistakes.map(([what, yaml]) => {
      const findings = readBlock(yaml).findings.filter(({ code }) => code.startsWith('yaml'));
      return [`${what}:`, ...findings.map(lineOf)].join('\n  ');
    });

    expectAsLookedAt(`${told.join('\n')}\n`, new URL('./plan-block.txt', import.meta.url));
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

  it('is none in a block of another kind', () => {
    const other = (info: string) => readPlan(`\`\`\`${info}\ntitle: x\n\`\`\`\n`, { now }).plan.title;

    expect(['yaml release-plan', 'yml  release-plan v2', 'YAML Release-Plan'].map(other)).toEqual(['x', 'x', 'x']);
    expect(['yaml', 'release-plan', 'yaml release-plans', 'my-yaml release-plan'].map(other)).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });

  it('leaves a go-live with the id that is left to it', () => {
    const ids = (yaml: string) => readBlock(yaml).plan.stages.map(({ id, name, origin }) => [id, name, origin]);

    expect(ids('stages: [{ name: A, id: go-live, share: 10% }]')).toEqual([
      ['go-live', 'A', undefined],
      ['go-live-2', 'Go live', 'added'],
    ]);
    expect(ids('stages: [{ name: All, share: 100% }, { name: Clean up }]').map(([id]) => id)).toEqual([
      'stage',
      'clean',
      'go-live',
    ]);
    expect(ids('stages: []')).toEqual([['go-live', 'Go live', 'added']]);
  });

  it('leaves the go-live to the section for it', () => {
    const { plan } = readPlan(
      '```yaml release-plan\nstages: [{ name: A, share: 1% }]\n```\n## Go Live! :tada:\n- Desired date: 5/3/2021\n',
      { now },
    );

    expect(plan.stages.at(-1)).toMatchObject({
      id: 'go-live',
      name: 'Go Live',
      origin: 'go-live',
      line: 4,
      dates: { from: '2021-05-03' },
    });
  });
});

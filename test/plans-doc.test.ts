import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planBlock, planBlockKeys } from '../src/core/plan/plan-block.ts';
import { readPlan } from '../src/core/plan/read-plan.ts';

const text = readFileSync(new URL('../docs/plans.md', import.meta.url), 'utf8');
const yaml = /^```yaml\n([\s\S]*?)^```$/m.exec(text)?.[1] ?? '';
const block = parse(yaml);

describe('the exact form in docs/plans.md', () => {
  it('is read without a remark on its form', () => {
    const { plan, findings } = readPlan(`\`\`\`yaml release-plan\n${yaml}\`\`\`\n`, { now: Date.UTC(2021, 1, 1) });

    expect(findings.filter(({ code }) => code.startsWith('yaml'))).toEqual([]);
    expect(plan.criteria.map(({ metric, stages }) => [metric, stages])).toEqual([
      ['Payment errors', undefined],
      ['Tickets paid', undefined],
      ['Refunds', ['canary']],
      ['Refunds', ['wider', 'go-live']],
    ]);
  });

  it.each([
    ['all', [], planBlock.parse(block)],
    ['rollout', ['rollout'], block.rollout],
    ['a toggle', ['toggles', 0], block.toggles[0]],
    ['a criterion', ['criteria', 0], block.criteria[1]],
    ['a stage', ['stages', 0], { ...block.stages[0], ...block.stages[1] }],
    ['a sample', ['stages', 0, 'sample'], block.stages[0].sample],
    ['a KPI', ['kpis', 0], block.kpis[0]],
  ])('shows every key: of %s', (_what, path, shown) => {
    expect(Object.keys(shown).sort()).toEqual([...planBlockKeys(path)].sort());
  });
});

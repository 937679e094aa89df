import { describe, expect, it } from 'vitest';
import { open, type Story } from './story.ts';

const gates = `# Release plan: pickup reminders

## Rollout

- Canary 10% for 1 day (errors < 5%, no complaints)
- Moderate 50% for 1 day - go on if errors < 2% and reminders opened >= 30%
- 100%

- Users a day: 100
`;

function asked(story: Story): readonly string[] {
  return story
    .comment('analyst', '/verdict')
    .model('verdicts')
    .verdicts.map(({ criterion }) => criterion.text);
}

describe('a plan with a bar for each stage', () => {
  const canary = () => open(gates).comment('product-manager', '/advance canary');
  const moderate = () => canary().comment('product-manager', '/advance moderate --force "agreed"');

  it('is asked at each stage for its own', () => {
    expect(asked(canary())).toEqual(['errors < 5%']);
    expect(asked(moderate())).toEqual(['errors < 2%', 'reminders opened >= 30%']);
    const live = moderate().comment('product-manager', '/advance go-live --force "agreed"');
    expect(asked(live)).toEqual(['errors < 2%', 'reminders opened >= 30%']);
  });

  it('judges the same number by the bar of the stage', () => {
    const results = (story: Story) =>
      story
        .comment('analyst', '/metric errors = 60/2000')
        .comment('analyst', '/verdict')
        .model('verdicts')
        .verdicts.map(({ criterion, result }) => `${criterion.text}: ${result}`);
    expect(results(canary())).toEqual(['errors < 5%: PASS']);
    expect(results(moderate())).toEqual(['errors < 2%: FAIL', 'reminders opened >= 30%: INSUFFICIENT']);
  });

  it('lists them in the checklist of the stage', () => {
    expect(canary().model('issues/stage').criteria).toEqual(['errors < 5%']);
    expect(moderate().model('issues/stage').criteria).toEqual(['errors < 2%', 'reminders opened >= 30%']);
  });

  it('says there what must hold, where the plan says when to go back', () => {
    const plan = `# Release plan\n\n## Rollout\n\n- Canary 10%, roll back if errors > 5%\n- 100%\n`;
    const story = open(plan).comment('product-manager', '/advance canary');
    expect(story.model('issues/stage').criteria).toEqual(['errors <= 5% [guardrail]']);
  });

  it('keeps the stages of a criterion that is set by command', () => {
    const set = canary().comment('product-manager', '/plan set criterion errors-2 "errors < 1%"');
    expect(set.rollout.plan.criteria.map(({ text, stages }) => [text, stages])).toEqual([
      ['errors < 5%', ['canary']],
      ['errors < 1%', ['moderate', 'go-live']],
      ['reminders opened >= 30%', ['moderate', 'go-live']],
    ]);
  });
});

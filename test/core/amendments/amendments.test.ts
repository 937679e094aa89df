import { describe, expect, it } from 'vitest';
import { open, type Story, seedLayout } from '../story.ts';

/** Says something in two ways, leaves something out, and tells its stages in a sentence. */
const openPlan = `# Search form release plan

Toggle: new_search_form

## Success criteria

- Error rate < 5%
- Calls stay stable

### Stage A: Canary (25%)

- Length of time: 2 days
- Percentage of Users: 20%

## Go Live!

- Desired date: 04/01/2021
- Post-launch KPI 1:
`;

const prosePlan = `# Search form release plan

- Toggle: new_search_form
- Error rate < 5%

## Schedule

We roll out with 2 days of 25% gating, then 1 week of 50% gating, then 100% of users.
`;

function codes({ rollout }: Story): readonly string[] {
  return rollout.findings.map(({ code }) => code);
}

function refusal(story: Story): string {
  return story.model('refused').refusal.reason;
}

const engineerSets = (what: string, body = openPlan) => open(body).comment('engineer', `/plan set ${what}`);

describe('/plan set', () => {
  it.each([
    ['a share', 'stage canary share 10%', (story: Story) => story.rollout.plan.stages[0]?.share, [10, 10]],
    [
      'a share without its sign',
      'stage canary share 10',
      (story: Story) => story.rollout.plan.stages[0]?.share,
      [10, 10],
    ],
    ['a range', 'stage "Stage A: Canary (25%)" share 10-15%', (s: Story) => s.rollout.plan.stages[0]?.share, [10, 15]],
    ['a length', 'stage canary length 3 days', (story: Story) => story.rollout.plan.stages[0]?.days, [3, 3]],
    ['the go-live', 'go-live 2021-05-03', (story: Story) => story.rollout.goLiveDate, '2021-05-03'],
    ['a KPI', 'kpi 1 "Searches done"', (story: Story) => story.rollout.plan.kpis[0]?.name, 'Searches done'],
    ['one KPI more', 'kpi 2 Time to result', (story: Story) => story.rollout.plan.kpis[1]?.name, 'Time to result'],
    ['a criterion', 'criterion error-rate "Error rate < 2%"', (s: Story) => s.rollout.plan.criteria[0]?.value, 2],
    ['one criterion more', 'criterion "Starts > 50"', (s: Story) => s.rollout.plan.criteria.length, 3],
    ['a toggle', 'toggle search_form_v2', (s: Story) => s.rollout.plan.toggles[0]?.name, 'search_form_v2'],
    [
      'a way back',
      'rollback "Turn it off when errors pass 5%"',
      (s: Story) => s.rollout.plan.rollback,
      'Turn it off when errors pass 5%',
    ],
    ['the roles', 'roles Product owner, QA', (s: Story) => s.rollout.plan.roles, ['Product owner', 'QA']],
  ])('sets %s', (_what, command, of, expected) => {
    const story = engineerSets(command);
    expect(of(story)).toEqual(expected);
    expect(story.said).toEqual(['plan-amended']);
    expect(story.model('card').plan.amendments.map(({ by }) => by)).toEqual(['engineer']);
  });

  it.each([
    ['stage canery share 10%', 'unknown-stage'],
    ['stage canary shar 10%', 'unknown-plan-part'],
    ['stgae canary share 10%', 'unknown-plan-part'],
    ['stage canary share lots', 'not-a-number'],
    ['stage canary length a while', 'bad-length'],
    ['stage canary', 'bad-usage'],
    ['stage', 'bad-usage'],
    ['go-live someday', 'bad-date'],
    ['go-live 2020-04-01', 'date-in-the-past'],
    ['kpi 7 "Searches"', 'unknown-kpi'],
    ['kpi Searches', 'bad-usage'],
    ['criterion eror-rate "Error rate < 2%"', 'unknown-criterion'],
    ['criterion error-rate "Error rate < xx%"', 'bad-usage'],
    ['toggle', 'bad-usage'],
    ['rollback', 'bad-usage'],
    ['', 'unknown-plan-part'],
  ])('refuses "%s": %s', (command, reason) => {
    expect(refusal(engineerSets(command))).toBe(reason);
  });

  it('names the nearest part, stage and verb', () => {
    expect(engineerSets('stgae canary share 10%').model('refused').refusal).toMatchObject({ nearest: 'stage' });
    expect(engineerSets('stage canery share 10%').model('refused').refusal).toMatchObject({ nearest: 'canary' });
    expect(open().comment('engineer', '/plan sett kpi 1 x').model('refused').refusal).toMatchObject({
      problem: 'sett → set',
    });
  });

  it('needs write access, though everybody may look', () => {
    expect(refusal(open(openPlan).comment('analyst', '/plan set kpi 1 Searches'))).toBe('not-permitted');
    expect(open(openPlan).comment('designer', '/plan').said).toEqual(['plan']);
  });

  it('is too late when the release has ended', () => {
    const ended = open(openPlan).comment('engineer', '/cancel not needed');
    expect(refusal(ended.comment('engineer', '/plan set kpi 1 Searches'))).toBe('already-ended');
  });

  it('answers what was noticed', () => {
    expect(codes(open(openPlan))).toEqual(expect.arrayContaining(['share-mismatch', 'kpi-unnamed']));
    const story = engineerSets('stage canary share 20%').comment('engineer', '/plan set kpi 1 "Searches done"');
    expect(codes(story)).not.toContain('share-mismatch');
    expect(codes(story)).not.toContain('kpi-unnamed');
  });

  it('changes nothing as a dry run, and says what it would change', () => {
    const story = open(openPlan).comment('engineer', '/plan set stage canary share 10% --dry-run');
    expect(story.rollout.plan.stages[0]?.share).toEqual([20, 20]);
    expect(story.model('dry-run').changes).toContainEqual({
      kind: 'plan',
      part: 'share',
      name: 'canary',
      from: '20%',
      to: '10%',
    });
  });

  it('is seen by the next command of the same comment', () => {
    const story = open(openPlan).comment('engineer', '/plan set stage canary share 5%\n/advance canary');
    expect(story.rollout.share).toBe(5);
  });

  it('wins over a date that was scheduled before', () => {
    const story = open(openPlan)
      .comment('engineer', '/schedule go-live 2021-06-01')
      .comment('engineer', '/plan set go-live 2021-05-03');
    expect(story.rollout.goLiveDate).toBe('2021-05-03');
  });
});

describe('a decision about the plan', () => {
  it('holds over edits that say nothing else about the same thing', () => {
    const story = engineerSets('stage canary share 10%').body(
      'product-manager',
      `${openPlan}\nRollback: turn it off.\n`,
    );
    expect(story.rollout.plan.stages[0]?.share).toEqual([10, 10]);
  });

  it('gives way to an edit that does, and that is said', () => {
    const edited = openPlan.replace('Users: 20%', 'Users: 15%');
    const story = engineerSets('stage canary share 10%').body('product-manager', edited);
    expect(story.rollout.plan.stages[0]?.share).toEqual([15, 15]);
    expect(story.model('plan-changed').overruled).toMatchObject([{ what: 'share', by: 'engineer', to: '10%' }]);
    expect(story.rollout.amendments).toEqual([]);
  });

  it('is replaced by the next one about the same thing', () => {
    const story = engineerSets('kpi 1 Searches').comment('product-manager', '/plan set kpi 1 "Searches done"');
    expect(story.rollout.amendments).toMatchObject([{ to: 'Searches done', by: 'product-manager' }]);
    expect(story.body('product-manager', `${openPlan} `).rollout.plan.kpis[0]?.name).toBe('Searches done');
  });

  it('does not move a release that is under way', () => {
    const story = open(openPlan)
      .comment('engineer', '/advance canary')
      .comment('engineer', '/plan set stage canary share 5%');
    expect(story.rollout).toMatchObject({ share: 20, position: { at: 'stage', stage: 'canary' } });
  });
});

describe('/plan accept', () => {
  it('takes over the stages that were only offered', () => {
    expect(open(prosePlan).rollout.plan.stages.map(({ id }) => id)).toEqual(['go-live']);
    const story = open(prosePlan).comment('product-manager', '/plan accept');
    expect(story.rollout.plan.stages.map(({ share, goLive }) => [share?.[0], goLive])).toEqual([
      [25, false],
      [50, false],
      [100, true],
    ]);
    expect(story.said).toEqual(['plan-amended']);
    expect(codes(story)).not.toContain('prose-stages-offered');
  });

  it('lets the accepted stages be set and entered', () => {
    const story = open(prosePlan).comment('engineer', '/plan accept\n/plan set stage 25-percent share 20%\n/advance');
    expect(story.rollout).toMatchObject({ share: 20, position: { stage: '25-percent' } });
  });

  it('offers again when the sentence says something else', () => {
    const story = open(prosePlan)
      .comment('product-manager', '/plan accept')
      .body('product-manager', prosePlan.replace('25%', '30%'));
    expect(story.model('plan-changed').overruled).toMatchObject([{ what: 'stages' }]);
    expect(codes(story)).toContain('prose-stages-offered');
  });

  it('silences what was seen, and not what comes later', () => {
    const seen = open(openPlan).comment('engineer', '/plan accept');
    expect(codes(seen)).toEqual([]);
    expect(seen.model('plan-amended').accepted).toBe(open(openPlan).rollout.findings.length);
    const later = seen.body('product-manager', openPlan.replace('04/01/2021', '04/01'));
    expect(codes(later)).toEqual(['year-inferred']);
  });

  it('does not silence errors', () => {
    const story = open(openPlan.replace('< 5%', '< xx%')).comment('engineer', '/plan accept');
    expect(codes(story)).toEqual(['criterion-placeholder']);
    expect(refusal(story.comment('engineer', '/plan accept'))).toBe('nothing-to-accept');
  });

  it('is refused when nothing is open', () => {
    const story = open(seedLayout).comment('engineer', '/plan accept');
    expect(refusal(story.comment('engineer', '/plan accept'))).toBe('nothing-to-accept');
  });
});

import { describe, expect, it } from 'vitest';
import { open, type Story, seedLayout } from './story.ts';

const live = (): Story =>
  open(seedLayout.replaceAll(/ {2}- (?:Preference|Error).*\n/g, ''))
    .comment('product-manager', '/advance canary --force "no criteria in this one"')
    .comment('product-manager', '/advance moderate --force "no criteria in this one"')
    .comment('product-manager', '/advance go-live --force "no criteria in this one"');

const day = (story: Story) => new Date(story.now).toISOString().slice(0, 16);

describe('reports', () => {
  it('a weekly update comes every seven days from the first stage on, at the report hour', () => {
    const story = open().comment('product-manager', '/advance canary');
    expect(story.decision.timers).toContainEqual({ key: 'weekly', dueAt: Date.parse('2021-03-08T09:00:00Z') });
    expect(story.wait(7).said).toEqual(['weekly']);
    expect(story.decision.timers).toEqual([{ key: 'weekly', dueAt: Date.parse('2021-03-15T09:00:00Z') }]);
  });

  it('no report is due before the release has started', () => {
    expect(open().wait(60).decision.reason).toBe('adopted');
  });

  it('weeks that were missed are told in one', () => {
    const story = open().comment('product-manager', '/advance canary');
    const late = Date.parse('2021-03-24T12:00:00Z');
    // Nobody was there for three weeks: the timer of the first one is all there is.
    Object.assign(story, { now: late });
    story.wait(0);
    expect(story.said).toEqual(['weekly']);
    expect(story.model('weekly').lateMs).toBeGreaterThan(16 * 86_400_000);
    expect(story.decision.timers).toEqual([{ key: 'weekly', dueAt: Date.parse('2021-03-29T09:00:00Z') }]);
  });

  it('the clock of the results starts at go-live', () => {
    expect(live().decision.timers?.map(({ key, dueAt }) => [key, new Date(dueAt).toISOString()])).toEqual([
      ['weekly', '2021-03-08T09:00:00.000Z'],
      ['1-week', '2021-03-08T09:00:00.000Z'],
      ['1-month', '2021-03-31T09:00:00.000Z'],
    ]);
  });

  it('a rollback from live stops the results until the next go-live', () => {
    const story = live().comment('engineer', '/rollback moderate errors');
    expect(story.decision.timers?.map((timer) => timer.key)).toEqual(['soak', 'weekly']);
  });

  it('results are posted on their day and filled in when numbers come', () => {
    const story = live().wait(7);
    expect(story.model('results')).toMatchObject({ slot: '1-week', complete: false, lateMs: 0 });
    expect(story.model('results').missing).toContain('Preference step completion');

    story.comment('analyst', '/metric Preference step completion = 812/1301');
    expect(story.model('results').kpis[0]).toMatchObject({ actual: '812/1301' });
    expect(story.model('results').missing).not.toContain('Preference step completion');
  });

  it('a number that was late for the week is not told again for the month', () => {
    const story = live().wait(8).comment('analyst', '/metric Preference step completion = 812/1301').wait(30);
    const results = story.decision.effects.flatMap((effect) =>
      'body' in effect && effect.body.view === 'results' ? [effect.body.model] : [],
    );
    expect(results.map(({ slot, kpis }) => [slot, kpis[0]?.actual])).toEqual([
      ['1-week', '812/1301'],
      ['1-month', undefined],
    ]);
  });

  it('a number that comes after the month is for the month, although the week has none', () => {
    const story = live().wait(35).comment('analyst', '/metric Preference step completion = 812/1301');
    const actual = (slot: string) =>
      story.decision.effects.flatMap((effect) =>
        effect.kind === 'upsert-comment' && effect.body.view === 'results' && effect.body.model.slot === slot
          ? effect.body.model.kpis.map((kpi) => kpi.actual)
          : [],
      );

    expect(actual('1-week')).not.toContain('812/1301');
    expect(actual('1-month')).toContain('812/1301');
  });

  it('the closing questions come with the month, and weekly updates end', () => {
    const story = live().wait(31);
    expect(story.said).toContain('questions');
    expect(story.decision.timers).toEqual([]);
    expect(day(story)).toBe('2021-04-01T14:00');
  });

  it('/report posts one now, and the results are kept up to date from then on', () => {
    const story = live().comment('analyst', '/report 1-week');
    expect(story.said).toContain('results');
    expect(story.decision.timers?.map((timer) => timer.key)).toEqual(['weekly', '1-month']);
  });

  it('results that came in time and are asked for once more are not called late', () => {
    const story = live().wait(8).comment('analyst', '/report 1-week');
    expect(story.model('results')).toMatchObject({ slot: '1-week', lateMs: 0 });
  });

  it('/complete hands back the finished plan and closes the issue', () => {
    const story = live().wait(31).comment('product-manager', '/complete');
    expect(story.said).toContain('finished-plan');
    expect(story.labels).toContain('stage: complete');
    expect(story.decision.effects).toContainEqual({ kind: 'close-issue', reason: 'completed' });
    expect(story.decision.timers).toEqual([]);
  });
});

describe('the roll call', () => {
  it('is called by the comment about the last stage before go-live', () => {
    const story = open().comment('product-manager', '/advance moderate --force "again"');
    expect(story.said).toEqual(['issues/stage', 'summary']);
    expect(story.model('summary').roll.map((row) => row.role)).toEqual([
      'Product owner',
      'Product manager',
      'Engineering',
    ]);
  });

  it('keeps the last answer of each role, in place', () => {
    const story = open().comment('product-manager', '/summary').comment('engineer', '/no-go as Engineering: alarms');
    expect(story.said).toEqual(['summary']);
    story.comment('engineer', '/go as Engineering if the alarm stays off');
    expect(story.model('summary').roll[2]?.signOff).toMatchObject({
      answer: 'conditional-go',
      text: 'the alarm stays off',
    });
    story.comment('engineer', '/go as Product owner\n/go as Product manager');
    expect(story.model('summary')).toMatchObject({ complete: true, outcome: 'conditional-go' });
  });

  it('a role with people is theirs alone', () => {
    const roles = [{ role: 'QA', logins: ['designer'], teams: [] }];
    const story = open(undefined, { roles });
    expect(story.comment('engineer', '/go as QA').model('refused').refusal.reason).toBe('role-not-yours');
    expect(story.comment('designer', '/go').rollout.signOffs).toHaveLength(1);
  });
});

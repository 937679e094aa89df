import { describe, expect, it } from 'vitest';
import { open, type Story, unlabelled } from './story.ts';

/** The clock of these stories begins on 1 March 2021. */
function planWith({ canary = '', moderate = '', week = '', goLive = '04/15/2021' }): string {
  return `# Community care release plan

- Error rate < 5%

### Stage A: Canary

#### Planning

- Length of time: 2 days
- Percentage of Users: 10%
${canary}

### Stage B: moderate

#### Planning

- Length of time: 1 week
- Percentage of Users: 30-60%
${moderate}

## Go Live!

### Planning

- Desired date: ${goLive}
- Post-launch KPI 1: Completed requests

## 1-week results

${week}
`;
}

const canaryResults = `
#### Results

- Number of unique users: 1,301
- Was any downstream service affected by the change?: no
`;

const weekResults = '- Number of unique users: 5,204\n';

const adopted = (body: string, command = '/adopt') => unlabelled(body).comment('engineer', command);

function stands({ rollout }: Story): string {
  const { position } = rollout;
  return 'stage' in position ? `${position.at} ${position.stage}` : position.at;
}

describe('/adopt', () => {
  it('makes a tracking issue of one without the label', () => {
    const story = adopted(planWith({}));
    expect(story.labels).toEqual(['stage: planning', 'release-tracking']);
    expect(story.decision.reason).toBe('adopted');
    expect(story.said).toEqual(['adopted']);
    expect(story.decision.effects.some(({ kind }) => kind === 'upsert-comment')).toBe(true);
  });

  it.each([
    ['nothing is filled in and no date has come', planWith({}), 'planning'],
    ['a stage has results', planWith({ canary: canaryResults }), 'stage canary'],
    ['dates of a stage have passed', planWith({ canary: '- Dates: 02/01/2021 - 02/03/2021' }), 'stage canary'],
    [
      'dates of the second stage have come',
      planWith({ moderate: '- Dates: 02/25/2021 - 03/05/2021' }),
      'stage moderate',
    ],
    ['dates lie ahead', planWith({ canary: '- Dates: 03/10/2021 - 03/12/2021' }), 'planning'],
    ['the 1-week results are there', planWith({ canary: canaryResults, week: weekResults }), 'live go-live'],
    ['only the date of the go-live has passed', planWith({ goLive: '02/15/2021' }), 'planning'],
  ])('begins where the team is: %s', (_what, body, where) => {
    expect(stands(adopted(body))).toBe(where);
  });

  it('opens the checklist of that stage and takes its share', () => {
    const story = adopted(planWith({ moderate: '- Dates: 02/25/2021 - 03/05/2021' }));
    expect(story.checklists.map(({ stage }) => stage)).toEqual(['moderate']);
    expect(story.rollout.share).toBe(30);
    expect(story.labels).toContain('stage: moderate');
  });

  it('says what it goes by, and what it only assumes', () => {
    const story = adopted(planWith({ moderate: '- Dates: 02/25/2021 - 03/05/2021', goLive: '02/26/2021' }));
    expect(story.model('adopted')).toMatchObject({
      stage: { id: 'moderate' },
      since: Date.parse('2021-02-25T00:00:00Z'),
      said: false,
      evidence: [{ stage: { id: 'moderate' }, why: 'dates-running' }],
      assumed: [{ id: 'canary' }],
      goLivePassed: '2021-02-26',
    });
  });

  it.each([
    ['/adopt moderate 45%', 'stage moderate', 45],
    ['/adopt moderate', 'stage moderate', 30],
    ['/adopt 15%', 'stage canary', 15],
    ['/adopt planning', 'planning', 0],
    ['/adopt go-live', 'live go-live', 100],
  ])('%s says it outright', (command, where, share) => {
    const story = adopted(planWith({ canary: canaryResults }), command);
    expect(stands(story)).toBe(where);
    expect(story.rollout.share).toBe(share);
  });

  it.each([
    ['/adopt modrate', 'unknown-stage'],
    ['/adopt moderate 145%', 'not-a-number'],
  ])('%s is refused: %s, and the issue stays as it is', (command, reason) => {
    const story = adopted(planWith({}), command);
    expect(story.model('refused').refusal.reason).toBe(reason);
    expect(story.labels).toEqual([]);
    expect(story.decision.rollout).toBeUndefined();
    expect(story.decision.effects.map(({ kind }) => kind)).toEqual(['post-once', 'react']);
  });

  it('needs write access', () => {
    const story = unlabelled().comment('analyst', '/adopt');
    expect(story.model('refused').refusal.reason).toBe('not-permitted');
    expect(story.labels).toEqual([]);
    expect(unlabelled().comment('visitor', '/adopt').said).toEqual([]);
    expect(
      unlabelled()
        .comment('designer', '/adopt')
        .decision.effects.map(({ kind }) => kind),
    ).toEqual(['react']);
  });

  it('changes nothing as a dry run', () => {
    const story = adopted(planWith({ canary: canaryResults }), '/adopt --dry-run');
    expect(story.said).toEqual(['dry-run']);
    expect(story.labels).toEqual([]);
    expect(story.decision.rollout).toBeUndefined();
  });

  it.each([
    ['quoted', '> /adopt'],
    ['in code', '```\n/adopt\n```'],
    ['another word', '/adoption moderate'],
  ])('is no command when it is %s', (_what, body) => {
    expect(unlabelled().comment('engineer', body).decision.reason).toBe('not-ours');
  });

  it('takes the results that are there for answers and numbers of their stage', () => {
    const story = adopted(planWith({ canary: canaryResults, moderate: '- Dates: 02/25/2021 - 03/05/2021' }));
    const of = [
      ...story.rollout.answers.map(({ slot, text }) => `${slot}: ${text}`),
      ...story.readings.map(({ stage, figure }) => `${stage}: ${figure.text}`),
    ];
    expect(of).toEqual(expect.arrayContaining([expect.stringContaining('canary: 1,301'), 'canary: no']));
    const { answers, readings } = story.model('adopted');
    expect(answers + readings).toBe(2);
  });

  it('asks for the results of the week on their day when they are not there, and not again when they are', () => {
    const due = (body: string, command?: string) => adopted(body, command).decision.timers?.map(({ key }) => key) ?? [];
    expect(due(planWith({}), '/adopt go-live')).toContain('1-week');
    expect(due(planWith({ week: weekResults }))).not.toContain('1-week');
    expect(due(planWith({ week: weekResults }))).toContain('1-month');
  });

  it('tells no weeks that lie before it', () => {
    const story = adopted(planWith({ canary: '- Dates: 01/04/2021 - 01/05/2021' }));
    const weekly = story.decision.timers?.find(({ key }) => key === 'weekly');
    expect(weekly?.dueAt).toBeGreaterThan(story.now);
  });

  it('can be corrected until the release is moved', () => {
    const story = adopted(planWith({ canary: canaryResults })).comment('engineer', '/adopt moderate 45%');
    expect(stands(story)).toBe('stage moderate');
    const answers = story.rollout.answers.length;
    expect(story.comment('engineer', '/adopt moderate').rollout.answers).toHaveLength(answers);
    const moved = story.comment('engineer', '/share 50%');
    expect(moved.comment('engineer', '/adopt canary').model('refused').refusal.reason).toBe('already-begun');
  });

  it('is for releases that have not begun here', () => {
    const story = open().comment('engineer', '/advance canary').comment('engineer', '/adopt moderate');
    expect(story.model('refused').refusal.reason).toBe('already-begun');
  });

  it('begins a release that has its label and is still in planning', () => {
    expect(stands(open(planWith({})).comment('engineer', '/adopt moderate 45%'))).toBe('stage moderate');
  });

  it('goes on with a release that lost its label', () => {
    const resting = open().comment('engineer', '/advance canary').unlabel('engineer', 'release-tracking');
    const refused = resting.comment('analyst', '/adopt');
    expect(refused.model('refused').refusal.reason).toBe('not-permitted');
    expect(refused.labels).toEqual([]);
    const back = resting.comment('engineer', '/adopt');
    expect(back.labels).toEqual(['stage: canary', 'release-tracking']);
    expect(stands(back)).toBe('stage canary');
  });

  it('lets the release go on as any other', () => {
    const story = adopted(planWith({ canary: canaryResults })).comment('engineer', '/advance --force "as agreed"');
    expect(stands(story)).toBe('stage moderate');
    expect(story.model('card').stages.map(({ status }) => status)).toEqual(['done', 'current', 'next']);
  });
});

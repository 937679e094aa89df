import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/core/effect.ts';
import { open, type Story } from './story.ts';

function reaction({ decision }: Story): string | undefined {
  return decision.effects.findLast((effect): effect is Extract<Effect, { kind: 'react' }> => effect.kind === 'react')
    ?.content;
}

function refusal(story: Story): string {
  return story.model('refused').refusal.reason;
}

const canary = () => open().comment('product-manager', '/advance canary');
const enough = 'Error rate = 2/205';

describe('opening a tracking issue', () => {
  it('adopts it, makes its labels and shows the card', () => {
    const story = open();

    expect(story.decision.reason).toBe('adopted');
    expect(story.labels).toEqual(['release-tracking', 'stage: planning']);
    expect(story.decision.effects.map((effect) => effect.kind)).toEqual([
      'ensure-labels',
      'ensure-stage-label',
      'upsert-comment',
    ]);
    expect(story.model('card')).toMatchObject({ state: 'planning', next: ['/advance canary', '/help'] });
  });

  it('says nothing about an issue without the label', () => {
    const story = open();
    expect(
      () => open('', { labels: { tracking: 'other', stagePrefix: 'stage: ', blocker: 'blocker' } }).rollout,
    ).toThrow();
    expect(story.rollout.position).toEqual({ at: 'planning' });
  });

  it.each([
    ['an empty body', ''],
    ['garbage', '|[*>`~'.repeat(5000)],
    ['HTML', '<div><script>alert(1)</script>'.repeat(500)],
  ])('adopts %s all the same', (_what, body) => {
    expect(open(body).rollout.plan.stages.map((stage) => stage.id)).toEqual(['go-live']);
  });
});

describe('commands', () => {
  it('/advance opens the checklist, moves the label and says one thing', () => {
    const story = canary();

    expect(story.labels).toEqual(['release-tracking', 'stage: canary']);
    expect(story.checklists.map((checklist) => checklist.stage)).toEqual(['canary']);
    expect(story.said).toEqual(['issues/stage', 'moved']);
    expect(reaction(story)).toBe('ROCKET');
    expect(story.rollout).toMatchObject({ position: { at: 'stage', stage: 'canary' }, share: 10 });
  });

  it.each([
    ['designer', '/advance canary', 'not-permitted'],
    ['analyst', '/advance canary', 'not-permitted'],
    ['product-manager', '/advence canary', 'unknown-command'],
    ['product-manager', '/advance canery', 'unknown-stage'],
    ['product-manager', '/advance moderate', 'skips-a-stage'],
    ['product-manager', '/advance --shere 10%', 'bad-usage'],
    ['product-manager', '/advance --share lots', 'not-a-number'],
    ['product-manager', '/advance --force', 'reason-missing'],
    ['product-manager', '/hold', 'reason-missing'],
    ['product-manager', '/hold alarms', 'not-started'],
    ['product-manager', '/rollback 0% errors', 'nothing-to-roll-back'],
    ['product-manager', '/verdict', 'not-started'],
    ['product-manager', '/complete', 'not-live-yet'],
    ['product-manager', '/cancel', 'reason-missing'],
    ['product-manager', '/report 1-week', 'not-live-yet'],
    ['product-manager', '/report', 'bad-usage'],
    ['product-manager', '/report daily', 'unknown-report'],
    ['product-manager', '/schedule go-live someday', 'bad-date'],
    ['product-manager', '/schedule go-live 2020-03-15', 'date-in-the-past'],
    ['product-manager', '/schedule lunch', 'bad-usage'],
    ['product-manager', '/judge nonsense', 'bad-usage'],
    ['product-manager', '/judge nonsense pass: fine', 'unknown-criterion'],
    ['product-manager', '/judge error-rate pass: fine', 'not-started'],
    ['product-manager', '/help advence', 'unknown-command'],
    ['product-manager', '/go as Astronaut', 'unknown-role'],
    ['product-manager', '/go', 'role-unclear'],
    ['designer', '/go', 'role-not-yours'],
    ['designer', '/go as Engineering', 'role-not-yours'],
    ['product-manager', '/no-go as Engineering', 'reason-missing'],
    ['product-manager', '/metric Error rate = many', 'not-a-number'],
  ])('%s: %s is refused: %s', (by, command, reason) => {
    const story = open().comment(by, command);

    expect(refusal(story)).toBe(reason);
    expect(story.said).toEqual(['refused']);
    expect(reaction(story)).toBe('CONFUSED');
    expect(story.labels).toContain('stage: planning');
  });

  it('a stranger gets a reaction and no words', () => {
    const story = open().comment('visitor', '/advance canary');
    expect(story.said).toEqual([]);
    expect(reaction(story)).toBe('CONFUSED');
  });

  it('what a bot writes is never a command', () => {
    const story = open().comment('metrics-bot', '/advance canary');
    expect(story.rollout.position.at).toBe('planning');
    expect(reaction(story)).toBeUndefined();
  });

  it('runs several in order and stops at the first refusal', () => {
    const story = open().comment('product-manager', '/advance canary\n/share 200%\n/hold alarms');

    expect(story.said).toEqual(['issues/stage', 'moved', 'refused']);
    expect(story.decision.ledger.map((note) => note.outcome)).toEqual(['done', 'refused']);
    expect(story.rollout.position).toMatchObject({ stage: 'canary', hold: undefined });
  });

  it('carries out no more than fifty of a comment, and says so', () => {
    const story = open().comment('product-manager', '/status\n'.repeat(8_000));

    expect(story.decision.ledger.map((note) => note.outcome)).toEqual([...Array(50).fill('done'), 'refused']);
    expect(story.model('refused').refusal).toEqual({ reason: 'too-many-commands', limit: 50 });
  });

  it('reads numbers and answers for the stage that a command before them has begun', () => {
    const story = open().comment(
      'product-manager',
      '/advance canary\n/metric Error rate = 3/400\n/answer Types of errors logged: none',
    );

    expect(story.said).not.toContain('refused');
    expect(story.readings).toMatchObject([{ metric: 'Error rate', stage: 'canary' }]);
    expect(story.rollout.answers).toMatchObject([{ key: 'errors-logged', slot: 'canary' }]);
  });

  it('--dry-run says what would change and changes nothing', () => {
    const story = open().comment('product-manager', '/advance canary --dry-run');

    expect(story.said).toEqual(['dry-run']);
    expect(story.model('dry-run').changes.map((change) => change.kind)).toEqual([
      'stage',
      'share',
      'label',
      'checklist',
      'comment',
    ]);
    expect(story.rollout.position.at).toBe('planning');
    expect(story.checklists).toEqual([]);
  });

  it.each([
    ['/help', 'help'],
    ['/help advance', 'help-command'],
    ['/plan', 'plan'],
    ['/export', 'finished-plan'],
    ['/summary', 'summary'],
    ['/schedule go-live 2021-03-20', 'scheduled'],
    ['/cancel not needed any more', 'cancelled'],
  ])('%s answers with %s', (command, view) => {
    expect(open().comment('product-manager', command).said).toContain(view);
  });

  it('holds, refuses to go on, and resumes', () => {
    const held = canary().comment('engineer', '/hold alarms');
    expect(held.model('card').state).toBe('held');
    expect(refusal(held.comment('product-manager', '/advance'))).toBe('on-hold');
    expect(held.comment('engineer', '/resume').said).toEqual(['resumed']);
  });

  it('rolls back with a reason, and starts again', () => {
    const back = canary().comment('engineer', '/rollback 0% payments fail');

    expect(back.labels).toContain('stage: rolled-back');
    expect(back.rollout).toMatchObject({ share: 0, position: { at: 'rolled-back', why: 'payments fail' } });
    expect(back.comment('engineer', '/advance').labels).toContain('stage: canary');
    expect(back.checklists).toHaveLength(1);
  });

  it.each([
    '/advance',
    '/share 45%',
    '/hold why',
    '/resume',
    '/rollback 0% errors',
    '/complete',
    '/cancel why',
    '/go as Product owner',
    '/no-go as Product owner: errors',
    '/judge error-rate pass: seen',
    '/schedule go-live 2021-03-20',
    '/plan set stage canary share 20%',
    '/plan accept',
    '/adopt canary',
  ])('%s is refused when the release has ended', (command) => {
    const ended = canary().comment('product-manager', '/cancel not needed').comment('product-manager', command);
    expect(refusal(ended)).toBe('already-ended');
  });

  it('a settings rule replaces the default permission', () => {
    const rule = { atLeast: 'admin', teams: [], logins: ['designer'] } as const;
    const story = open(undefined, { permissions: { advance: rule } });
    expect(refusal(story.comment('product-manager', '/advance canary'))).toBe('not-permitted');
    expect(story.comment('designer', '/advance canary').labels).toContain('stage: canary');
  });
});

describe('labels', () => {
  it('ask for the same move as the command', () => {
    const story = open().label('product-manager', 'stage: canary');
    expect(story.labels).toEqual(['release-tracking', 'stage: canary']);
    expect(story.said).toEqual(['issues/stage', 'moved']);
  });

  it.each([
    ['analyst', 'stage: canary', 'not-permitted'],
    ['product-manager', 'stage: moderate', 'skips-a-stage'],
    ['product-manager', 'stage: canery', 'unknown-stage'],
  ])('%s: %s is taken off again: %s', (by, label, reason) => {
    const story = open().label(by, label);
    expect(refusal(story)).toBe(reason);
    expect(story.labels).toEqual(['release-tracking', 'stage: planning']);
  });

  it('two at once get one answer', () => {
    const story = open().label('product-manager', 'stage: canary', 'stage: moderate');
    // The second event finds its label gone.
    expect(story.decision.reason).toBe('nothing-to-do');
    expect(story.rollout.position.at).toBe('planning');
    expect(story.labels).toEqual(['release-tracking', 'stage: planning']);
  });

  it('a stage label that was taken off is put back', () => {
    expect(canary().unlabel('analyst', 'stage: canary').labels).toEqual(['release-tracking', 'stage: canary']);
  });

  it('without the tracking label the release rests until it is back', () => {
    const resting = canary().unlabel('product-manager', 'release-tracking');
    expect(resting.said).toEqual(['paused']);
    expect(resting.labels).toEqual([]);
    expect(resting.comment('product-manager', '/rollback 0% errors').decision.reason).toBe('not-ours');
    expect(resting.label('product-manager', 'release-tracking').labels).toContain('stage: canary');
  });

  it('/adopt without the tracking label goes on where it was, and does what else the comment says', () => {
    const resting = () => canary().unlabel('product-manager', 'release-tracking');
    const again = resting().comment('product-manager', '/adopt\n/hold alarms');
    expect(again.labels).toEqual(['stage: canary', 'release-tracking']);
    expect(again.rollout).toMatchObject({
      suspended: undefined,
      position: { stage: 'canary', hold: { why: 'alarms' } },
    });
    expect(again.decision.ledger.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      '/adopt done',
      '/hold done',
    ]);
    const tried = resting().comment('product-manager', '/adopt --dry-run');
    expect(tried.rollout.suspended).toBe('unlabeled');
    expect(tried.labels).toEqual([]);
    expect(resting().comment('designer', '/adopt').labels).toEqual([]);
  });

  it('a release that gets its tracking label back while it is closed goes on resting', () => {
    const story = canary().unlabel('product-manager', 'release-tracking').close('product-manager');
    const labelled = story.label('product-manager', 'release-tracking');
    expect(labelled.rollout.suspended).toBe('closed');
    expect(labelled.decision.timers).toEqual([]);
    expect(labelled.reopen('product-manager').rollout.suspended).toBeUndefined();
  });
});

describe('numbers', () => {
  it('are acknowledged with a thumb and judged', () => {
    const story = canary().comment('analyst', `/metric ${enough}`);
    expect(reaction(story)).toBe('THUMBS_UP');
    expect(story.readings.map((reading) => reading.figure.hits)).toEqual([2]);
    expect(story.said).toEqual([]);
  });

  it('of a listed bot count', () => {
    const story = canary().comment('metrics-bot', `\`\`\`metrics\n${enough}\n\`\`\``);
    expect(story.readings).toHaveLength(1);
  });

  it('of people without triage access do not', () => {
    const story = canary().comment('designer', `\`\`\`metrics\n${enough}\n\`\`\``);
    expect(story.readings).toEqual([]);
  });

  it('in an edited comment replace the old ones', () => {
    const before = `\`\`\`metrics\n${enough}\n\`\`\``;
    const story = canary().comment('analyst', before, { id: 7 });
    const edited = story.edit('analyst', 'analyst', 7, before, before.replace('2/205', '3/205'));
    expect(edited.readings.map((reading) => reading.figure.hits)).toEqual([3]);
  });

  it("somebody else's edit changes nothing and is told", () => {
    const before = `\`\`\`metrics\n${enough}\n\`\`\``;
    const story = canary().comment('analyst', before, { id: 7 });
    const edited = story.edit('engineer', 'analyst', 7, before, before.replace('2/205', '30/205'));
    expect(edited.readings.map((reading) => reading.figure.hits)).toEqual([2]);
    expect(edited.said).toEqual(['edit-rejected']);
  });

  it('of a deleted comment are withdrawn', () => {
    const text = `\`\`\`metrics\n${enough}\n\`\`\``;
    const story = canary().comment('analyst', text, { id: 7 });
    expect(story.remove('analyst', 'analyst', 7, text).readings).toEqual([]);
  });

  it('an edited comment runs only commands that were not there', () => {
    const story = open().comment('product-manager', '/plan', { id: 7 });
    expect(story.edit('product-manager', 'product-manager', 7, '/plan', '/plan\n/advance canary').said).toEqual([
      'issues/stage',
      'moved',
    ]);
    expect(story.edit('product-manager', 'product-manager', 7, '/plan', 'nothing').said).toEqual([]);
  });
});

describe('the plan', () => {
  it('is read again when the description is edited, and what changed is told', () => {
    const story = open().body(
      'product-manager',
      open().rollout.plan.title === undefined ? '' : `# New\n\n### Stage A: Canary\n\n- Percentage of Users: 5%\n`,
    );
    expect(story.decision.reason).toBe('plan-reread');
    expect(story.said).toEqual(['plan-changed']);
    expect(story.rollout.plan.stages[0]?.share).toEqual([5, 5]);
  });

  it('keeps the stage the release is in', () => {
    const story = canary().body('product-manager', '# New\n');
    expect(story.rollout.plan.stages.map((stage) => stage.id)).toEqual(['canary', 'go-live']);
    expect(story.labels).toContain('stage: canary');
  });
});

describe('a plan that has fewer stages than before', () => {
  const short = '# New\n\n### Stage A: Canary\n\n- Percentage of Users: 5%\n';
  const moderate = () => canary().comment('product-manager', '/advance moderate --force "agreed"');

  it('keeps the go-live behind the stage under way', () => {
    const stages = (story: Story) => story.rollout.plan.stages.map((stage) => stage.id);
    expect(stages(moderate().body('product-manager', short))).toEqual(['canary', 'moderate', 'go-live']);
    expect(stages(moderate().body('product-manager', '# New\n'))).toEqual(['moderate', 'go-live']);
    const live = moderate().comment('product-manager', '/advance go-live --force "agreed"');
    expect(stages(live.body('product-manager', '# New\n'))).toEqual(['go-live']);
  });

  it('is begun anew where it was rolled back from a stage that it no longer has', () => {
    const back = moderate().comment('product-manager', '/rollback 0% errors').body('product-manager', short);
    expect(back.comment('product-manager', '/advance').rollout.position).toMatchObject({
      at: 'stage',
      stage: 'canary',
    });
  });
});

describe('checklists and the tracking issue', () => {
  it('closing a checklist early is noticed once', () => {
    const story = canary().close('engineer', 'canary');
    expect(story.said).toEqual(['checklist-closed']);
    expect(story.model('checklist-closed').open).toEqual(['Turn the toggle', 'Fill in the results']);
    expect(story.close('engineer', 'canary').said).toEqual([]);
  });

  it('reads answers from the bullets of a comment, for the stage whose checklist it is on', () => {
    const bullets = (errors: string) =>
      `#### Results:\n- Was the data submitted (if any) easy for VA to process?: yes, all of it\n- Types of errors logged: ${errors}\n- Anything: else`;
    const story = canary().comment('analyst', bullets('two timeouts'), { id: 77 });
    const answers = (of: typeof story) => of.rollout.answers.map(({ slot, key, text }) => `${slot} ${key}: ${text}`);

    expect(answers(story)).toEqual(['canary data-easy: yes, all of it', 'canary errors-logged: two timeouts']);
    expect(reaction(story)).toBe('THUMBS_UP');
    const edited = story.edit('analyst', 'analyst', 77, bullets('two timeouts'), bullets('none'));
    expect(answers(edited)).toEqual(['canary data-easy: yes, all of it', 'canary errors-logged: none']);
    expect(answers(edited.comment('designer', bullets('many')))).toEqual(answers(edited));
    expect(answers(edited.comment('analyst', 'Types of errors logged: I will look'))).toEqual(answers(edited));
  });

  it('takes back answers that a comment or a checklist gives no longer', () => {
    const bullets = '- Types of errors logged: two timeouts\n- Are any UX changes necessary?: no';
    const first = canary().comment('product-manager', '- Types of errors logged: many');
    const story = first.comment('analyst', `${bullets}\n\n/answer easy for VA to process: yes`, { id: 77 });
    const answers = (of: Story) => of.rollout.answers.map(({ key, text }) => `${key}: ${text}`);
    const before = ['errors-logged: many', 'data-easy: yes'];
    expect(answers(story)).toEqual([before[0], 'errors-logged: two timeouts', 'ux-changes: no', before[1]]);

    const whole = `${bullets}\n\n/answer easy for VA to process: yes`;
    const edited = story.edit('analyst', 'analyst', 77, whole, '- Are any UX changes necessary?: no');
    expect(answers(edited)).toEqual([before[0], 'ux-changes: no', before[1]]);
    expect(reaction(edited)).toBe('THUMBS_UP');
    expect(answers(story.edit('product-manager', 'analyst', 77, whole, 'Nothing'))).toEqual(answers(story));

    const removed = story.remove('analyst', 'analyst', 77, whole);
    expect(answers(removed)).toEqual(before);
    expect(removed.decision.reason).toBe('readings-withdrawn');
    expect(removed.decision.ledger[0]?.action).toBe('deletion of answers');

    const filled = canary().fill('engineer', 'canary', bullets);
    expect(answers(filled)).toEqual(['errors-logged: two timeouts', 'ux-changes: no']);
    expect(answers(filled.fill('engineer', 'canary', '- Types of errors logged:'))).toEqual([]);
  });

  it('keeps answers that are corrected later with the results they were for', () => {
    const bullets = (errors: string) => `- Types of errors logged: ${errors}`;
    const story = canary().comment('analyst', bullets('two timeuots'), { id: 77 });
    const live = story.comment('product-manager', '/advance go-live --force "agreed"').wait(8);
    const edited = live.edit('analyst', 'analyst', 77, bullets('two timeuots'), bullets('two timeouts'));
    expect(edited.rollout.reported['1-week']).toBeDefined();
    expect(edited.rollout.answers.map(({ slot, text }) => `${slot}: ${text}`)).toEqual(['canary: two timeouts']);
  });

  it('a tracking issue that is closed by hand has no reports until it is opened again', () => {
    const story = canary().close('engineer').wait(20);
    expect(story.said).toEqual(['paused']);
    expect(story.reopen('engineer').decision.timers?.map((timer) => timer.key)).toEqual(['weekly']);
  });

  it('refuses a stage whose checklist would be the 101st sub-issue', () => {
    const story = open(undefined, {}, 100).comment('product-manager', '/advance canary');
    expect(refusal(story)).toBe('sub-issue-limit');
    expect(story.labels).toContain('stage: planning');
  });
});

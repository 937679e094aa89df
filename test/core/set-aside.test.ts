import { describe, expect, it } from 'vitest';
import type { Actor, Happening } from '../../src/core/event.ts';
import { open, unlabelled } from './story.ts';

const at = Date.parse('2021-03-01T14:00:00Z');
const url = 'https://github.com/acme/appointments/issues/1#issuecomment-7';

function person(login: string): Actor {
  return { id: login.length, login, isBot: login.endsWith('bot') };
}

function base(login: string) {
  return { at, actor: person(login), issueNumber: 1, issueLabels: [] };
}

function commented(login: string, body: string): Happening {
  const comment = { id: 7, nodeId: 'IC_7', url, body, author: person(login), createdAt: at };
  return { ...base(login), kind: 'comment-created', comment };
}

function edited(login: string, author: string, bodyBefore: string, body: string): Happening {
  const comment = { id: 7, nodeId: 'IC_7', url, body, author: person(author), createdAt: at };
  return { ...base(login), kind: 'comment-edited', comment, bodyBefore };
}

function labelled(login: string, label: string): Happening {
  return { ...base(login), kind: 'issue-labeled', label };
}

const canary = () => open().comment('product-manager', '/advance canary');

describe('what could not be done', () => {
  it.each<[what: string, of: Happening, asked: object]>([
    [
      'commands',
      commented('product-manager', 'Well then:\n\n/resume\n/advance moderate'),
      { what: 'commands', commands: ['/resume', '/advance moderate'], by: 'product-manager', url },
    ],
    [
      'a command that its author has added to a comment',
      edited('analyst', 'analyst', '/verdict', '/verdict\n/summary'),
      { what: 'commands', commands: ['/summary'], by: 'analyst', url },
    ],
    [
      'a stage label',
      labelled('analyst', 'stage: moderate'),
      { what: 'label', label: 'stage: moderate', stage: 'moderate', by: 'analyst' },
    ],
    ['a report', { kind: 'timer', timer: '1-week', dueAt: at, at }, { what: 'report', report: '1-week', dueAt: at }],
  ])('is told of %s, and nothing else is done', (_what, of, asked) => {
    const before = canary();
    const { rollout } = before;
    const story = before.setAside(of);
    expect(story.decision.reason).toBe('set-aside');
    expect(story.decision.effects.map(({ kind }) => kind)).toEqual(['post-once']);
    expect(story.model('set-aside')).toEqual({ asked, undone: [], attempts: 10, why: undefined, deliveryId: 'd1' });
    expect(story.decision.ledger.map(({ outcome }) => outcome)).toContain('failed');
    expect(story.decision.timers).toBeUndefined();
    expect(story.rollout).toBe(rollout);
  });

  it.each<[what: string, of: Happening]>([
    ['a comment without commands', commented('product-manager', 'Error rate: 2%')],
    ['the command of a bot', commented('metrics-bot', '/advance moderate')],
    ['the command of somebody without access', commented('visitor', '/advance moderate')],
    ['a command that was in a comment before', edited('analyst', 'analyst', '/verdict', '/verdict\nPlease')],
    ["a command that somebody put into another's comment", edited('engineer', 'analyst', '', '/verdict')],
    ['another label', labelled('analyst', 'bug')],
    ['a label for no stage', labelled('analyst', 'stage: nowhere')],
    ['the end of a stage', { kind: 'timer', timer: 'soak', dueAt: at, at }],
    ['an edit of the plan', { ...base('product-manager'), kind: 'issue-edited', bodyBefore: '' }],
    ['a look at the issue', { kind: 'sync', at }],
  ])('is not told of %s', (_what, of) => {
    const { decision } = canary().setAside(of);
    expect(decision).toMatchObject({ reason: 'nothing-to-do', effects: [], ledger: [] });
  });

  it('names what people would miss of what was decided, and says why where GitHub does', () => {
    const undone = ['react', 'ensure-checklist-issue', 'post-once', 'post-once', 'upsert-comment'];
    const story = canary().setAside(commented('product-manager', '/advance moderate'), undone, 'forbidden');
    expect(story.model('set-aside')).toMatchObject({ undone: ['checklist', 'answer'], why: 'forbidden' });
    expect(story.decision.ledger).toEqual([
      { actor: 'product-manager', action: '/advance', outcome: 'failed', detail: 'checklist, answer' },
    ]);
  });

  it('is not told where only what comes again by itself is missing', () => {
    const undone = ['react', 'upsert-comment', 'set-title', 'ensure-labels'];
    expect(canary().setAside(commented('product-manager', '/advance moderate'), undone).said).toEqual([]);
  });

  it('is told on the checklist issue on which it was asked for', () => {
    const story = canary().setAside({
      ...commented('analyst', '/metric error rate = 2%'),
      issueNumber: 2,
    } as Happening);
    expect(story.decision.effects).toMatchObject([{ kind: 'post-once', issue: 'I_2' }]);
  });

  it('takes a release up that could not be taken up before, and says nothing of an issue that is none of ours', () => {
    const opened: Happening = { ...base('product-manager'), kind: 'issue-opened' };
    const issue = unlabelled();
    expect(issue.setAside(opened).decision.reason).toBe('not-ours');
    Object.assign(issue, { labels: ['release-tracking'] });
    expect(issue.setAside(opened).decision.reason).toBe('adopted');
    expect(open().setAside(opened).decision.reason).toBe('nothing-to-do');
  });
});

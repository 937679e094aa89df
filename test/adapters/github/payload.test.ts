import { describe, expect, it } from 'vitest';
import { type IgnoredReason, readWebhook, type Webhook } from '../../../src/adapters/github/payload.ts';
import type { Delivery } from '../../../src/ports.ts';
import { commentPayload, commentWebhook, issuePayload, issuesWebhook, receivedAt } from './webhooks.ts';

const app = { id: 77, slug: 'rollcall' };
const updatedAt = Date.parse('2021-03-01T14:00:00Z');
const engineer = { id: 31, login: 'engineer', isBot: false };
const label = { id: 4, name: 'stage: canary', color: 'ededed' };

function deliveryOf(webhook: Webhook): Delivery {
  const read = readWebhook(webhook, app);
  if ('ignored' in read) throw new Error(`ignored: ${read.ignored}`);
  return read;
}

function ignoredOf(webhook: Webhook): IgnoredReason | undefined {
  const read = readWebhook(webhook, app);
  return 'ignored' in read ? read.ignored : undefined;
}

describe('a webhook about an issue', () => {
  const facts = { at: updatedAt, actor: engineer, issueNumber: 12, issueLabels: ['release-tracking'] };
  it.each<[string, Webhook, object, RegExp]>([
    ['opened', issuesWebhook('opened'), { kind: 'issue-opened', ...facts }, /^issues\.opened:5001$/],
    [
      'edited',
      issuesWebhook('edited', { changes: { body: { from: 'Before' } } }),
      { kind: 'issue-edited', ...facts, bodyBefore: 'Before' },
      /^issues\.edited:5001:1614607200000:[0-9a-f]{32}$/,
    ],
    [
      'edited in its title',
      issuesWebhook('edited', { changes: { title: { from: 'Before' } } }),
      { kind: 'issue-edited', ...facts, bodyBefore: undefined },
      /^issues\.edited:5001:1614607200000:/,
    ],
    [
      'labeled',
      issuesWebhook('labeled', { label }),
      { kind: 'issue-labeled', ...facts, label: 'stage: canary' },
      /^issues\.labeled:5001:stage: canary:1614607200000$/,
    ],
    [
      'unlabeled',
      issuesWebhook('unlabeled', { label }),
      { kind: 'issue-unlabeled', ...facts, label: 'stage: canary' },
      /^issues\.unlabeled:5001:stage: canary:1614607200000$/,
    ],
    ['closed', issuesWebhook('closed'), { kind: 'issue-closed', ...facts }, /^issues\.closed:5001:1614607200000$/],
    [
      'reopened',
      issuesWebhook('reopened'),
      { kind: 'issue-reopened', ...facts },
      /^issues\.reopened:5001:1614607200000$/,
    ],
    [
      'deleted',
      issuesWebhook('deleted'),
      { kind: 'issue-deleted', ...facts, at: receivedAt },
      /^issues\.deleted:5001$/,
    ],
    [
      'transferred',
      issuesWebhook('transferred', { changes: { new_issue: {} } }),
      { kind: 'issue-transferred', ...facts, at: receivedAt },
      /^issues\.transferred:5001$/,
    ],
  ])('that was %s is read', (_what, webhook, event, meaning) => {
    const delivery = deliveryOf(webhook);
    expect(delivery.event).toEqual(event);
    expect(delivery.meaning).toMatch(meaning);
    expect(delivery.id).toBe('d-1');
    expect(delivery.receivedAt).toBe(receivedAt);
    expect(delivery.issue).toEqual({
      installationId: 5,
      repositoryId: 900,
      owner: 'acme',
      repository: 'appointments',
      number: 12,
    });
  });

  it('has another meaning when the text is edited twice in one second', () => {
    const first = deliveryOf(issuesWebhook('edited', { changes: { body: { from: 'A' } } }));
    const second = deliveryOf(issuesWebhook('edited', { changes: { body: { from: 'B' } } }));
    expect(first.meaning).not.toBe(second.meaning);
  });

  it.each([
    ['of the same repository', 'https://api.github.com/repos/Acme/Appointments/issues/7', 7],
    ['on an Enterprise Server', 'https://ghe.example/api/v3/repos/acme/appointments/issues/7', 7],
    ['of another repository', 'https://api.github.com/repos/acme/other/issues/7', undefined],
    ['of a repository of another owner', 'https://api.github.com/repos/evil/appointments/issues/7', undefined],
    ['that is none', 'https://api.github.com/repos/acme/appointments/issues/0', undefined],
    ['absent', null, undefined],
  ])('knows its parent %s', (_what, url, parent) => {
    const issue = issuePayload({ parent_issue_url: url });
    expect(deliveryOf(issuesWebhook('closed', { issue })).parentNumber).toBe(parent);
  });
});

describe('a webhook about a comment', () => {
  const comment = {
    id: 7001,
    nodeId: 'IC_7001',
    url: 'https://github.com/acme/appointments/issues/12#issuecomment-7001',
    body: '/advance canary',
    author: engineer,
    createdAt: Date.parse('2021-03-01T14:00:01Z'),
  };
  const facts = { actor: engineer, issueNumber: 12, issueLabels: ['release-tracking'], comment };
  it.each<[string, Webhook, object, RegExp]>([
    [
      'created',
      commentWebhook('created'),
      { kind: 'comment-created', at: comment.createdAt, ...facts },
      /^issue_comment\.created:7001$/,
    ],
    [
      'edited',
      commentWebhook('edited', { changes: { body: { from: '/status' } } }),
      { kind: 'comment-edited', at: Date.parse('2021-03-01T14:00:03Z'), ...facts, bodyBefore: '/status' },
      /^issue_comment\.edited:7001:1614607203000:[0-9a-f]{32}$/,
    ],
    [
      'deleted',
      commentWebhook('deleted'),
      { kind: 'comment-deleted', at: receivedAt, ...facts },
      /^issue_comment\.deleted:7001$/,
    ],
  ])('that was %s is read', (_what, webhook, event, meaning) => {
    const delivery = deliveryOf(webhook);
    expect(delivery.event).toEqual(event);
    expect(delivery.meaning).toMatch(meaning);
  });

  it('names a deleted account ghost', () => {
    const { event } = deliveryOf(commentWebhook('created', { comment: commentPayload({ user: null }) }));
    expect(event).toMatchObject({ comment: { author: { login: 'ghost', isBot: false } } });
  });

  it('says that a bot is one', () => {
    const sender = { id: 9, login: 'metrics-bot[bot]', type: 'Bot' };
    const { event } = deliveryOf(commentWebhook('created', { sender }));
    expect(event).toMatchObject({ actor: { login: 'metrics-bot[bot]', isBot: true } });
  });

  it.each([
    ['null', null, ''],
    ['longer than GitHub allows', 'x'.repeat(100_000), 'x'.repeat(65_536)],
  ])('takes a body that is %s', (_what, body, expected) => {
    const { event } = deliveryOf(commentWebhook('created', { comment: commentPayload({ body }) }));
    expect(event).toMatchObject({ comment: { body: expected } });
  });
});

describe('what we did ourselves', () => {
  const bot = { id: 9, login: 'rollcall[bot]', type: 'Bot' };
  const via = { performed_via_github_app: { id: 77, slug: 'rollcall' } };
  it.each<[string, Webhook]>([
    ['our bot sends', commentWebhook('created', { sender: bot })],
    ['our bot sends in other letters', issuesWebhook('closed', { sender: { ...bot, login: 'Rollcall[bot]' } })],
    ['our label changes', issuesWebhook('labeled', { sender: bot, label })],
    ['our edits', commentWebhook('edited', { sender: bot })],
    ['a comment made through the app', commentWebhook('created', { comment: commentPayload(via) })],
    ['an issue made through the app', issuesWebhook('opened', { issue: issuePayload(via) })],
  ])('is ignored: %s', (_what, webhook) => {
    expect(ignoredOf(webhook)).toBe('own-echo');
  });

  it.each<[string, Webhook]>([
    ["somebody's edit of our comment", commentWebhook('edited', { comment: commentPayload({ ...via, user: bot }) })],
    [
      "somebody's deletion of our comment",
      commentWebhook('deleted', { comment: commentPayload({ ...via, user: bot }) }),
    ],
    ["somebody's comment on our issue", commentWebhook('created', { issue: issuePayload(via) })],
    ["somebody's tick in our issue", issuesWebhook('edited', { issue: issuePayload(via) })],
    ['a person with the name of the bot', issuesWebhook('closed', { sender: { ...bot, type: 'User' } })],
    [
      'a comment through another app',
      commentWebhook('created', { comment: commentPayload({ performed_via_github_app: { id: 78 } }) }),
    ],
  ])('is not taken for an echo: %s', (_what, webhook) => {
    expect(ignoredOf(webhook)).toBeUndefined();
  });
});

describe('a webhook that is none of ours', () => {
  const issues = issuesWebhook('opened');
  const comment = commentWebhook('created');
  const renamed = (webhook: Webhook, name: string): Webhook => ({ ...webhook, name });
  const carrying = (payload: unknown, name = 'issues'): Webhook => ({ ...issues, name, payload });
  it.each<[string, Webhook, IgnoredReason]>([
    ['another event', renamed(issues, 'push'), 'event-not-handled'],
    ['an event named like a property', renamed(issues, '__proto__'), 'event-not-handled'],
    ['an event named like a method', renamed(issues, 'constructor'), 'event-not-handled'],
    ['an installation', renamed(issues, 'installation'), 'installation-changed'],
    ['repositories of an installation', renamed(issues, 'installation_repositories'), 'installation-changed'],
    ['a renamed repository', renamed(issues, 'repository'), 'repository-changed'],
    ['another action on an issue', issuesWebhook('pinned'), 'action-not-handled'],
    ['another action on a comment', commentWebhook('minimized'), 'action-not-handled'],
    ['an action that is no text', issuesWebhook('opened', { action: ['opened'] }), 'action-not-handled'],
    ['a comment under the name of an issue', renamed(comment, 'issues'), 'action-not-handled'],
    ['a deleted comment under the name of an issue', renamed(commentWebhook('deleted'), 'issues'), 'shape-mismatch'],
    ['an issue under the name of a comment', renamed(issues, 'issue_comment'), 'shape-mismatch'],
    ['a labeled issue without the label', issuesWebhook('labeled'), 'shape-mismatch'],
    ['a closed issue with a label', issuesWebhook('closed', { label }), 'shape-mismatch'],
    ['no issue', issuesWebhook('opened', { issue: undefined }), 'shape-mismatch'],
    ['a list', carrying([]), 'shape-mismatch'],
    ['null', carrying(null), 'shape-mismatch'],
    ['a text', carrying('{}'), 'shape-mismatch'],
    ['a repository hook', issuesWebhook('opened', { installation: undefined }), 'not-of-an-installation'],
    ['an installation without a number', issuesWebhook('opened', { installation: { id: '5' } }), 'malformed'],
    ['an issue without a number', issuesWebhook('opened', { issue: issuePayload({ number: -1 }) }), 'malformed'],
    ['a fraction for an id', issuesWebhook('opened', { issue: issuePayload({ id: 1.5 }) }), 'malformed'],
    ['a date that is none', issuesWebhook('opened', { issue: issuePayload({ updated_at: 'now' }) }), 'malformed'],
    ['a body that is a list', commentWebhook('created', { comment: commentPayload({ body: ['x'] }) }), 'malformed'],
    ['no sender', commentWebhook('created', { sender: null }), 'malformed'],
    [
      'a comment on a pull request',
      commentWebhook('created', { issue: issuePayload({ pull_request: { url: 'https://…' } }) }),
      'pull-request',
    ],
  ])('is ignored: %s', (_what, webhook, reason) => {
    expect(ignoredOf(webhook)).toBe(reason);
  });
});

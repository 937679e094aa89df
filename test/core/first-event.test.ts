import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import { adopt } from '../../src/core/handlers/adopt.ts';
import { mayPostNumbers } from '../../src/core/handlers/comment-created.ts';
import { defaultSettings } from '../../src/core/settings/default-settings.ts';
import type { Snapshot } from '../../src/core/snapshot.ts';

interface Circumstances {
  readonly labels?: readonly string[];
  readonly open?: boolean;
  readonly slots?: readonly string[];
}

function snapshotOf({ labels = ['bug', 'release-tracking'], open = true, slots = [] }: Circumstances): Snapshot {
  const issue = { number: 1, title: 'A release', body: '', open, labels: labels.map((name) => ({ name })) };
  // Nothing else is looked at.
  return {
    now: 0,
    settings: defaultSettings,
    issue,
    comments: slots.map((slot) => ({ slot })),
  } as unknown as Snapshot;
}

function eventOf(kind: string, more: object = {}): Event {
  return { kind, issueNumber: 1, actor: { isBot: false }, ...more } as unknown as Event;
}

const opened = eventOf('issue-opened');
const asks = (isBot: boolean, body = '/adopt') => eventOf('comment-created', { actor: { isBot }, comment: { body } });

describe('an issue that is seen for the first time', () => {
  it.each<[what: string, event: Event, circumstances: Circumstances, taken: 'taken' | 'on trial' | 'left']>([
    ['that is opened', opened, {}, 'taken'],
    ['that is labelled', eventOf('issue-labeled'), {}, 'taken'],
    ['that somebody writes on', asks(false, 'Hello'), {}, 'taken'],
    ['of which every webhook got lost', eventOf('sync'), {}, 'taken'],
    ['of which the first event failed', eventOf('set-aside'), {}, 'taken'],
    ['that has its own comments, but no card', opened, { slots: ['1-week'] }, 'taken'],
    ['that already has a card', opened, { slots: ['1-week', 'card'] }, 'left'],
    ['that is closed', opened, { open: false }, 'left'],
    ['without the label', opened, { labels: ['bug'] }, 'left'],
    ['without any label', opened, { labels: [] }, 'left'],
    ['that is being closed', eventOf('issue-closed'), {}, 'left'],
    ['that is deleted', eventOf('issue-deleted'), {}, 'left'],
    ['that goes elsewhere', eventOf('issue-transferred'), {}, 'left'],
    ['by an event of its sub-issue', eventOf('issue-opened', { issueNumber: 2 }), {}, 'left'],
    ['by a timer', eventOf('timer'), {}, 'left'],
    ['without the label, by a command', asks(false), { labels: [] }, 'on trial'],
    ['without the label, by a command among words', asks(false, 'So:\n/adopt canary'), { labels: [] }, 'on trial'],
    ['without the label, by another command', asks(false, '/status'), { labels: [] }, 'left'],
    ["without the label, by a bot's command", asks(true), { labels: [] }, 'left'],
    ['without the label, by a command that was edited', eventOf('comment-edited'), { labels: [] }, 'left'],
    ['with the label, by a command', asks(false), {}, 'taken'],
  ])('%s', (_what, event, circumstances, taken) => {
    const adopted = adopt(event, snapshotOf(circumstances));
    const asTaken = adopted?.onTrial === true ? 'on trial' : 'taken';
    expect(adopted === undefined ? 'left' : asTaken).toBe(taken);
  });
});

describe('whose numbers count', () => {
  it.each([
    ['metrics', true],
    ['metrics[bot]', true],
    ['Metrics[bot]', true],
    ['metrics[bot]x', false],
    ['other[bot]', false],
  ])('of the listed bots: %s %s', (login, counts) => {
    const settings = { ...defaultSettings, bots: ['builds', 'METRICS[bot]'] };
    const actor = { login, isBot: true, permission: 'none', teams: [] } as const;
    expect(mayPostNumbers(actor, { ...snapshotOf({}), settings })).toBe(counts);
  });

  it.each([
    ['read', undefined, false],
    ['triage', undefined, true],
    ['triage', 'write', false],
    ['write', 'write', true],
    ['read', 'read', true],
  ] as const)('of people with %s access, where the settings ask for %s: %s', (permission, atLeast, counts) => {
    const metric = { atLeast, teams: [], logins: [] };
    const settings = { ...defaultSettings, permissions: atLeast === undefined ? {} : { metric } };
    const actor = { login: 'analyst', isBot: false, permission, teams: [] };
    expect(mayPostNumbers(actor, { ...snapshotOf({}), settings })).toBe(counts);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { maxBodyLength } from '../../../src/adapters/github/fit-body.ts';
import { readMarker } from '../../../src/adapters/github/marker.ts';
import type { GitHubFacts } from '../../../src/core/snapshot.ts';
import type { Links, RenderedEffect } from '../../../src/ports.ts';
import { commentNode, pageOf } from './read-data.ts';
import { issueNodeId, issueRef, keys, marked, now, playTheNetwork, startWire, type Wire } from './wire.ts';

const spec = (name: string) => ({ name, color: '1d76db', description: 'Stage' });
const label = (name: string) => ({ nodeId: `L_${name}`, name });
const stages = ['stage: planning', 'stage: canary'];

const facts: GitHubFacts = {
  repository: { id: 900, nodeId: 'R_900', owner: 'acme', name: 'appointments', labels: stages.map(label) },
  issue: {
    number: 12,
    nodeId: issueNodeId,
    title: 'Release plan',
    body: '',
    url: 'https://github.com/acme/appointments/issues/12',
    open: true,
    locked: false,
    author: 'product-manager',
    labels: [label('bug'), label('stage: planning')],
  },
  actor: undefined,
  checklists: [],
  subIssueCount: 0,
  blockers: [],
  comments: [],
};

/** The texts name the checklist of the canary stage, so that tests see with which links they were rendered. */
const text = (words: string) => (links: Links) => `${words} #${links['canary'] ?? 'none'}`;

const ensureLabels: RenderedEffect = { id: 'labels', kind: 'ensure-labels', labels: stages.map(spec) };
const stageLabel: RenderedEffect = {
  id: 'stage',
  kind: 'ensure-stage-label',
  prefix: 'stage: ',
  label: 'stage: canary',
};
const checklist: RenderedEffect = {
  id: 'list',
  kind: 'ensure-checklist-issue',
  stage: 'canary',
  title: 'Canary — Release plan',
  labels: [],
  body: text('To do'),
};
const card: RenderedEffect = { id: 'card', kind: 'upsert-comment', slot: 'card', create: true, body: text('Card') };
const answer: RenderedEffect = { id: 'post', kind: 'post-once', issue: undefined, body: text('Moved') };
const rocket: RenderedEffect = { id: 'rocket', kind: 'react', subject: 'IC_9', content: 'ROCKET' };
const advance = [checklist, stageLabel, card, answer, rocket];

const cardComment = {
  nodeId: 'IC_1',
  id: 1,
  slot: 'card',
  body: marked('Card #none', { kind: 'slot', value: 'card' }),
};
const withLabel = { repository: { ...facts.repository, labels: [label('release-tracking')] } };
const canaryList = { stage: 'canary', number: 20, nodeId: 'I_20', title: '', body: '', open: true };

playTheNetwork();
let wire: Wire;
beforeEach(() => {
  wire = startWire();
});

function write(effects: readonly RenderedEffect[], overlay: Partial<GitHubFacts> = {}, retry = false) {
  return wire.github.write(issueRef, { ...facts, ...overlay }, effects, retry);
}

/** The fields of a document with their inputs, in order. */
function sent(document: number): readonly [string, Readonly<Record<string, unknown>>][] {
  const { query = '', variables = {} } = wire.documents[document] ?? {};
  return [...query.matchAll(/^ {2}(e\d+): (\w+)/gm)].map(([, alias, field]) => {
    // Inputs are objects; `errorsOf` has held them against the schema.
    return [field ?? '', variables[alias ?? ''] as Readonly<Record<string, unknown>>];
  });
}

function fieldsOf(document: number): readonly string[] {
  return sent(document).map(([field]) => field);
}

const fine = { clientMutationId: null };
const newIssue = { issue: { id: 'I_20', number: 20 } };
const newComment = (id: string) => ({ commentEdge: { node: { id } } });

function answerFlip(count: number, overlay: Readonly<Record<string, unknown>> = {}, errors?: readonly unknown[]): void {
  const data = Object.fromEntries(Array.from({ length: count }, (_, index) => [`e${index}`, fine]));
  wire.answerData({ ...data, ...overlay }, errors);
}

describe('writing a move', () => {
  it('takes two documents: what creates, then what flips', async () => {
    wire.answerData({ e0: fine, e1: newIssue });
    answerFlip(6, { e2: newComment('IC_c'), e3: newComment('IC_p') });
    const result = await write(advance);
    expect(result.failed).toEqual({});
    expect(result.done).toEqual({
      list: { remoteId: 'I_20' },
      stage: { remoteId: undefined },
      card: { remoteId: 'IC_c' },
      post: { remoteId: 'IC_p' },
      rocket: { remoteId: undefined },
    });
    expect(wire.documents).toHaveLength(2);
    expect(sent(0)).toEqual([
      ['addReaction', { subjectId: 'IC_9', content: 'EYES' }],
      [
        'createIssue',
        {
          repositoryId: 'R_900',
          parentIssueId: issueNodeId,
          title: 'Canary — Release plan',
          body: marked('To do #none', { kind: 'checklist', value: 'canary' }),
          labelIds: [],
        },
      ],
    ]);
    expect(sent(1)).toEqual([
      ['addLabelsToLabelable', { labelableId: issueNodeId, labelIds: ['L_stage: canary'] }],
      ['removeLabelsFromLabelable', { labelableId: issueNodeId, labelIds: ['L_stage: planning'] }],
      ['addComment', { subjectId: issueNodeId, body: marked('Card #20', { kind: 'slot', value: 'card' }) }],
      ['addComment', { subjectId: issueNodeId, body: marked('Moved #20', { kind: 'once', value: 'post' }) }],
      ['addReaction', { subjectId: 'IC_9', content: 'ROCKET' }],
      ['removeReaction', { subjectId: 'IC_9', content: 'EYES' }],
    ]);
  });

  it('takes one document where nothing is created, and no receipt', async () => {
    answerFlip(2);
    await write([stageLabel, rocket], { issue: { ...facts.issue, labels: [] } });
    expect(fieldsOf(0)).toEqual(['addLabelsToLabelable', 'addReaction']);
    expect(wire.documents).toHaveLength(1);
  });

  it('puts a label on the issue only where it is missing, and makes it where the repository has none', async () => {
    const tracked: RenderedEffect = { id: 'tracked', kind: 'ensure-label', label: 'release-tracking' };
    await write([tracked], { issue: { ...facts.issue, labels: [label('Release-Tracking')] }, ...withLabel });
    expect(wire.documents).toEqual([]);
    answerFlip(1);
    await write([tracked], withLabel);
    expect(sent(0)).toEqual([['addLabelsToLabelable', { labelableId: issueNodeId, labelIds: ['L_release-tracking'] }]]);
    wire.answerData({ e0: { label: { id: 'L_new' } } });
    answerFlip(1);
    await write([tracked]);
    expect(fieldsOf(1)).toEqual(['createLabel']);
    expect(sent(2)).toEqual([['addLabelsToLabelable', { labelableId: issueNodeId, labelIds: ['L_new'] }]]);
  });

  it('takes none where everything is true already', async () => {
    const result = await write(
      [
        ensureLabels,
        checklist,
        stageLabel,
        { ...card, body: () => 'Card #none' },
        { id: 'title', kind: 'set-title', title: 'Release plan' },
      ],
      {
        issue: { ...facts.issue, labels: [label('Stage: Canary')] },
        comments: [cardComment],
        checklists: [canaryList],
      },
    );
    expect(wire.documents).toEqual([]);
    expect(Object.keys(result.done)).toEqual(['labels', 'list', 'stage', 'card', 'title']);
    expect(result.done['list']).toEqual({ remoteId: 'I_20' });
    expect(result.done['card']).toEqual({ remoteId: 'IC_1' });
  });

  it('renders texts with the checklist issues that there are', async () => {
    answerFlip(1);
    await write([card], { comments: [cardComment], checklists: [canaryList] });
    expect(sent(0)).toEqual([
      ['updateIssueComment', { id: 'IC_1', body: marked('Card #20', { kind: 'slot', value: 'card' }) }],
    ]);
  });

  it('takes line ends that a browser changed for the same text', async () => {
    await write([card], { comments: [{ ...cardComment, body: cardComment.body.replaceAll('\n', '\r\n') }] });
    expect(wire.documents).toEqual([]);
  });

  it('leaves a slot alone that is not there and shall not be created', async () => {
    expect((await write([{ ...card, create: false }])).done).toEqual({ card: { remoteId: undefined } });
    expect(wire.documents).toEqual([]);
  });

  it('writes the last text of a slot once', async () => {
    answerFlip(1, { e0: newComment('IC_c') });
    const later: RenderedEffect = { ...card, id: 'later', create: false, body: () => 'Later' };
    await write([card, later]);
    expect(sent(0)).toEqual([
      ['addComment', { subjectId: issueNodeId, body: marked('Later', { kind: 'slot', value: 'card' }) }],
    ]);
  });

  it('answers on another issue, signed for that one', async () => {
    answerFlip(1, { e0: newComment('IC_p') });
    await write([{ ...answer, issue: 'I_20' }]);
    const [, input] = sent(0)[0] ?? [];
    expect(input?.['subjectId']).toBe('I_20');
    expect(readMarker(keys, String(input?.['body']), 'I_20')).toEqual({ kind: 'once', value: 'post' });
    expect(readMarker(keys, String(input?.['body']), issueNodeId)).toBeUndefined();
  });

  it.each([
    ['completed', 'COMPLETED'],
    ['not-planned', 'NOT_PLANNED'],
  ] as const)('closes the issue as %s', async (reason, stateReason) => {
    answerFlip(2);
    await write([
      { id: 'title', kind: 'set-title', title: 'Release plan [10%]' },
      { id: 'close', kind: 'close-issue', reason },
    ]);
    expect(sent(0)).toEqual([
      ['updateIssue', { id: issueNodeId, title: 'Release plan [10%]' }],
      ['closeIssue', { issueId: issueNodeId, stateReason }],
    ]);
  });

  it('takes all stage labels off where none is wanted, and no other', async () => {
    answerFlip(1);
    await write([{ ...stageLabel, label: undefined }], {
      issue: { ...facts.issue, labels: [...stages, 'bug'].map(label) },
    });
    expect(sent(0)).toEqual([
      ['removeLabelsFromLabelable', { labelableId: issueNodeId, labelIds: ['L_stage: planning', 'L_stage: canary'] }],
    ]);
  });

  it('shows EYES where no other reaction follows, and only then', async () => {
    answerFlip(2);
    const eyes = (id: string, subject: string): RenderedEffect => ({ id, kind: 'react', subject, content: 'EYES' });
    await write([eyes('a', 'IC_8'), eyes('b', 'IC_9'), rocket]);
    expect(sent(0)).toEqual([
      ['addReaction', { subjectId: 'IC_8', content: 'EYES' }],
      ['addReaction', { subjectId: 'IC_9', content: 'ROCKET' }],
    ]);
  });

  it('cuts titles and texts to what GitHub takes', async () => {
    wire.answerData({ e0: newIssue });
    answerFlip(1, { e0: newComment('IC_c') });
    await write([
      { ...checklist, title: 'T'.repeat(300) },
      { ...card, body: () => 'A block.\n\n'.repeat(10_000) },
    ]);
    expect(String(sent(0)[0]?.[1]['title'])).toBe(`${'T'.repeat(255)}…`);
    const body = String(sent(1)[0]?.[1]['body']);
    expect(body.length).toBeLessThanOrEqual(maxBodyLength);
    expect(body).toMatch(/A block\.\n\n_Cut\._\n\n<!-- rollcall:1 slot=card /);
  });
});

describe('labels', () => {
  it('are created only where they are missing, and used at once', async () => {
    wire.answerData({ e0: { label: { id: 'L_new', name: 'stage: canary' } } });
    answerFlip(2);
    const repository = { ...facts.repository, labels: [label('Stage: Planning')] };
    const result = await write([ensureLabels, stageLabel], { repository });
    expect(sent(0)).toEqual([
      ['createLabel', { repositoryId: 'R_900', name: 'stage: canary', color: '1d76db', description: 'Stage' }],
    ]);
    expect(sent(1)[0]).toEqual(['addLabelsToLabelable', { labelableId: issueNodeId, labelIds: ['L_new'] }]);
    expect(Object.keys(result.done)).toEqual(['labels', 'stage']);
  });

  it('are put on a checklist issue, later where they are new', async () => {
    wire.answerData({ e0: { label: { id: 'L_new', name: 'rollout' } }, e1: newIssue });
    answerFlip(1);
    await write([{ ...checklist, labels: ['stage: canary', 'rollout'] }]);
    expect(sent(0)[1]?.[1]['labelIds']).toEqual(['L_stage: canary']);
    expect(sent(1)).toEqual([['addLabelsToLabelable', { labelableId: 'I_20', labelIds: ['L_new'] }]]);
  });

  it('that somebody else has just created are looked up', async () => {
    wire.answerData({ e0: null }, [{ type: 'UNPROCESSABLE', path: ['e0'], message: 'Name has already been taken' }]);
    wire.answerData({ node: { label: { id: 'L_theirs', name: 'Stage: canary' } } });
    answerFlip(2);
    const result = await write([ensureLabels, stageLabel], {
      repository: { ...facts.repository, labels: [label('stage: planning')] },
    });
    expect(sent(2)[0]?.[1]['labelIds']).toEqual(['L_theirs']);
    expect(result.failed).toEqual({});
  });

  it('are looked up by name in a repository with more than are read', async () => {
    const labels = Array.from({ length: 100 }, (_, index) => label(`area: ${index}`));
    wire.answerData({ node: { label: { id: 'L_old', name: 'stage: canary' } } });
    answerFlip(2);
    await write([stageLabel], { repository: { ...facts.repository, labels } });
    expect(wire.documents).toHaveLength(2);
    expect(sent(1)[0]?.[1]['labelIds']).toEqual(['L_old']);
  });
});

describe('a creation that fails', () => {
  it.each([
    ['for now', { message: 'Something went wrong', path: ['e1'] }, { notBefore: undefined }, undefined],
    ['for good', { type: 'FORBIDDEN', message: 'Resource not accessible', path: ['e1'] }, undefined, 'forbidden'],
    [
      'at the limit',
      { type: 'UNPROCESSABLE', message: 'Parent cannot have more than 100 sub-issues', path: ['e1'] },
      undefined,
      'sub-issue-limit',
    ],
  ])('moves nothing (%s)', async (_what, error, retry, code) => {
    wire.answerData({ e0: fine, e1: null }, [error]);
    const result = await write(advance);
    expect(wire.documents).toHaveLength(1);
    expect(result.done).toEqual({});
    expect([result.failed['list']?.code, result.failed['list']?.retry]).toEqual([code, retry]);
    expect([result.failed['stage']?.code, result.failed['stage']?.retry]).toEqual(['held-back', retry]);
  });

  it('does not undo what was created beside it', async () => {
    const second: RenderedEffect = { ...checklist, id: 'second', stage: 'moderate' };
    wire.answerData({ e0: newIssue, e1: null }, [{ message: 'Something went wrong', path: ['e1'] }]);
    const result = await write([checklist, second, stageLabel]);
    expect(result.done).toEqual({ list: { remoteId: 'I_20' } });
    expect(Object.keys(result.failed)).toEqual(['second', 'stage']);
  });

  it('is not even tried where the issue has 100 sub-issues', async () => {
    const result = await write(advance, { subIssueCount: 100 });
    expect(wire.documents).toEqual([]);
    expect(result.failed['list']?.code).toBe('sub-issue-limit');
    expect(result.failed['stage']?.code).toBe('held-back');
  });

  it('does not hold anything back where it is only the receipt', async () => {
    wire.answerData({ e0: null, e1: newIssue }, [{ type: 'NOT_FOUND', message: 'No such comment', path: ['e0'] }]);
    answerFlip(6, { e2: newComment('IC_c'), e3: newComment('IC_p') });
    const result = await write(advance);
    expect(result.failed).toEqual({});
    expect(wire.documents).toHaveLength(2);
  });
});

describe('a flip that fails in part', () => {
  it('is reported field by field', async () => {
    answerFlip(5, { e1: null, e3: null }, [
      { type: 'FORBIDDEN', message: 'Unable to create comment because issue is locked.', path: ['e3'] },
      { message: 'Something went wrong', path: ['e1', 'clientMutationId'] },
    ]);
    const result = await write([stageLabel, card, answer, rocket], {
      comments: [cardComment],
      checklists: [canaryList],
    });
    expect(fieldsOf(0)).toEqual([
      'addLabelsToLabelable',
      'removeLabelsFromLabelable',
      'updateIssueComment',
      'addComment',
      'addReaction',
    ]);
    expect(Object.keys(result.done)).toEqual(['card', 'rocket']);
    expect(result.failed['stage']?.retry).toEqual({ notBefore: undefined });
    expect([result.failed['post']?.code, result.failed['post']?.retry]).toEqual(['forbidden', undefined]);
  });

  it('is tried again where somebody has deleted the comment that was to be kept up to date', async () => {
    answerFlip(1, { e0: null }, [{ type: 'NOT_FOUND', message: 'Could not resolve to a node', path: ['e0'] }]);
    const { failed } = await write([card], { comments: [{ ...cardComment, body: 'Before' }] });
    expect([failed['card']?.code, failed['card']?.retry]).toEqual([undefined, { notBefore: undefined }]);
  });

  it('holds a null without an error for a failure', async () => {
    answerFlip(1, { e0: null });
    expect((await write([answer])).failed['post']?.retry).toEqual({ notBefore: undefined });
  });

  it('does not mind a receipt that was not there to be taken off', async () => {
    answerFlip(2, { e1: null }, [{ type: 'NOT_FOUND', message: 'Could not resolve', path: ['e1'] }]);
    const result = await write([rocket], {}, true);
    expect(fieldsOf(0)).toEqual(['addReaction', 'removeReaction']);
    expect(result.failed).toEqual({});
  });
});

describe('no answer to a document', () => {
  it('fails everything when it was the first', async () => {
    wire.answer({ status: 502 });
    const result = await write(advance);
    expect(Object.keys(result.failed)).toEqual(['list', 'stage', 'card', 'post', 'rocket']);
    expect(result.failed['list']?.retry).toEqual({ notBefore: undefined });
  });

  it('keeps what the first one created when it was the second', async () => {
    wire.answerData({ e0: fine, e1: newIssue });
    wire.answer({ broken: true });
    const result = await write(advance);
    expect(result.done).toEqual({ list: { remoteId: 'I_20' } });
    expect(result.failed['post']?.retry).toEqual({ notBefore: undefined });
  });

  it('stops all writing until the limit ends', async () => {
    wire.answer({ status: 403, headers: { 'retry-after': '120' }, body: { message: 'secondary rate limit' } });
    expect((await write([answer])).failed['post']?.retry).toEqual({ notBefore: now + 120_000 });
    expect((await write([rocket])).failed['rocket']?.retry).toEqual({ notBefore: now + 120_000 });
    expect(wire.documents).toHaveLength(1);
    wire.clock.moveTo(now + 120_000);
    answerFlip(1);
    expect((await write([rocket])).failed).toEqual({});
  });

  it('stops all writing also where the limit comes as an error of a field', async () => {
    answerFlip(1, { e0: null }, [{ type: 'UNPROCESSABLE', message: 'was submitted too quickly', path: ['e0'] }]);
    expect((await write([answer])).failed['post']?.retry).toEqual({ notBefore: now + 60_000 });
    expect((await write([answer])).failed['post']?.code).toBe('limited');
    expect(wire.documents).toHaveLength(1);
  });
});

describe('trying again', () => {
  it('adopts what an earlier attempt has created', async () => {
    const posted = { nodeId: 'IC_5', id: 5, slot: 'post', body: '' };
    answerFlip(5);
    const result = await write(advance, { checklists: [canaryList], comments: [cardComment, posted] }, true);
    expect(fieldsOf(0)).toEqual([
      'addLabelsToLabelable',
      'removeLabelsFromLabelable',
      'updateIssueComment',
      'addReaction',
      'removeReaction',
    ]);
    expect(result.done).toMatchObject({
      list: { remoteId: 'I_20' },
      card: { remoteId: 'IC_1' },
      post: { remoteId: 'IC_5' },
    });
  });

  it('looks for an answer on another issue there', async () => {
    const there = commentNode(8, marked('Moved', { kind: 'once', value: 'post' }, 'I_20'));
    wire.answerData({ node: { comments: pageOf([there], 'older') } });
    const result = await write([{ ...answer, issue: 'I_20' }], {}, true);
    expect(wire.documents).toHaveLength(1);
    expect(wire.documents[0]?.variables).toEqual({ issue: 'I_20', before: null });
    expect(result.done).toEqual({ post: { remoteId: 'IC_8' } });
  });

  it('posts on another issue what is not there', async () => {
    const forged = commentNode(8, marked('Moved', { kind: 'once', value: 'post' }, 'I_20'), {
      viewerDidAuthor: false,
      author: { __typename: 'User', login: 'visitor' },
    });
    wire.answerData({ node: { comments: pageOf([forged]) } });
    answerFlip(1, { e0: newComment('IC_9') });
    expect((await write([{ ...answer, issue: 'I_20' }], {}, true)).done).toEqual({ post: { remoteId: 'IC_9' } });
  });

  it('still shows EYES that nothing follows', async () => {
    answerFlip(1);
    await write([{ ...rocket, content: 'EYES' }], {}, true);
    expect(fieldsOf(0)).toEqual(['addReaction']);
  });
});

it('lets an error of ours through, with nothing of the second document sent', async () => {
  const broken: RenderedEffect = {
    ...card,
    body: () => {
      throw new TypeError('a bug in a view');
    },
  };
  await expect(write([stageLabel, broken])).rejects.toThrow('a bug in a view');
  expect(wire.documents).toEqual([]);
});

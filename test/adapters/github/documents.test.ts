import { describe, expect, it } from 'vitest';
import { type Mutation, type MutationField, mutationDocument } from '../../../src/adapters/github/mutation-document.ts';
import { postedDocument } from '../../../src/adapters/github/posted-comments.ts';
import { lookDocument, proposeDocument } from '../../../src/adapters/github/propose-files.ts';
import { headDocument, textsDocument } from '../../../src/adapters/github/pull-request-files.ts';
import { commentsDocument, labelDocument, readDocument } from '../../../src/adapters/github/read-document.ts';
import { sweepDocument } from '../../../src/adapters/github/sweep.ts';
import { errorsOf } from './github-schema.ts';

const inputs: Readonly<Record<MutationField, Readonly<Record<string, unknown>>>> = {
  createLabel: { repositoryId: 'R', name: 'stage: canary', color: 'ededed', description: '' },
  createIssue: { repositoryId: 'R', parentIssueId: 'I', title: 'Canary', body: 'b', labelIds: ['L'] },
  addComment: { subjectId: 'I', body: 'b' },
  updateIssueComment: { id: 'C', body: 'b' },
  deleteIssueComment: { id: 'C' },
  addLabelsToLabelable: { labelableId: 'I', labelIds: ['L'] },
  removeLabelsFromLabelable: { labelableId: 'I', labelIds: ['L'] },
  updateIssue: { id: 'I', title: 't' },
  closeIssue: { issueId: 'I', stateReason: 'NOT_PLANNED' },
  addReaction: { subjectId: 'C', content: 'THUMBS_UP' },
  removeReaction: { subjectId: 'C', content: 'EYES' },
};
// The keys of a record over the union are the union.
const fields = Object.keys(inputs) as MutationField[];

const issue = { installationId: 1, repositoryId: 2, owner: 'acme', repository: 'appointments', number: 3 };

function mutationOf(field: MutationField): Mutation {
  return { field, input: inputs[field], effects: ['x'] };
}

describe("GitHub's published schema", () => {
  it.each([
    ['a person', { person: 'engineer', known: [] }],
    ['a bot or a timer', { person: undefined, known: ['IC_1', 'IC_2'] }],
  ])('accepts the read for %s', (_who, rest) => {
    const variables = { owner: 'acme', name: 'appointments', number: 1, blockerLabel: 'blocker', ...rest };
    expect(errorsOf(readDocument(variables))).toEqual([]);
  });

  it('accepts the read of a pull request', () => {
    const head = { ...issue, headSha: 'a'.repeat(40) };
    expect(errorsOf(headDocument(head))).toEqual([]);
    expect(errorsOf(textsDocument(head, ['.github/rollcall.yml', 'a:b "c']))).toEqual([]);
  });

  it('accepts what a pull request with files is opened with', () => {
    const files = { 'a.md': 'a', 'b.md': 'b' };
    const proposal = { owner: 'acme', repository: 'appointments', branch: 'b', title: 't', body: () => 'b', files };
    const base = { name: 'main', target: { oid: 'a'.repeat(40) } };
    expect(errorsOf(lookDocument(proposal))).toEqual([]);
    expect(errorsOf(proposeDocument(proposal, { id: 'R', base, added: ['a.md'], kept: ['b.md'] }))).toEqual([]);
  });

  it('accepts the look-ups of comments and labels', () => {
    expect(errorsOf(commentsDocument('I', undefined))).toEqual([]);
    expect(errorsOf(commentsDocument('I', 'cursor'))).toEqual([]);
    expect(errorsOf(labelDocument('R', 'stage: canary'))).toEqual([]);
    expect(errorsOf(sweepDocument(issue, ['I']))).toEqual([]);
    expect(errorsOf(postedDocument(issue, undefined))).toEqual([]);
    expect(errorsOf(postedDocument(issue, 'cursor'))).toEqual([]);
  });

  it('accepts every combination of mutations', () => {
    for (let chosen = 1; chosen < 2 ** fields.length; chosen += 1) {
      const mutations = fields.filter((_field, bit) => (chosen & (1 << bit)) !== 0).map(mutationOf);
      expect(errorsOf(mutationDocument('RollcallFlip', mutations))).toEqual([]);
    }
  });

  it('refuses a document with a misspelt input', () => {
    const wrong: Mutation = { field: 'addComment', input: { subjectId: 'I', text: 'b' }, effects: [] };
    expect(errorsOf(mutationDocument('RollcallFlip', [wrong]))).not.toEqual([]);
  });

  it('sees values only as variables, whatever they contain', () => {
    const hostile = '"){} mutation { deleteRepository } #';
    const mutations: Mutation[] = [{ field: 'addComment', input: { subjectId: 'I', body: hostile }, effects: [] }];
    const document = mutationDocument('RollcallFlip', mutations);
    expect(document.query).not.toContain('deleteRepository');
    expect(errorsOf(document)).toEqual([]);
  });
});

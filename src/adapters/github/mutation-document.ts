import type { GraphqlDocument } from './graphql.ts';

/** One field of a mutation document. */
export interface Mutation {
  readonly field: MutationField;
  readonly input: Readonly<Record<string, unknown>>;
  /** Ids of the effects that wait for it; none for a receipt, which may fail unnoticed. */
  readonly effects: readonly string[];
  /** What is learnt from the answer: the label's or the checklist's ids. */
  readonly creates?: { readonly label: string } | { readonly checklist: string };
}

/** The input type of each mutation, and what is read from its answer. */
const fields = {
  createLabel: { type: 'CreateLabelInput', selection: 'label { id name }' },
  createIssue: { type: 'CreateIssueInput', selection: 'issue { id number }' },
  addComment: { type: 'AddCommentInput', selection: 'commentEdge { node { id } }' },
  updateIssueComment: { type: 'UpdateIssueCommentInput', selection: 'issueComment { id }' },
  deleteIssueComment: { type: 'DeleteIssueCommentInput', selection: 'clientMutationId' },
  addLabelsToLabelable: { type: 'AddLabelsToLabelableInput', selection: 'clientMutationId' },
  removeLabelsFromLabelable: { type: 'RemoveLabelsFromLabelableInput', selection: 'clientMutationId' },
  updateIssue: { type: 'UpdateIssueInput', selection: 'issue { id }' },
  closeIssue: { type: 'CloseIssueInput', selection: 'issue { id }' },
  addReaction: { type: 'AddReactionInput', selection: 'clientMutationId' },
  removeReaction: { type: 'RemoveReactionInput', selection: 'clientMutationId' },
} as const;

export type MutationField = keyof typeof fields;

/** The fields in order as `e0`, `e1`, …: GitHub runs them one after the other, and goes on after one that failed. */
export function mutationDocument(name: string, mutations: readonly Mutation[]): GraphqlDocument {
  const variables: Record<string, unknown> = {};
  const declarations: string[] = [];
  const selections: string[] = [];
  for (const [index, { field, input }] of mutations.entries()) {
    const alias = `e${index}`;
    variables[alias] = input;
    declarations.push(`$${alias}: ${fields[field].type}!`);
    selections.push(`  ${alias}: ${field}(input: $${alias}) { ${fields[field].selection} }`);
  }
  return { query: `mutation ${name}(${declarations.join(', ')}) {\n${selections.join('\n')}\n}`, variables };
}

/** How many of them make something new, which GitHub limits by the minute and the hour. */
export function countCreations(mutations: readonly Mutation[]): number {
  const creating: readonly MutationField[] = ['createLabel', 'createIssue', 'addComment', 'addReaction'];
  return mutations.filter((mutation) => creating.includes(mutation.field)).length;
}

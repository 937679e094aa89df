import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
import type { OwnComment } from '../../core/snapshot.ts';
import { type Clock, GitHubFailure, type WriteResult } from '../../ports.ts';
import {
  type CompileContext,
  compileCreations,
  effectsBeyondLimit,
  linksOf,
  neededLabels,
} from './compile-creations.ts';
import { type Created, compileFlips } from './compile-flips.ts';
import { failureOfGraphql } from './failure.ts';
import { type GraphqlAnswer, parseAnswer, sendGraphql } from './graphql.ts';
import { knownLabels, type LabelIds, labelKey } from './label-ids.ts';
import { countCreations, type Mutation, mutationDocument } from './mutation-document.ts';
import { findPosted } from './own-comments.ts';
import { labelAnswer } from './read-answer.ts';
import { labelDocument } from './read-document.ts';
import type { WriteBudget } from './write-budget.ts';

export interface WriteContext extends CompileContext {
  readonly octokit: Octokit;
  readonly clock: Clock;
  readonly budget: WriteBudget;
  /** Our bot is `<slug>[bot]`. */
  readonly slug: string;
  /** Until then the hourly budget is low, and what is only kept up to date can wait. */
  readonly lowUntil: Instant | undefined;
}

/** More labels than that are not read with the issue. */
const labelsRead = 100;

/** Makes the effects true. Never throws for what GitHub answers: it is in the result, effect by effect. */
export async function writeEffects(context: WriteContext): Promise<WriteResult> {
  const outcome = new Outcome();
  try {
    await writeAll(context, outcome);
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error;
    outcome.failRest(context, error);
  }
  return outcome.result(context);
}

async function writeAll(context: WriteContext, outcome: Outcome): Promise<void> {
  const { facts } = context;
  for (const effect of effectsBeyondLimit(context)) {
    const failure = new GitHubFailure('the tracking issue has 100 sub-issues already', { code: 'sub-issue-limit' });
    outcome.failures.set(effect, failure);
  }
  outcome.throwFirst();
  const labels = knownLabels(facts);
  if (facts.repository.labels.length >= labelsRead) await lookUpLabels(context, labels);
  for (const checklist of facts.checklists) outcome.adoptChecklist(context, checklist.stage, checklist.nodeId);
  const created = await create(context, labels, outcome);
  const { mutations, found } = compileFlips(context, created);
  for (const [effect, nodeId] of found) outcome.remoteIds.set(effect, nodeId);
  // From here on what fails is known by effect, and the others have become true.
  if (context.lowUntil !== undefined && mutations.every(({ field }) => field === 'updateIssueComment')) {
    outcome.postponedUntil = mutations.length > 0 ? context.lowUntil : undefined;
  } else if (mutations.length > 0) await send(context, 'RollcallFlip', mutations, outcome);
}

/** Sends the first document, if there is anything to create, and throws where a creation failed. */
async function create(context: WriteContext, labels: LabelIds, outcome: Outcome): Promise<Created> {
  const mutations = compileCreations(context, labels);
  const links: Record<string, number> = { ...linksOf(context.facts) };
  const lateLabels: { issue: string; names: readonly string[]; effect: string }[] = [];
  const isNew = (name: string) =>
    mutations.some(
      ({ creates }) => creates !== undefined && 'label' in creates && labelKey(creates.label) === labelKey(name),
    );
  const answers = mutations.length === 0 ? [] : await send(context, 'RollcallCreate', mutations, outcome);
  for (const [index, { creates, effects }] of mutations.entries()) {
    const answer = answers[index];
    if (creates === undefined || answer === undefined) continue;
    if ('label' in creates && answer.label !== undefined) labels.put(creates.label, answer.label.id);
    if ('checklist' in creates && answer.issue !== undefined) {
      const { id: issue, number } = answer.issue;
      links[creates.checklist] = number;
      outcome.adoptChecklist(context, creates.checklist, issue);
      const names = checklistLabels(context, creates.checklist).filter(isNew);
      for (const effect of effects) lateLabels.push({ issue, names, effect });
    }
  }
  outcome.throwFirst();
  await confirmLabels(context, labels, outcome);
  const possible = context.retry ? 'possible' : 'none';
  const receipts = mutations.length > 0 ? 'given' : possible;
  return { links, labels, lateLabels, receipts, posted: await lookUpPosts(context) };
}

/** Now every label exists. Where somebody else created one in between, its id was not in the answer. */
async function confirmLabels(context: WriteContext, labels: LabelIds, outcome: Outcome): Promise<void> {
  await lookUpLabels(context, labels);
  for (const { spec, effects } of neededLabels(context.effects).values()) {
    if (labels.has(spec.name)) continue;
    const failure = new GitHubFailure('a label could not be created', { retry: { notBefore: undefined } });
    for (const effect of effects) outcome.failures.set(effect, failure);
  }
  outcome.throwFirst();
  for (const effect of context.effects) if (effect.kind === 'ensure-labels') outcome.settled.add(effect.id);
}

function checklistLabels(context: WriteContext, stage: string): readonly string[] {
  for (const effect of context.effects) {
    if (effect.kind === 'ensure-checklist-issue' && effect.stage === stage) return effect.labels;
  }
  return [];
}

/** The labels that are needed and not known yet, one request each: only a repository with very many has any. */
async function lookUpLabels(context: WriteContext, labels: LabelIds): Promise<void> {
  for (const { spec } of neededLabels(context.effects).values()) {
    if (labels.has(spec.name)) continue;
    const now = context.clock.now();
    const document = labelDocument(context.facts.repository.nodeId, spec.name);
    const { node } = parseAnswer(labelAnswer, await sendGraphql(context.octokit, document, now), now);
    if (node.label !== null) labels.put(spec.name, node.label.id);
  }
}

/** What an earlier attempt has posted on other issues than the tracking issue, whose comments are in the facts. */
async function lookUpPosts(context: WriteContext): Promise<ReadonlyMap<string, readonly OwnComment[]>> {
  const posted = new Map<string, readonly OwnComment[]>();
  if (!context.retry) return posted;
  for (const effect of context.effects) {
    if (effect.kind !== 'post-once' || effect.issue === undefined) continue;
    if (effect.issue === context.facts.issue.nodeId || posted.has(effect.issue)) continue;
    const { octokit, keys, slug } = context;
    const search = { octokit, keys, slug, now: context.clock.now(), issueNodeId: effect.issue };
    posted.set(effect.issue, await findPosted(search));
  }
  return posted;
}

const mutationAnswer = z.object({
  label: z
    .object({ id: z.string() })
    .nullish()
    .transform((label) => label ?? undefined),
  issue: z
    .object({ id: z.string(), number: z.number().default(0) })
    .nullish()
    .transform((issue) => issue ?? undefined),
  commentEdge: z.object({ node: z.object({ id: z.string() }).nullable() }).nullish(),
});
type MutationAnswer = z.output<typeof mutationAnswer>;

/** Sends a document; what became of each field goes into the outcome. The answers come in the order of the fields. */
async function send(
  context: WriteContext,
  name: string,
  mutations: readonly Mutation[],
  outcome: Outcome,
): Promise<readonly (MutationAnswer | undefined)[]> {
  await context.budget.take(countCreations(mutations));
  let answer: GraphqlAnswer;
  try {
    answer = await sendGraphql(context.octokit, mutationDocument(name, mutations), context.clock.now());
  } catch (error) {
    if (error instanceof GitHubFailure && error.code === 'limited') context.budget.pause(error.retry?.notBefore);
    throw error;
  }
  return mutations.map((mutation, index) => readField(context, mutation, `e${index}`, answer, outcome));
}

function readField(
  context: WriteContext,
  mutation: Mutation,
  alias: string,
  answer: GraphqlAnswer,
  outcome: Outcome,
): MutationAnswer | undefined {
  const parsed = mutationAnswer.safeParse(answer.data[alias]);
  const error = answer.errors.find(({ path }) => path[0] === alias);
  if (error === undefined && parsed.success) {
    const nodeId = parsed.data.commentEdge?.node?.id;
    if (nodeId !== undefined) for (const effect of mutation.effects) outcome.remoteIds.set(effect, nodeId);
    return parsed.data;
  }
  const stated = error ?? answer.errors.find(({ path }) => path.length === 0);
  const failure = failureOfGraphql(
    stated ?? { type: undefined, message: 'no data', path: [alias] },
    answer.headers,
    context.clock.now(),
  );
  if (failure.code === 'limited') context.budget.pause(failure.retry?.notBefore);
  if (mutation.field === 'createLabel' && failure.code === 'already-exists') return undefined;
  // Somebody has deleted it since it was read: the next attempt reads again, and writes it anew.
  const isGone = mutation.field === 'updateIssueComment' && failure.code === 'not-found';
  const final = isGone ? new GitHubFailure(failure.message, { cause: failure, retry: readAgain }) : failure;
  for (const effect of mutation.effects) outcome.failures.set(effect, final);
  return undefined;
}

const readAgain = { notBefore: undefined };

/** What became of the effects. One that has not failed in the end is true. */
class Outcome {
  /** Node ids of what was created, or found, for an effect. */
  readonly remoteIds = new Map<string, string>();
  readonly failures = new Map<string, GitHubFailure>();
  /** Effects that are true whatever becomes of the second document. */
  readonly settled = new Set<string>();
  postponedUntil: Instant | undefined;

  adoptChecklist(context: CompileContext, stage: string, nodeId: string): void {
    for (const effect of context.effects) {
      if (effect.kind !== 'ensure-checklist-issue' || effect.stage !== stage) continue;
      this.remoteIds.set(effect.id, nodeId);
      this.settled.add(effect.id);
    }
  }

  /** A creation failed: nothing of the second document may be sent. */
  throwFirst(): void {
    for (const failure of this.failures.values()) throw failure;
  }

  /** What has not failed by itself was held back by what failed. */
  failRest(context: CompileContext, failure: GitHubFailure): void {
    const isCause = this.failures.size === 0;
    const heldBack = new GitHubFailure(`held back: ${failure.message}`, {
      cause: failure,
      retry: failure.retry,
      code: 'held-back',
    });
    for (const { id } of context.effects) {
      if (!this.settled.has(id) && !this.failures.has(id)) this.failures.set(id, isCause ? failure : heldBack);
    }
  }

  result(context: CompileContext): WriteResult {
    const done: Record<string, { readonly remoteId: string | undefined }> = {};
    for (const { id } of context.effects) {
      if (!this.failures.has(id)) done[id] = { remoteId: this.remoteIds.get(id) };
    }
    const { postponedUntil } = this;
    const failed = Object.fromEntries(this.failures);
    return postponedUntil === undefined ? { done, failed } : { done, failed, postponedUntil };
  }
}

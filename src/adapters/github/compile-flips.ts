import type { GitHubFacts, OwnComment } from '../../core/snapshot.ts';
import type { Links, RenderedEffect } from '../../ports.ts';
import { answeredSubjects, type CompileContext, fitTitle } from './compile-creations.ts';
import { fitBody } from './fit-body.ts';
import { type LabelIds, labelKey } from './label-ids.ts';
import { type Marker, signMarker } from './marker.ts';
import type { Mutation } from './mutation-document.ts';

/** What is known after the first document. */
export interface Created {
  readonly links: Links;
  readonly labels: LabelIds;
  /** Labels that a new checklist issue still has to get: they did not exist when it was created. */
  readonly lateLabels: readonly {
    readonly issue: string;
    readonly names: readonly string[];
    readonly effect: string;
  }[];
  /** Whether EYES of ours are there: `given` with the first document, or `possible` from an earlier attempt. */
  readonly receipts: 'given' | 'possible' | 'none';
  /** Comments of ours on other issues, by issue, where an earlier attempt may have posted. */
  readonly posted: ReadonlyMap<string, readonly OwnComment[]>;
}

export interface Flips {
  readonly mutations: readonly Mutation[];
  /** Node ids of what was found to be there already, by effect. */
  readonly found: ReadonlyMap<string, string>;
}

/** The second document: everything as a difference to the facts, in the order of the effects. */
export function compileFlips(context: CompileContext, created: Created): Flips {
  const found = new Map<string, string>();
  const mutations: Mutation[] = [];
  const effects = withoutOverridden(context.effects);
  for (const { issue, names, effect } of created.lateLabels) {
    mutations.push(...addLabels(issue, names, created.labels, [effect]));
  }
  for (const effect of effects) {
    switch (effect.kind) {
      case 'ensure-labels':
      case 'ensure-checklist-issue':
        break;
      case 'ensure-stage-label':
        mutations.push(...compileStageLabel(context.facts, effect, created.labels));
        break;
      case 'ensure-label':
        if (!context.facts.issue.labels.some(({ name }) => labelKey(name) === labelKey(effect.label))) {
          mutations.push(...addLabels(context.facts.issue.nodeId, [effect.label], created.labels, [effect.id]));
        }
        break;
      case 'upsert-comment':
        mutations.push(...compileUpsert(context, effect, created.links, found));
        break;
      case 'post-once':
        mutations.push(...compilePost(context, effect, created, found));
        break;
      case 'react':
        mutations.push(...compileReaction(context.effects, effect, created.receipts));
        break;
      case 'set-title':
        if (fitTitle(effect.title) !== context.facts.issue.title) {
          const input = { id: context.facts.issue.nodeId, title: fitTitle(effect.title) };
          mutations.push({ field: 'updateIssue', input, effects: [effect.id] });
        }
        break;
      case 'close-issue':
        if (context.facts.issue.open) {
          const stateReason = effect.reason === 'completed' ? 'COMPLETED' : 'NOT_PLANNED';
          const input = { issueId: context.facts.issue.nodeId, stateReason };
          mutations.push({ field: 'closeIssue', input, effects: [effect.id] });
        }
        break;
      default:
        effect satisfies never;
    }
  }
  return { mutations, found };
}

/** Which effects say the same thing of the same place: of these the last one counts. */
function placeOf(effect: RenderedEffect): string | undefined {
  switch (effect.kind) {
    case 'ensure-stage-label':
      return `label ${effect.prefix}`;
    case 'upsert-comment':
      return `slot ${effect.slot}`;
    case 'set-title':
      return 'title';
    case 'react':
      return `react ${effect.content} ${effect.subject}`;
    default:
      return undefined;
  }
}

function withoutOverridden(effects: readonly RenderedEffect[]): readonly RenderedEffect[] {
  const last = new Map(effects.map((effect) => [placeOf(effect), effect.id]));
  const creates = new Set(
    effects.flatMap((effect) => (effect.kind === 'upsert-comment' && effect.create ? effect.slot : [])),
  );
  return effects
    .filter((effect) => placeOf(effect) === undefined || last.get(placeOf(effect)) === effect.id)
    .map((effect) => (effect.kind === 'upsert-comment' ? { ...effect, create: creates.has(effect.slot) } : effect));
}

function compileStageLabel(
  facts: GitHubFacts,
  effect: Extract<RenderedEffect, { kind: 'ensure-stage-label' }>,
  labels: LabelIds,
): readonly Mutation[] {
  const wanted = effect.label === undefined ? undefined : labelKey(effect.label);
  const staged = facts.issue.labels.filter((label) => labelKey(label.name).startsWith(labelKey(effect.prefix)));
  const superfluous = staged.filter((label) => labelKey(label.name) !== wanted).map((label) => label.nodeId);
  const mutations: Mutation[] = [];
  if (effect.label !== undefined && !staged.some((label) => labelKey(label.name) === wanted)) {
    mutations.push(...addLabels(facts.issue.nodeId, [effect.label], labels, [effect.id]));
  }
  if (superfluous.length > 0) {
    const input = { labelableId: facts.issue.nodeId, labelIds: superfluous };
    mutations.push({ field: 'removeLabelsFromLabelable', input, effects: [effect.id] });
  }
  return mutations;
}

function addLabels(
  issue: string,
  names: readonly string[],
  labels: LabelIds,
  effects: readonly string[],
): readonly Mutation[] {
  const labelIds = names.flatMap((name) => labels.get(name) ?? []);
  if (labelIds.length === 0) return [];
  return [{ field: 'addLabelsToLabelable', input: { labelableId: issue, labelIds }, effects }];
}

function compileUpsert(
  context: CompileContext,
  effect: Extract<RenderedEffect, { kind: 'upsert-comment' }>,
  links: Links,
  found: Map<string, string>,
): readonly Mutation[] {
  const { facts } = context;
  const present = facts.comments.find((comment) => comment.slot === effect.slot);
  if (present === undefined && !effect.create) return [];
  const body = signedBody(context, effect.body(links), { kind: 'slot', value: effect.slot }, facts.issue.nodeId);
  if (present === undefined) {
    return [{ field: 'addComment', input: { subjectId: facts.issue.nodeId, body }, effects: [effect.id] }];
  }
  found.set(effect.id, present.nodeId);
  if (sameText(present.body, body)) return [];
  return [{ field: 'updateIssueComment', input: { id: present.nodeId, body }, effects: [effect.id] }];
}

function compilePost(
  context: CompileContext,
  effect: Extract<RenderedEffect, { kind: 'post-once' }>,
  created: Created,
  found: Map<string, string>,
): readonly Mutation[] {
  const issue = effect.issue ?? context.facts.issue.nodeId;
  const earlier = issue === context.facts.issue.nodeId ? context.facts.comments : (created.posted.get(issue) ?? []);
  const present = earlier.find((comment) => comment.slot === effect.id);
  if (present !== undefined) {
    found.set(effect.id, present.nodeId);
    return [];
  }
  const body = signedBody(context, effect.body(created.links), { kind: 'once', value: effect.id }, issue);
  return [{ field: 'addComment', input: { subjectId: issue, body }, effects: [effect.id] }];
}

function compileReaction(
  effects: readonly RenderedEffect[],
  effect: Extract<RenderedEffect, { kind: 'react' }>,
  receipts: Created['receipts'],
): readonly Mutation[] {
  const { subject, content } = effect;
  const isAnswered = answeredSubjects(effects).includes(subject);
  // Given with the first document, or superseded before anybody could see it.
  if (content === 'EYES' && (receipts === 'given' || isAnswered)) return [];
  const react: Mutation = { field: 'addReaction', input: { subjectId: subject, content }, effects: [effect.id] };
  if (content === 'EYES' || receipts === 'none') return [react];
  return [react, { field: 'removeReaction', input: { subjectId: subject, content: 'EYES' }, effects: [] }];
}

function signedBody(context: CompileContext, text: string, marker: Marker, issue: string): string {
  return fitBody(text, signMarker(context.keys, marker, issue), context.cutNote);
}

/** GitHub may give line ends back as it got them from a browser. */
function sameText(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n').trimEnd() === other.replaceAll('\r\n', '\n').trimEnd();
}

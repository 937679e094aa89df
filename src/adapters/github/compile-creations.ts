import type { LabelSpec } from '../../core/effect.ts';
import type { GitHubFacts } from '../../core/snapshot.ts';
import type { Links, RenderedEffect } from '../../ports.ts';
import { fitBody } from './fit-body.ts';
import { type LabelIds, labelKey } from './label-ids.ts';
import { type MarkerKeys, signMarker } from './marker.ts';
import type { Mutation } from './mutation-document.ts';

/** GitHub's limit of sub-issues under one issue. */
const maxSubIssues = 100;
/** GitHub's limits for titles and for descriptions of labels. */
const maxTitleLength = 256;
const maxDescriptionLength = 100;

export interface CompileContext {
  readonly facts: GitHubFacts;
  readonly effects: readonly RenderedEffect[];
  /** An earlier attempt may have got through in part. */
  readonly retry: boolean;
  readonly keys: MarkerKeys;
  /** What stands at the end of a text that was cut. */
  readonly cutNote: string;
}

/**
 * The first document: labels and checklist issues that do not exist yet. A receipt goes before them where the answer's
 * reaction comes only in the second document.
 */
export function compileCreations(context: CompileContext, labels: LabelIds): readonly Mutation[] {
  const creations = [...compileLabels(context, labels), ...compileChecklists(context, labels)];
  return creations.length === 0 ? [] : [...compileReceipts(context), ...creations];
}

/** The effects whose checklist issue has no place under the tracking issue any more. */
export function effectsBeyondLimit(context: CompileContext): readonly string[] {
  const effects = missingChecklists(context).map((effect) => effect.id);
  return effects.slice(Math.max(0, maxSubIssues - context.facts.subIssueCount));
}

/** Checklist issues by stage, as far as they exist already. */
export function linksOf(facts: GitHubFacts): Links {
  return Object.fromEntries(facts.checklists.map((checklist) => [checklist.stage, checklist.number]));
}

/** Cut to GitHub's limit. */
export function fitTitle(title: string): string {
  return title.length <= maxTitleLength ? title : `${title.slice(0, maxTitleLength - 1).trimEnd()}…`;
}

/** Subjects on which a reaction follows that takes the place of EYES. */
export function answeredSubjects(effects: readonly RenderedEffect[]): readonly string[] {
  const subjects = new Set<string>();
  for (const effect of effects) {
    if (effect.kind === 'react' && effect.content !== 'EYES') subjects.add(effect.subject);
  }
  return [...subjects];
}

/** All labels that the effects need, with the effects that wait for each. */
export function neededLabels(effects: readonly RenderedEffect[]): ReadonlyMap<string, NeededLabel> {
  const needed = new Map<string, NeededLabel>();
  const need = (spec: LabelSpec, effect: string) => {
    const known = needed.get(labelKey(spec.name));
    needed.set(labelKey(spec.name), { spec: known?.spec ?? spec, effects: [...(known?.effects ?? []), effect] });
  };
  // Those that come with a colour first, so that it is the one that counts.
  for (const effect of effects) {
    if (effect.kind === 'ensure-labels') for (const spec of effect.labels) need(spec, effect.id);
  }
  for (const effect of effects) {
    if (effect.kind === 'ensure-stage-label' && effect.label !== undefined) need(plain(effect.label), effect.id);
    if (effect.kind === 'ensure-label') need(plain(effect.label), effect.id);
    if (effect.kind === 'ensure-checklist-issue') for (const name of effect.labels) need(plain(name), effect.id);
  }
  return needed;
}

interface NeededLabel {
  readonly spec: LabelSpec;
  readonly effects: readonly string[];
}

/** GitHub's own grey, for a label nobody described. */
function plain(name: string): LabelSpec {
  return { name, color: 'ededed', description: '' };
}

function compileLabels(context: CompileContext, labels: LabelIds): readonly Mutation[] {
  const missing = [...neededLabels(context.effects).values()].filter(({ spec }) => !labels.has(spec.name));
  return missing.map(({ spec, effects }) => ({
    field: 'createLabel',
    input: {
      repositoryId: context.facts.repository.nodeId,
      name: spec.name,
      color: spec.color,
      description: spec.description.slice(0, maxDescriptionLength),
    },
    effects,
    creates: { label: spec.name },
  }));
}

type EnsureChecklist = Extract<RenderedEffect, { kind: 'ensure-checklist-issue' }>;

function missingChecklists(context: CompileContext): readonly EnsureChecklist[] {
  const stages = new Set(context.facts.checklists.map((checklist) => checklist.stage));
  const missing: EnsureChecklist[] = [];
  for (const effect of context.effects) {
    if (effect.kind !== 'ensure-checklist-issue' || stages.has(effect.stage)) continue;
    stages.add(effect.stage);
    missing.push(effect);
  }
  return missing;
}

function compileChecklists(context: CompileContext, labels: LabelIds): readonly Mutation[] {
  const { facts } = context;
  return missingChecklists(context).map((effect) => {
    const marker = signMarker(context.keys, { kind: 'checklist', value: effect.stage }, facts.issue.nodeId);
    return {
      field: 'createIssue',
      input: {
        repositoryId: facts.repository.nodeId,
        parentIssueId: facts.issue.nodeId,
        title: fitTitle(effect.title),
        body: fitBody(effect.body(linksOf(facts)), marker, context.cutNote),
        labelIds: effect.labels.flatMap((name) => labels.get(name) ?? []),
      },
      effects: [effect.id],
      creates: { checklist: effect.stage },
    };
  });
}

function compileReceipts(context: CompileContext): readonly Mutation[] {
  const explicit = new Map<string, string[]>();
  for (const effect of context.effects) {
    if (effect.kind === 'react' && effect.content === 'EYES') {
      explicit.set(effect.subject, [...(explicit.get(effect.subject) ?? []), effect.id]);
    }
  }
  const answered = answeredSubjects(context.effects);
  return [...new Set([...explicit.keys(), ...answered])].map((subject) => ({
    field: 'addReaction',
    input: { subjectId: subject, content: 'EYES' },
    // Where an answer follows, nobody misses the receipt.
    effects: answered.includes(subject) ? [] : (explicit.get(subject) ?? []),
  }));
}

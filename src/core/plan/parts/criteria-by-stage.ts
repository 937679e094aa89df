import { askedByStage } from '../../criteria/asked-at.ts';
import type { Criterion } from '../../criteria/criterion.ts';
import type { Stage } from '../plan.ts';
import { allLines } from '../source/outline.ts';
import type { PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';
import { stageId } from './stage-id.ts';

/**
 * Says of each criterion at which stages it is asked. A stage's own are those in its line or row, those in its section,
 * and those below a heading among the criteria that bears its name. Where only one stage has a section with criteria,
 * they are the plan's: people put them there for want of a better place.
 */
export function criteriaByStage(
  criteria: readonly Criterion[],
  stages: readonly Stage[],
  drafts: readonly StageDraft[],
  source: PlanSource,
): readonly Criterion[] {
  const inSteps = new Map(drafts.flatMap((draft, at) => linesOfStep(draft).map((line) => [line, at] as const)));
  const inSections = new Map([
    ...drafts.flatMap(({ section }, at) => (section ? allLines(section).map(({ line }) => [line, at] as const) : [])),
    ...linesByName(source, stages),
  ]);
  const places = new Set(criteria.flatMap(({ line = 0 }) => inSections.get(line) ?? []));
  const owned = criteria.map((criterion) => {
    const { line = 0 } = criterion;
    return { criterion, at: inSteps.get(line) ?? (places.size > 1 ? inSections.get(line) : undefined) };
  });
  return askedByStage(
    owned,
    stages.map(({ id }) => id),
  );
}

function linesOfStep({ line, below = [] }: StageDraft): readonly number[] {
  return [line, ...below];
}

/** What stands below a stage's name among the criteria: "Success criteria by stage", "Canary". */
function linesByName({ sections }: PlanSource, stages: readonly Stage[]): readonly (readonly [number, number])[] {
  return sections
    .filter(({ role }) => role === 'criteria' || role === 'guardrails')
    .flatMap(({ children }) => children)
    .flatMap((section) => {
      const at = stages.findIndex(({ id }) => id === stageId(section.title, new Set()));
      return at < 0 ? [] : allLines(section).map(({ line }) => [line, at] as const);
    });
}

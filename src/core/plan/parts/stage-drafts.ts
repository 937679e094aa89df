import type { PlanSource } from './plan-source.ts';
import { type StageDraft, shareOf } from './stage-draft.ts';
import { readSingleStage, readStageHeadings } from './stage-headings.ts';
import { readStageList } from './stage-list.ts';
import { readStagePhases } from './stage-phases.ts';
import { readStageProse } from './stage-prose.ts';
import { readStageTable } from './stage-table.ts';

export interface Drafts {
  readonly written: readonly StageDraft[];
  /** Told by a sentence only. */
  readonly offered: readonly StageDraft[];
}

/** The ladder in the order of trust: headings, then a table, a list, phases, and a sentence where all these are missing. */
export function readStageDrafts(source: PlanSource): Drafts {
  const table = readStageTable(source);
  const headings = readStageHeadings(source);
  const list = readStageList(source);
  const schedule = table.length > 0 ? table : list;
  const saysNothing = headings.every((stage) => shareOf(stage) === undefined && stage.length === undefined);
  if (headings.length >= 2 && !(saysNothing && schedule.length > 0)) {
    return { written: withTable(headings, table), offered: [] };
  }
  if (schedule.length > 0) return { written: schedule.map((step) => withSection(step, headings)), offered: [] };
  const written = withPhases(headings, readStagePhases(source));
  const offered = readStageProse(source);
  const isNone = written.length === 0 && offered.length === 0;
  return { written: isNone ? readSingleStage(source) : written, offered };
}

/** A step of the schedule with the section elsewhere that bears its name, such as one for its results. */
function withSection(step: StageDraft, headings: readonly StageDraft[]): StageDraft {
  const name = /^(?:stage|phase|step) \w{1,3}\b/i.exec(step.name)?.[0].toLowerCase();
  const own = headings.find((stage) => name !== undefined && stage.name.toLowerCase().startsWith(name));
  return own ? { ...step, section: own.section } : step;
}

/** Phases count beside stages only where they stand for themselves. */
function withPhases(headings: readonly StageDraft[], phases: readonly StageDraft[]): readonly StageDraft[] {
  const own = phases.filter((phase) => !headings.some((stage) => isInside(stage, phase) || isInside(phase, stage)));
  return [...headings, ...own].sort((a, b) => a.line - b.line);
}

function isInside(inner: StageDraft, outer: StageDraft): boolean {
  for (let at = inner.section; at !== undefined; at = at.parent) if (at === outer.section) return true;
  return false;
}

/** A schedule table fills in what the headings leave out, and adds the steps behind the last heading. */
function withTable(headings: readonly StageDraft[], table: readonly StageDraft[]): readonly StageDraft[] {
  const filled = headings.map((stage) => {
    const row = table.find((candidate) => isSameStep(stage, candidate));
    if (!row) return stage;
    return {
      ...stage,
      fieldShare: stage.fieldShare ?? (stage.namedShare ? undefined : row.fieldShare),
      length: stage.length ?? row.length,
      dates: stage.dates ?? row.dates,
    };
  });
  const highest = Math.max(...filled.map((stage) => shareOf(stage)?.[1] ?? 0));
  return [...filled, ...table.filter((row) => (shareOf(row)?.[0] ?? 0) > highest)];
}

function isSameStep(stage: StageDraft, row: StageDraft): boolean {
  const share = shareOf(stage);
  const other = shareOf(row);
  if (share && other) return share[0] === other[0] && share[1] === other[1];
  const name = row.name.toLowerCase();
  return /^(?:stage|phase|step) \S+$/.test(name) && stage.name.toLowerCase().startsWith(`${name}:`);
}

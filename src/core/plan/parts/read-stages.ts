import { readDuration } from '../../calendar/duration.ts';
import type { PlannedDates, SampleRule, Stage } from '../plan.ts';
import { findPlannedDates } from '../values/planned-dates.ts';
import type { PlanSource } from './plan-source.ts';
import { goLiveSection, readGoLive } from './read-go-live.ts';
import { type StageDraft, shareOf } from './stage-draft.ts';
import { type Drafts, readStageDrafts } from './stage-drafts.ts';
import { stageId } from './stage-id.ts';

export interface Ladder {
  readonly drafts: Drafts;
  readonly stages: readonly Stage[];
  readonly offered: readonly Stage[];
}

/** The ladder in order. The last stage is the go-live: the 100% one, or the Go Live! section's, or one that is added. */
export function readLadder(source: PlanSource): Ladder {
  const drafts = readStageDrafts(source);
  const taken = new Set<string>();
  const stages = toStages(drafts.written, taken, source);
  if (!stages.at(-1)?.goLive) stages.push(goLiveStage(source, taken, drafts.written));
  return { drafts, stages, offered: toStages(drafts.offered, new Set(), source) };
}

function toStages(drafts: readonly StageDraft[], taken: Set<string>, source: PlanSource): Stage[] {
  const stages: Stage[] = [];
  drafts.forEach((draft, index) => {
    const goLive = index === drafts.length - 1 && drafts.some((step) => shareOf(step)?.[0] === 100);
    const id = goLive && !taken.has('go-live') ? 'go-live' : stageId(draft.name, taken);
    taken.add(id);
    stages.push(toStage(draft, id, goLive, source));
  });
  return stages;
}

function toStage(draft: StageDraft, id: string, goLive: boolean, source: PlanSource): Stage {
  const duration = draft.length === undefined ? undefined : readDuration(draft.length);
  return {
    id,
    name: draft.name,
    share: shareOf(draft),
    length: draft.length,
    days: duration && [round(duration.shortestDays), round(duration.longestDays)],
    dates: readStageDates(draft, source),
    sample: readSampleRule(draft),
    bar: undefined,
    unproven: undefined,
    goLive,
    line: draft.line,
  };
}

function goLiveStage(source: PlanSource, taken: ReadonlySet<string>, drafts: readonly StageDraft[]): Stage {
  const section = goLiveSection(source);
  const dates = readGoLive(source, drafts);
  return {
    id: taken.has('go-live') ? 'go-live-2' : 'go-live',
    name: section?.heading?.text.replace(/[!:\s]+$/, '') ?? 'Go live',
    share: [100, 100],
    length: undefined,
    days: undefined,
    dates,
    sample: undefined,
    bar: undefined,
    unproven: undefined,
    goLive: true,
    origin: section ? 'go-live' : 'added',
    line: section?.heading?.line,
  };
}

function readStageDates(draft: StageDraft, source: PlanSource): PlannedDates | undefined {
  for (const text of [draft.dates, draft.length, draft.name]) {
    const dates = text === undefined ? undefined : findPlannedDates(text, source.now);
    if (dates) return dates;
  }
  return undefined;
}

function readSampleRule(draft: StageDraft): SampleRule | undefined {
  if (draft.sample === undefined) return undefined;
  const counts = draft.sample.slice(0, 400).matchAll(/(\d[\d,]{0,9})(?:\s*-\s*\d[\d,]{0,9})?\s+([a-z]{3,20}s)\b/gi);
  const found = [...counts].find(([, , unit]) => !/^(?:hours|days|weeks|months|minutes)$/i.test(unit ?? ''));
  return {
    text: draft.sample,
    min: found ? Number(found[1]?.replaceAll(',', '')) : undefined,
    unit: found?.[2]?.toLowerCase(),
    ifShort: ifShort(draft.sample),
  };
}

function ifShort(text: string): SampleRule['ifShort'] {
  if (/\b(?:increase|raise|bump|ramp|higher|go(?:es)? up)\b/i.test(text)) return 'raise-share';
  if (/\b(?:extend|longer|until|wait)\b/i.test(text)) return 'extend';
  return undefined;
}

function round(days: number): number {
  return Math.round(days * 100) / 100;
}

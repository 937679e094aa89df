import { readDuration } from '../../calendar/duration.ts';
import type { PlannedDates, SampleRule, Stage } from '../plan.ts';
import { readPlannedDates } from '../values/planned-dates.ts';
import type { PlanSource } from './plan-source.ts';
import { readGoLive } from './read-go-live.ts';
import type { StageDraft } from './stage-draft.ts';
import { readStageHeadings } from './stage-headings.ts';
import { stageId } from './stage-id.ts';

export interface Ladder {
  readonly drafts: readonly StageDraft[];
  readonly stages: readonly Stage[];
}

/** The ladder in order. The last stage is the go-live: the 100% one, or the Go Live! section's, or one that is added. */
export function readLadder(source: PlanSource): Ladder {
  const drafts = readStageHeadings(source);
  const taken = new Set<string>();
  const stages: Stage[] = [];
  drafts.forEach((draft, index) => {
    const goLive = index === drafts.length - 1 && (draft.fieldShare ?? draft.namedShare)?.[0] === 100;
    const id = goLive && !taken.has('go-live') ? 'go-live' : stageId(draft.name, taken);
    taken.add(id);
    stages.push(toStage(draft, id, goLive, source));
  });
  if (!stages.at(-1)?.goLive) stages.push(goLiveStage(source, taken));
  return { drafts, stages };
}

function toStage(draft: StageDraft, id: string, goLive: boolean, source: PlanSource): Stage {
  const duration = draft.length === undefined ? undefined : readDuration(draft.length);
  return {
    id,
    name: draft.name,
    share: draft.fieldShare ?? draft.namedShare,
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

function goLiveStage(source: PlanSource, taken: ReadonlySet<string>): Stage {
  const { section, dates } = readGoLive(source);
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
    const dates = text === undefined ? undefined : readPlannedDates(text, source.now);
    if (dates?.from !== undefined) return dates;
  }
  return undefined;
}

function readSampleRule(draft: StageDraft): SampleRule | undefined {
  if (draft.sample === undefined) return undefined;
  const found = /(\d[\d,]{0,9})(?:\s*-\s*\d[\d,]{0,9})?\s+([a-z]{3,20}s)\b/i.exec(draft.sample);
  const isTime = /^(?:hours|days|weeks|months|minutes)$/i.test(found?.[2] ?? '');
  return {
    text: draft.sample,
    min: found && !isTime ? Number(found[1]?.replaceAll(',', '')) : undefined,
    unit: found && !isTime ? found[2]?.toLowerCase() : undefined,
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

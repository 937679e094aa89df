import { resultsDue } from '../calendar/report-due.ts';
import type { Instant } from '../instant.ts';
import type { FilledAnswer } from '../plan/plan.ts';
import { questionKey } from '../readings/question-key.ts';
import { readResults } from '../readings/read-results.ts';
import type { Reading } from '../readings/reading.ts';
import { readingContext } from '../readings/reading-context.ts';
import type { Answer, Rollout } from '../rollout.ts';
import type { Snapshot } from '../snapshot.ts';

export interface TakenOver {
  readonly answers: readonly Answer[];
  readonly readings: readonly Reading[];
}

interface Block {
  readonly slot: string;
  readonly stage: string;
  readonly at: Instant;
  readonly answers: readonly FilledAnswer[];
}

/** The results that the plan's text already has, as answers and readings of the stages they stand in. */
export function filledResults(rollout: Rollout, snapshot: Snapshot, by: string): TakenOver {
  const read = blocksOf(rollout, snapshot).map((block) => readBlock(block, rollout, snapshot, by));
  const source = sourceOf(snapshot, by).id;
  return {
    answers: read.flatMap(({ answers }) => answers),
    // The text is read in pieces, so places in it are counted here.
    readings: read
      .flatMap(({ readings }) => readings)
      .map((reading, index) => ({ ...reading, id: `${source}/${index + 1}` })),
  };
}

function blocksOf({ plan, periods, wentLiveAt }: Rollout, { settings, now }: Snapshot): readonly Block[] {
  const { stages, oneWeek, oneMonth } = plan.filled;
  const goLive = plan.stages.find((stage) => stage.goLive)?.id ?? 'go-live';
  const due = (what: '1-week' | '1-month') =>
    wentLiveAt === undefined ? now : Math.min(now, resultsDue(what, wentLiveAt, settings));
  return [
    ...stages.map(({ stage, answers }) => {
      const until = periods.findLast((period) => period.stage === stage)?.until;
      return { slot: stage, stage, at: until ?? now, answers };
    }),
    { slot: '1-week', stage: goLive, at: due('1-week'), answers: oneWeek },
    { slot: '1-month', stage: goLive, at: due('1-month'), answers: oneMonth },
  ];
}

function readBlock({ slot, stage, at, answers }: Block, rollout: Rollout, snapshot: Snapshot, by: string): TakenOver {
  const { now, settings } = snapshot;
  const source = sourceOf(snapshot, by);
  const share = rollout.periods.findLast((period) => period.stage === stage)?.share;
  const given = { stage, at, now, timeZone: settings.timeZone, source, kind: 'reading' } as const;
  const context = { ...readingContext(rollout, given), share, periods: undefined };
  const taken = answers.map(({ question, text }) => {
    const line = text.replace(/\s*\n\s*/g, '; ');
    const read = readResults(`- ${question}: ${line}\n`, context);
    const isRead = read.readings.length + read.answers.length > 0;
    const lines = isRead ? read.answers : [{ key: questionKey(question), question, text }];
    const common = { slot, by, at: now, sourceId: source.id };
    return {
      answers: lines.map((one) => ({ key: one.key, question: one.question, text: one.text, ...common })),
      readings: read.readings,
    };
  });
  return {
    answers: taken.flatMap((one) => one.answers),
    readings: taken.flatMap((one) => one.readings),
  };
}

function sourceOf({ issue, now }: Snapshot, author: string): Reading['source'] {
  return { id: `issue:${issue.number}`, url: issue.url, author, at: now };
}

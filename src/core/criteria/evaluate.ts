import { freezeAt } from '../calendar/freeze.ts';
import { dayMs, type Instant } from '../instant.ts';
import type { Stage } from '../plan/plan.ts';
import type { Reading } from '../readings/reading.ts';
import type { Rollout } from '../rollout.ts';
import type { Settings } from '../settings.ts';
import { waitingRoles } from './approvals.ts';
import { isAskedAt } from './asked-at.ts';
import { type Evidence, noEvidence } from './evidence.ts';
import { type EvidenceBook, findStay, keepBook } from './evidence-book.ts';
import { judge } from './judge.ts';
import type { JudgeContext, PersonsWord } from './judge-context.ts';
import { readEvidence } from './read-evidence.ts';
import { recommend, type StageFacts } from './recommend.ts';
import { forecastSample } from './sample-forecast.ts';
import { checkSplit } from './split.ts';
import { barOf, highestShareOf, isLastBeforeGoLive, unprovenOf } from './stage-rules.ts';
import { latestRun, type StageRun } from './stage-run.ts';
import { stageUsers } from './stage-users.ts';
import type { Recommendation, Verdict } from './verdict.ts';

export interface EvaluationInput {
  readonly rollout: Rollout;
  readonly readings: readonly Reading[];
  readonly settings: Settings;
  readonly now: Instant;
  /** Id of the stage that is judged; by default the one the rollout is in. */
  readonly stage?: string | undefined;
  /** Kept of readings that were known before, so that only new ones are entered. The answer is the same without it. */
  readonly book?: EvidenceBook | undefined;
}

export interface Evaluation {
  /** One for each criterion that is asked at the stage, in the plan's order. */
  readonly verdicts: readonly Verdict[];
  readonly recommendation: Recommendation;
  /** What each verdict was made from, in the same order. */
  readonly evidence: readonly Evidence[];
  /** All readings, entered where they belong. */
  readonly book: EvidenceBook;
}

/** Error level of all intervals, both sides together. */
const alpha = 0.05;
/** Where the plan gives no length, intervals of events over time are tightest after so many days. */
const usualDays = 7;
/** Where the plan asks for no sample, intervals are tightest at so many people; a factor of 4 either way costs 3 to 7%. */
const usualSample = 2000;

/** Verdicts and recommendation for a stage, as things stand at `now`. Pure; 10,000 readings take a few milliseconds. */
export function evaluate(input: EvaluationInput): Evaluation {
  const { rollout, readings } = input;
  const { plan, periods } = rollout;
  const { criteria, baselines } = plan;
  const stage = findStage(input);
  const book = keepBook({ criteria, periods, readings }, input.book);
  const all = stage ? readEvidence({ book, criteria, periods, stage: stage.id, baselines }) : [];
  const asked = criteria
    .map((criterion, i) => ({ criterion, evidence: all[i] ?? noEvidence }))
    .filter(({ criterion }) => isAskedAt(criterion, stage?.id));
  const evidence = asked.map((one) => one.evidence);
  const run = stage && latestRun(periods, stage.id);
  const context = readContext(input, stage, run, book);
  const verdicts = asked.map(({ criterion, evidence }) =>
    judge(criterion, evidence, context, personsWord(rollout, stage?.id, criterion.id)),
  );
  const recommendation = recommend(verdicts, readStageFacts(input, { stage, run, evidence, verdicts }));
  return { verdicts, recommendation, evidence, book };
}

function findStage({ rollout: { position, plan }, stage }: EvaluationInput): Stage | undefined {
  const id = stage ?? stageOf(position);
  return id === undefined ? plan.stages[0] : plan.stages.find((one) => one.id === id);
}

/** The one that the rollout is in, or was rolled back from. */
function stageOf(position: Rollout['position']): string | undefined {
  if (position.at === 'rolled-back') return position.from;
  return 'stage' in position ? position.stage : undefined;
}

function readContext(
  { rollout, now }: EvaluationInput,
  stage: Stage | undefined,
  run: StageRun | undefined,
  book: EvidenceBook,
): JudgeContext {
  const windowEnd = stage && run ? plannedEnd(stage, run) : undefined;
  return {
    bar: stage ? barOf(rollout.plan, stage) : 'safe',
    alpha,
    ...readLooks(rollout, stage, run),
    hourLooks: { kind: 'daily', tightestAt: 24 * (stage?.days?.[1] || usualDays) },
    stageMin: stage?.sample?.min,
    stageUsers: run && stageUsers(findStay(book, run)),
    windowOver: windowEnd === undefined || (run?.until ?? now) >= windowEnd,
    windowEnd,
  };
}

/**
 * Numbers are read every day. Intervals are tightest at the sample that the plan asks for, and never at what the
 * readings turn out to be: that would break them.
 */
function readLooks(
  { plan }: Rollout,
  stage: Stage | undefined,
  run: StageRun | undefined,
): Pick<JudgeContext, 'looks' | 'treatedLooks'> {
  const asked = plan.criteria.filter((criterion) => isAskedAt(criterion, stage?.id));
  const wanted = Math.max(stage?.sample?.min ?? 0, ...asked.map(({ min }) => min?.n ?? 0));
  const share = Math.min(50, run?.periods[0]?.share || stage?.share?.[0] || 50) / 100;
  const both = wanted > 0 ? wanted / share : usualSample;
  return { looks: { kind: 'daily', tightestAt: both }, treatedLooks: { kind: 'daily', tightestAt: both * share } };
}

/** The shortest planned length, counted from the day the stage began; undefined where the plan gives none. */
function plannedEnd({ days }: Stage, run: StageRun): Instant | undefined {
  return days && run.from + days[0] * dayMs;
}

function personsWord(rollout: Rollout, stage: string | undefined, criterion: string): PersonsWord {
  const isCurrent = rollout.position.at === 'stage' && rollout.position.stage === stage;
  return {
    judgement: rollout.judgements.findLast((one) => one.criterion === criterion && one.stage === stage),
    failedBefore: isCurrent && rollout.failed.includes(criterion),
  };
}

interface Judged {
  readonly stage: Stage | undefined;
  readonly run: StageRun | undefined;
  readonly evidence: readonly Evidence[];
  readonly verdicts: readonly Verdict[];
}

function readStageFacts({ rollout, settings, now }: EvaluationInput, judged: Judged): StageFacts {
  const { stage, run, evidence, verdicts } = judged;
  const { plan } = rollout;
  const end = stage && run ? plannedEnd(stage, run) : undefined;
  const freeze = freezeAt(now, settings);
  const callsTheRoll = stage !== undefined && rollout.position.at === 'stage' && isLastBeforeGoLive(plan, stage);
  const newestAt = newestOf(evidence.map(({ tallies }) => tallies?.value.observation.at));
  return {
    unproven: stage ? unprovenOf(plan, stage) : 'advance',
    soakUntil: end !== undefined && end > (run?.until ?? now) ? end : undefined,
    staleAt: newestAt === undefined ? newestOf(evidence.map(({ stale }) => stale?.at)) : undefined,
    splitP: run && checkSplit(evidence, run),
    freeze: freeze && { why: freeze.why, until: freeze.to },
    waitingFor: callsTheRoll ? waitingRoles(rollout, settings) : [],
    sample:
      stage && run
        ? forecastSample({
            verdicts,
            run,
            stage,
            highestShare: highestShareOf(plan, stage),
            newestAt: newestAt ?? now,
            now,
          })
        : undefined,
  };
}

function newestOf(moments: readonly (Instant | undefined)[]): Instant | undefined {
  let newest: Instant | undefined;
  for (const moment of moments) if ((moment ?? 0) > (newest ?? 0)) newest = moment;
  return newest;
}

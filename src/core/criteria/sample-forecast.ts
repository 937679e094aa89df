import { dayMs, type Instant } from '../instant.ts';
import type { Stage } from '../plan/plan.ts';
import { mostUsefulShare } from '../statistics/feasibility.ts';
import type { StageRun } from './stage-run.ts';
import type { SampleForecast, Verdict } from './verdict.ts';

export interface ForecastInput {
  readonly verdicts: readonly Verdict[];
  readonly run: StageRun;
  readonly stage: Stage;
  /** Highest share that may be set without leaving the stage, in percent. */
  readonly highestShare: number | undefined;
  /** Moment of the newest reading of the stage. */
  readonly newestAt: Instant;
  readonly now: Instant;
}

/**
 * How long the criterion that is shortest of people still takes, at the share of now and at the smallest share that
 * would do within the stage's planned length; where none would, at the highest that is allowed.
 */
export function forecastSample(input: ForecastInput): SampleForecast | undefined {
  let longest: SampleForecast | undefined;
  for (const verdict of input.verdicts) {
    const forecast = forecastOne(verdict, input);
    if (forecast && forecast.days > (longest?.days ?? 0)) longest = forecast;
  }
  return longest;
}

function forecastOne(verdict: Verdict, input: ForecastInput): SampleForecast | undefined {
  const { need = 0, criterion, people: have = 0 } = verdict;
  if (verdict.why !== 'sample-short' || criterion.role === 'watch' || have === 0) return undefined;
  const exposure = exposureOf(input);
  const missing = need - have;
  const unit = criterion.min?.unit ?? input.stage.sample?.unit;
  const isControlShort = have !== verdict.n;
  const share = input.run.periods.at(-1)?.share ?? 0;
  // A share raises only the arm that has the change; of the control group raising it leaves fewer.
  if (isControlShort || share <= 0 || exposure.shareDays <= 0) {
    const perDay = have / exposure.days;
    return {
      id: criterion.id,
      unit,
      perDay,
      days: Math.ceil(missing / perDay),
      betterShare: undefined,
      betterDays: undefined,
    };
  }
  const perDayAndPercent = have / exposure.shareDays;
  const daysAt = (percent: number): number => Math.ceil(missing / (perDayAndPercent * percent));
  const highest = Math.min(input.highestShare ?? share, verdict.against === 'control' ? mostUsefulShare : 100);
  const betterShare = findShare(share, highest, input, daysAt);
  return {
    id: criterion.id,
    unit,
    perDay: perDayAndPercent * share,
    days: daysAt(share),
    betterShare,
    betterDays: betterShare === undefined ? undefined : daysAt(betterShare),
  };
}

/** Days up to the newest reading, plain and weighted with the share. A reading of the first hours counts for a quarter day. */
function exposureOf({ run, newestAt }: ForecastInput): { readonly days: number; readonly shareDays: number } {
  let days = 0;
  let shareDays = 0;
  for (const { from, until, share } of run.periods) {
    const end = Math.min(until ?? newestAt, newestAt);
    const length = Math.max(0, (end - from) / dayMs);
    days += length;
    shareDays += length * (share ?? 0);
  }
  const least = Math.max(0.25 - days, 0);
  return { days: days + least, shareDays: shareDays + least * (run.periods.at(-1)?.share ?? 0) };
}

function findShare(
  share: number,
  highest: number,
  input: ForecastInput,
  daysAt: (percent: number) => number,
): number | undefined {
  if (highest <= share) return undefined;
  const left = (input.stage.days?.[1] ?? 0) - (input.now - input.run.from) / dayMs;
  for (let percent = Math.floor(share) + 1; percent <= highest; percent += 1) {
    if (daysAt(percent) <= left) return percent;
  }
  return highest;
}

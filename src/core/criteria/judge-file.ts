/** What-if: the rules without a release. `rollcall judge FILE.json` reads files of this shape. */
import type { Chain } from '../readings/chain.ts';
import type { Figure, Reading } from '../readings/reading.ts';
import type { LookPlan } from '../statistics/look-plan.ts';
import type { Criterion } from './criterion.ts';
import { type Evidence, gatherEvidence, noEvidence } from './evidence.ts';
import { judge } from './judge.ts';
import type { JudgeContext } from './judge-context.ts';
import { type JudgeCase, type JudgeCriterion, type JudgeFigures, judgeFileSchema } from './judge-file-schema.ts';
import { criterionId, readCriterion } from './read-criterion.ts';
import { recommend } from './recommend.ts';
import { addTally, type Tally } from './tally.ts';
import type { Recommendation, RecommendationCode, SampleForecast, Verdict } from './verdict.ts';

export interface JudgedCase {
  readonly name: string | undefined;
  readonly verdicts: readonly Verdict[];
  readonly recommendation: Recommendation;
  /** The deciding reason in the file's words: `fail`, `srm`, `sample`, `go-unproven`, … */
  readonly code: string;
}

export type JudgedFile =
  | { readonly kind: 'judged'; readonly cases: readonly JudgedCase[] }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] };

/** Judges every case of a parsed JSON file; never throws for what is in it. */
export function judgeFile(json: unknown): JudgedFile {
  const hasCases = typeof json === 'object' && json !== null && 'cases' in json;
  const read = judgeFileSchema.safeParse(hasCases ? json : { cases: [json] });
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => {
      const place = hasCases ? path : path.slice(2);
      return `${place.join('.') || 'file'}: ${message}`;
    });
    return { kind: 'unreadable', problems };
  }
  return { kind: 'judged', cases: read.data.cases.map(judgeCase) };
}

export function judgeCase(one: JudgeCase): JudgedCase {
  const context = readContext(one);
  const verdicts = one.criteria.map((criterion, i) => {
    const read = typeof criterion === 'string' ? readLine(criterion) : readCriterionObject(criterion);
    const unit = typeof criterion === 'string' ? undefined : criterion.unit;
    return judge(read, readFigures(one.data[i] ?? null, unit ?? unitOfValues(read)), context, {
      judgement: undefined,
      failedBefore: false,
    });
  });
  const recommendation = recommend(verdicts, readStage(one));
  return { name: one.name, verdicts, recommendation, code: fileCode(recommendation) };
}

function readContext({ plan, context }: JudgeCase): JudgeContext {
  const merged = { ...plan, ...context?.plan };
  const windowEnd = readMoment(context?.windowEnd);
  const looks = readLooks(merged.looks, merged.nStar ?? 2000);
  return {
    bar: context?.bar ?? 'safe',
    alpha: merged.alpha ?? 0.05,
    looks,
    treatedLooks: looks,
    hourLooks: looks.kind === 'daily' ? { kind: 'daily', tightestAt: 7 * 24 } : looks,
    stageMin: undefined,
    stageUsers: undefined,
    windowOver: context?.windowOver ?? windowEnd === undefined,
    windowEnd,
  };
}

function readLooks(looks: NonNullable<JudgeCase['plan']>['looks'], tightestAt: number): LookPlan {
  if (typeof looks === 'number') return { kind: 'named', looks };
  if (Array.isArray(looks)) return { kind: 'named', looks: looks.length };
  return looks === undefined || looks === 'daily' ? { kind: 'daily', tightestAt } : { kind: 'once' };
}

function readLine(text: string): Criterion {
  const [first] = readCriterion(text);
  return first ?? { ...emptyCriterion, text, metric: text };
}

const emptyCriterion: Criterion = {
  id: 'criterion',
  text: '',
  metric: '',
  kind: 'named',
  op: undefined,
  value: undefined,
  unit: undefined,
  against: undefined,
  role: 'goal',
  margin: undefined,
  marginUnit: undefined,
  min: undefined,
  scope: undefined,
  exclusion: undefined,
  window: undefined,
  observed: undefined,
  placeholder: false,
  line: undefined,
};

function readCriterionObject(one: JudgeCriterion): Criterion {
  if (one.want === undefined && one.text !== undefined) {
    const read = readLine(one.text);
    return { ...read, id: one.id ?? read.id, metric: one.metric ?? read.metric, role: one.role ?? read.role };
  }
  const metric = one.metric ?? one.id ?? 'metric';
  const isLower = one.better === 'lower' || one.op?.startsWith('<') === true;
  const value = one.threshold ?? undefined;
  const base: Criterion = {
    ...emptyCriterion,
    id: one.id ?? criterionId(metric),
    metric,
    text: one.text ?? metric,
    op: one.op ?? (isLower ? '<' : '>'),
    role: one.role ?? 'goal',
    min: one.min ? { n: one.min, unit: one.minUnit } : undefined,
    window: one.window,
  };
  if (one.want === 'value') return { ...base, kind: 'threshold', value, unit: one.unit ?? 'count' };
  if (one.want === 'rate') return { ...base, kind: 'threshold', value: scaled(one.threshold, '%'), unit: '%' };
  const unit = one.relative ? '%' : (one.unit ?? 'pp');
  const margin = scaled(one.margin, unit);
  const marginUnit = margin === undefined ? undefined : unit;
  return { ...base, kind: 'change', value: scaled(one.threshold, unit), unit, margin, marginUnit };
}

/** Fractions become percent and points; what is in a unit of its own stays. */
function scaled(value: number | null | undefined, unit: string): number | undefined {
  if (value == null) return undefined;
  return unit === '%' || unit === 'pp' ? tidy(100 * value) : value;
}

/** 100 × 0.07 is 7.000000000000001. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Values are in the unit that is wanted of them; of a relative change any unit will do. */
function unitOfValues({ kind, unit }: Criterion): string | undefined {
  if (kind === 'change' && unit === '%') return 'count';
  return unit === 'pp' ? '%' : unit;
}

function readFigures(data: JudgeFigures | null, usualUnit: string | undefined): Evidence {
  if (data === null) return noEvidence;
  const unit = data.unit ?? usualUnit;
  const { kT, nT, meanT, sdT, eventsT, exposureT, kC, nC, meanC, sdC, eventsC, exposureC } = data;
  const treated = { hits: kT, n: nT, value: meanT ?? eventsT ?? data.value, sd: sdT, exposure: exposureT };
  const other = { hits: kC, n: nC, value: meanC ?? eventsC ?? data.valueC, sd: sdC, exposure: exposureC };
  const control = figure(other, unit);
  const figures = [figure({ value: data.previous }, unit), figure(treated, unit)].filter((one) => one !== undefined);
  let tallies: Chain<Tally> | undefined;
  for (const [i, treated] of figures.entries()) {
    tallies = addTally(tallies, { reading: readingOf(treated, i), at: i, period: 0, treated, control });
  }
  return gatherEvidence(tallies, undefined, undefined);
}

type Given = Readonly<Partial<Record<'hits' | 'n' | 'value' | 'sd' | 'exposure', number | null | undefined>>>;

/** Undefined when nothing is given. */
function figure({ hits, n, value, sd, exposure }: Given, unit: string | undefined): Figure | undefined {
  const given = [hits, n, value, sd, exposure].filter((one) => one != null);
  if (given.length === 0) return undefined;
  return {
    value: value ?? undefined,
    unit: exposure == null ? unit : 'count',
    hits: hits ?? undefined,
    n: n ?? undefined,
    sd: sd ?? undefined,
    exposure: exposure ?? undefined,
    approximate: false,
    text: given.join('/'),
  };
}

function readingOf(treated: Figure, i: number): Reading {
  return {
    id: `case/${i}`,
    metric: '',
    key: '',
    kind: 'reading',
    figure: treated,
    control: undefined,
    as: undefined,
    at: i,
    stage: undefined,
    share: undefined,
    source: { id: 'case', url: '', author: '', at: i },
  };
}

function readStage({ stage }: JudgeCase): Parameters<typeof recommend>[1] {
  const newest = readMoment(stage?.newest);
  const began = readMoment(stage?.began);
  const isStale = newest !== undefined && (began === undefined || newest < began);
  const waitingFor = stage?.waitingFor ?? [];
  return {
    unproven: stage?.unproven ?? 'hold',
    soakUntil: stage?.soaked === false ? (readMoment(stage.until) ?? Number.POSITIVE_INFINITY) : undefined,
    staleAt: isStale ? newest : undefined,
    splitP: stage?.srmP ?? undefined,
    freeze: stage?.freeze === undefined ? undefined : { why: stage.freeze, until: undefined },
    waitingFor: typeof waitingFor === 'string' ? [waitingFor] : waitingFor,
    sample: readForecast(stage?.plan),
  };
}

/** "At 7.3 starts a day that is 26 more days; at 30% it is 9." */
function readForecast(text: string | undefined): SampleForecast | undefined {
  const found = /^At ([\d.]+) ([a-z ]{1,40}) a day that is (\d+) more days?(?:; at (\d+)% it is (\d+))?/.exec(
    text ?? '',
  );
  if (!found) return undefined;
  const [, perDay, unit, days, betterShare, betterDays] = found;
  return {
    id: undefined,
    unit,
    perDay: Number(perDay),
    days: Number(days),
    betterShare: betterShare === undefined ? undefined : Number(betterShare),
    betterDays: betterDays === undefined ? undefined : Number(betterDays),
  };
}

function readMoment(text: string | undefined): number | undefined {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : at;
}

const fileCodes: Partial<Record<RecommendationCode, string>> = {
  failed: 'fail',
  split: 'srm',
  unproven: 'inconclusive',
  leans: 'leaning',
};

function fileCode({ code, facts }: Recommendation): string {
  if (code === 'go' && facts.unproven.length > 0) return 'go-unproven';
  return fileCodes[code] ?? code;
}

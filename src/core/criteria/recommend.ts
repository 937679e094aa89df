import type { Instant } from '../instant.ts';
import { splitAlarm } from '../statistics/split-check.ts';
import type { Recommendation, RecommendationCode, RecommendationFacts, SampleForecast, Verdict } from './verdict.ts';

/** What a recommendation is made of, besides the verdicts. */
export interface StageFacts {
  /** What an INCONCLUSIVE criterion means for leaving the stage. */
  readonly unproven: 'advance' | 'hold';
  /** End of the planned length, while it has not been reached. */
  readonly soakUntil: Instant | undefined;
  /** The newest number, when every number is from before the stage. */
  readonly staleAt: Instant | undefined;
  /** p-value of "the arms are split as planned"; undefined where it cannot be checked. */
  readonly splitP: number | undefined;
  readonly freeze: { readonly why: string; readonly until: string | undefined } | undefined;
  /** Roles that have not said go. */
  readonly waitingFor: readonly string[];
  readonly sample: SampleForecast | undefined;
}

type Rule = readonly [code: RecommendationCode, fits: (facts: RecommendationFacts, stage: StageFacts) => boolean];

/** In the order of their weight: the first that fits decides. Approvals come last, so that nobody approves a broken stage. */
const rules: readonly Rule[] = [
  ['no-criteria', (facts) => facts.counted === 0],
  ['failed', (facts) => facts.failed.length > 0],
  ['split', (facts) => facts.splitP !== undefined],
  ['error', (facts) => facts.errors.length > 0],
  ['stale', (facts) => facts.newestAt !== undefined],
  ['sample', (facts) => facts.short.length > 0],
  ['manual', (facts) => facts.manual.length > 0],
  ['soak', (facts) => facts.soakUntil !== undefined],
  ['unproven', (facts, stage) => stage.unproven === 'hold' && facts.unproven.length > 0],
  ['leans', (facts) => facts.leans.length > 0],
  ['freeze', (facts) => facts.freeze !== undefined],
  ['approvals', (facts) => facts.waitingFor.length > 0],
];

/** GO, HOLD or NO-GO with the reason that decides and all others that fit. `watch` criteria are never counted. */
export function recommend(verdicts: readonly Verdict[], stage: StageFacts): Recommendation {
  const counted = verdicts.filter(({ criterion }) => criterion.role !== 'watch');
  const facts = readFacts(counted, stage);
  const codes = rules.filter(([, fits]) => fits(facts, stage)).map(([code]) => code);
  const [code, ...further] = codes;
  if (code === undefined) return { result: 'GO', code: 'go', further: [], facts };
  return { result: code === 'failed' ? 'NO-GO' : 'HOLD', code, further, facts };
}

function readFacts(counted: readonly Verdict[], stage: StageFacts): RecommendationFacts {
  const idsWhere = (fits: (verdict: Verdict) => boolean): readonly string[] =>
    counted.filter(fits).map(({ criterion }) => criterion.id);
  const isStale = stage.staleAt !== undefined;
  const short = counted.filter(({ result, why }) => result === 'INSUFFICIENT' && !(isStale && why === 'stale'));
  const hasAlarm = stage.splitP !== undefined && stage.splitP < splitAlarm;
  return {
    failed: idsWhere(({ result }) => result === 'FAIL'),
    errors: idsWhere(({ result }) => result === 'ERROR'),
    short: short.map((verdict) => ({
      id: verdict.criterion.id,
      have: verdict.people,
      need: verdict.need,
      until: verdict.windowEnd,
    })),
    manual: idsWhere(({ result }) => result === 'MANUAL'),
    unproven: idsWhere(({ result }) => result === 'INCONCLUSIVE'),
    leans: idsWhere(({ result, leansPastMargin }) => result === 'INCONCLUSIVE' && leansPastMargin),
    met: idsWhere(({ result }) => result === 'PASS').length,
    counted: counted.length,
    soakUntil: stage.soakUntil,
    newestAt: stage.staleAt,
    freeze: stage.freeze?.why,
    freezeUntil: stage.freeze?.until,
    waitingFor: stage.waitingFor,
    sample: short.length > 0 ? stage.sample : undefined,
    splitP: hasAlarm ? stage.splitP : undefined,
  };
}

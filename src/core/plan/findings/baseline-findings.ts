import type { BaselineFigure, Finding } from '../plan.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding } from './finding.ts';

/** A percentage in a table that was cut off and not rounded: 0.17% shown as 0.1%. */
export function baselineFindings({ plan, source }: ReadPlan): readonly Finding[] {
  const shares = plan.baselines.filter(({ unit }) => unit === '%');
  const wrong = shares.flatMap((share) => {
    const exact = exactShare(share, plan.baselines);
    return exact !== undefined && isCutOff(share, exact) ? [{ share, exact }] : [];
  });
  const [first] = wrong;
  if (!first) return [];
  const line = source.lines.find(({ kind, cells }) => kind === 'row' && cells[0]?.text === first.share.period);
  const { metric, period, text } = first.share;
  const digits = decimals(text) + 2;
  return [
    finding('baseline-cut-off', 'note', line, {
      metric,
      period,
      shown: text,
      exact: `${first.exact.toFixed(digits)}%`,
    }),
  ];
}

/** The share that two counts of the same row make, where exactly two stand there. */
function exactShare(share: BaselineFigure, figures: readonly BaselineFigure[]): number | undefined {
  const [a, b, more] = figures.filter(({ period, unit }) => period === share.period && unit === 'count');
  if (!a || !b || more || Math.max(a.value, b.value) === 0) return undefined;
  return (100 * Math.min(a.value, b.value)) / Math.max(a.value, b.value);
}

function isCutOff({ value, text }: BaselineFigure, exact: number): boolean {
  const step = 10 ** -decimals(text);
  return exact - value > step / 2 && exact - value < step;
}

function decimals(text: string): number {
  return /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
}

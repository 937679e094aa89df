import type { BaselineFigure, Finding } from '../plan.ts';
import { cellText } from '../source/table.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding } from './finding.ts';

/** A percentage in a table that was cut off and not rounded: 0.17% shown as 0.1%. */
export function baselineFindings({ plan, source }: ReadPlan): readonly Finding[] {
  for (const share of plan.baselines.filter(({ unit }) => unit === '%')) {
    const exact = exactShare(share, plan.baselines);
    if (exact === undefined || !isCutOff(share, exact)) continue;
    const { metric, period, text } = share;
    const line = source.lines.find((row) => cellText(row, 0) === period);
    const facts = { metric, period, shown: text, exact: `${exact.toFixed(decimals(text) + 2)}%` };
    return [finding('baseline-cut-off', 'note', line, facts)];
  }
  return [];
}

/** The share that two counts of the same row make, where exactly two stand there. */
function exactShare(share: BaselineFigure, figures: readonly BaselineFigure[]): number | undefined {
  const [a, b, more] = figures.filter(({ period, unit }) => period === share.period && unit === 'count');
  if (!a || !b || more) return undefined;
  return (100 * Math.min(a.value, b.value)) / Math.max(a.value, b.value);
}

function isCutOff({ value, text }: BaselineFigure, exact: number): boolean {
  const step = 10 ** -decimals(text);
  return exact - value > step / 2 && exact - value < step;
}

function decimals(text: string): number {
  return /(?<=\.)\d+/.exec(text)?.[0].length ?? 0;
}

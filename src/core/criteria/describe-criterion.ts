import type { Comparator, Criterion } from './criterion.ts';

/**
 * The criterion in the short form that the plan grammar reads: `readCriterion(describeCriterion(c))` gives `c` again,
 * apart from `text` and `line`.
 */
export function describeCriterion(criterion: Criterion): string {
  const parts = [describeWish(criterion)];
  if (criterion.scope !== undefined) parts.push(` ${criterion.scope}`);
  if (criterion.window !== undefined) parts.push(` ${criterion.window}`);
  if (criterion.against !== undefined) parts.push(` vs ${against[criterion.against]}`);
  if (criterion.exclusion !== undefined) parts.push(` (${criterion.exclusion})`);
  if (criterion.min !== undefined) parts.push(`, ${describeSample(criterion.min)}`);
  if (criterion.margin !== undefined && !isRange(criterion)) {
    parts.push(` (margin ${describeQuantity(criterion.margin, criterion.marginUnit)})`);
  }
  if (criterion.observed !== undefined) parts.push(` (observed ${criterion.observed})`);
  if (criterion.role !== 'goal') parts.push(` [${criterion.role}]`);
  return parts.join('');
}

const against = { control: 'control', 'previous-stage': 'previous stage', baseline: 'baseline' } as const;

function describeWish(criterion: Criterion): string {
  const { kind, metric, op, value, unit } = criterion;
  if (criterion.placeholder) return `${metric} ${op ?? '>'} xx${unit ?? ''}`;
  if (isRange(criterion)) return `${metric} ±${describeQuantity(criterion.margin ?? 0, unit)}`;
  if (kind === 'direction') return describeDirection(metric, op);
  if (op === undefined || value === undefined) return metric;
  if (kind === 'change') return `${metric} Δ ${op} ${value > 0 ? '+' : ''}${describeQuantity(value, unit)}`;
  return `${metric} ${op} ${describeQuantity(value, unit)}`;
}

/** `±5 pp`: a margin in the unit of the criterion itself. */
function isRange({ kind, op, value, unit, margin, marginUnit }: Criterion): boolean {
  const isOwn = marginUnit === (unit === 'count' ? undefined : unit);
  return kind === 'change' && op === '=' && value === 0 && margin !== undefined && isOwn;
}

function describeDirection(metric: string, op: Comparator | undefined): string {
  const forms: Readonly<Record<Comparator, string>> = {
    '<=': `No increase in ${metric}`,
    '>=': `No decrease in ${metric}`,
    '=': `${metric} stays stable`,
    '>': `${metric} increases`,
    '<': `${metric} decreases`,
  };
  return forms[op ?? '='];
}

function describeQuantity(value: number, unit: string | undefined): string {
  if (unit === undefined || unit === 'count') return `${value}`;
  if (unit === '%') return `${value}%`;
  if (unit === '$') return value < 0 ? `-$${-value}` : `$${value}`;
  return `${value} ${unit}`;
}

function describeSample(min: NonNullable<Criterion['min']>): string {
  return min.unit === undefined ? `n ≥ ${min.n}` : `n ≥ ${min.n} ${min.unit}`;
}

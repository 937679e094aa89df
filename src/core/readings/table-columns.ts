/** A row of a table as text. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export type ColumnRole = 'metric' | 'value' | 'control' | 'baseline' | 'n' | 'hits' | 'date' | 'as' | 'stage' | 'other';

const roles: readonly (readonly [ColumnRole, RegExp])[] = [
  ['metric', /^(?:metrics?|kpis?|(?:success )?criteri(?:on|a)|measures?|indicators?|names?)$/],
  ['n', /^(?:n|of|out of|totals?|sample(?: size)?|denominator|base)$/],
  ['hits', /^(?:hits|counts?|numerator|k|events|successes|conversions)$/],
  ['control', /^(?:control|holdout|without)\b/],
  ['baseline', /^(?:baseline|before|pre)\b/],
  [
    'value',
    /^(?:values?|actuals?|results?|readings?|measured|observed|current(?:ly)?|now|treatment|variant|exposed|with(?: the)? (?:change|feature|toggle)|actual (?:values?|results?)|current values?)\b|^(?:numbers?|rates?)$/,
  ],
  ['stage', /^(?:stages?|steps?|phases?)$/],
  ['date', /^(?:dates?|days?|at|when|as of|months?|weeks?|periods?|time)$/],
  ['as', /^(?:as|kind|total or daily|daily or total)$/],
];

/** What a column has, by the words of its heading. */
export function columnRole(heading: string): ColumnRole {
  const plain = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return roles.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other';
}

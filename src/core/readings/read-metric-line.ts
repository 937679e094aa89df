import { readQuantity } from '../parsing/read-quantity.ts';
import { metricKey } from './metric-key.ts';
import type { Reading, ReadingSource } from './reading.ts';
export interface ReadingContext {
  readonly known: readonly string[];
  readonly stage: string | undefined;
  readonly share: number | undefined;
  readonly at: number;
  readonly source: ReadingSource;
  readonly kind: 'reading' | 'baseline';
}
export function readMetricLine(
  text: string,
  c: ReadingContext,
): { kind: 'reading'; reading: Reading } | { kind: 'problem'; why: string; text: string } {
  const [name = '', rest = ''] = text.split('=');
  const [value = '', control] = rest.split(/\svs\s/);
  const q = readQuantity(value);
  if (q.kind === 'none') return { kind: 'problem', why: q.why, text: value.trim() };
  const against = control ? readQuantity(control) : undefined;
  return {
    kind: 'reading',
    reading: {
      id: `${c.source.id}/${metricKey(name)}`,
      metric: name.trim(),
      key: metricKey(name),
      kind: c.kind,
      figure: q.figure,
      control: against?.kind === 'quantity' ? against.figure : undefined,
      as: undefined,
      at: c.at,
      stage: c.stage,
      share: c.share,
      source: c.source,
    },
  };
}

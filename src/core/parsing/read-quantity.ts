import type { Figure } from '../readings/reading.ts';
export function readQuantity(text: string): { readonly figure: Figure } | undefined {
  const t = text.trim();
  let m = /^([\d,]+)\s*\/\s*([\d,]+)$/.exec(t);
  if (m) {
    const hits = Number(m[1]?.replace(/,/g, '')),
      n = Number(m[2]?.replace(/,/g, ''));
    return { figure: { value: (100 * hits) / n, unit: '%', hits, n, approximate: false, text: t } };
  }
  m = /^([\d,.]+)\s*(%)?$/.exec(t);
  if (m)
    return {
      figure: {
        value: Number(m[1]?.replace(/,/g, '')),
        unit: m[2] ?? 'count',
        hits: undefined,
        n: undefined,
        approximate: false,
        text: t,
      },
    };
  return undefined;
}

import { convert, isCounted } from '../criteria/quantity.ts';
import { scanNumber } from './scan-number.ts';
import { scanUnit } from './scan-unit.ts';

const lead = /\s(?:in|over|within|during)\s(?:the\s)?(?:(?:last|past|first)\s)?/iy;
const one = /(?:an?|one)\s/iy;

/** How long things were counted that stand before: `in 12 hours`, `over the last 2 days`, `in an hour`. In hours. */
export function scanExposure(
  text: string,
  at: number,
  counted: { readonly value: number | undefined; readonly unit: string | undefined },
): { readonly hours: number; readonly end: number } | undefined {
  if (!Number.isInteger(counted.value) || !isCounted(counted.unit)) return undefined;
  lead.lastIndex = at;
  if (!lead.test(text)) return undefined;
  one.lastIndex = lead.lastIndex;
  const isOne = one.test(text);
  const number = isOne ? undefined : scanNumber(text, lead.lastIndex);
  const measured = scanUnit(text, isOne ? one.lastIndex - 1 : (number?.end ?? text.length));
  if (measured === undefined) return undefined;
  const { unit, end } = measured;
  const hours = convert(number?.value ?? 1, unit, 'hours');
  return hours !== undefined && hours > 0 && Number.isFinite(hours) ? { hours, end } : undefined;
}

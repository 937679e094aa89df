import { dayMs, hourMs, type Instant, minuteMs } from '../core/instant.ts';

const lengths: Readonly<Record<string, number>> = { minute: minuteMs, hour: hourMs, day: dayMs, week: 7 * dayMs };

/** The moment that `7 days`, `2 weeks`, `month` or a date means, counted from `from`; undefined for anything else. */
export function parseWait(text: string, from: Instant): Instant | undefined {
  const match = /^(?:(\d{1,4}) *)?(minute|hour|day|week|month|h|d|w)s?$/i.exec(text.trim());
  if (match === null) {
    const at = /^\d{4}-\d\d-\d\d/.test(text.trim()) ? Date.parse(text.trim()) : Number.NaN;
    return Number.isNaN(at) ? undefined : at;
  }
  const count = Number(match[1] ?? 1);
  const word = (match[2] ?? '').toLowerCase();
  const unit = Object.keys(lengths).find((name) => name.startsWith(word));
  return unit === undefined ? addMonths(from, count) : from + count * (lengths[unit] ?? 0);
}

/** The same day of the month, or its last: 31 January and a month is 28 February. */
function addMonths(from: Instant, count: number): Instant {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

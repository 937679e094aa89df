import { dayMs, hourMs, type Instant, minuteMs } from '../../core/instant.ts';
import { type Helper, plainText } from '../helper.ts';

/** Helpers for days, moments and lengths of time. None of them reads the clock. */
export const dateHelpers: readonly Helper[] = [
  { name: 'date', run: ([day], site) => dateText(day, site.zone) },
  { name: 'moment', run: ([at], site) => (typeof at === 'number' ? momentText(at, site.zone) : plainText(at)) },
  { name: 'dates', run: ([planned], site) => plannedDatesText(planned, site.zone) },
  { name: 'span', run: ([from, until], site) => spanText(dateText(from, site.zone), dateText(until, site.zone)) },
  { name: 'spelled', run: ([length]) => spelledLength(plainText(length)) },
  { name: 'chartTime', run: ([at], site) => (typeof at === 'number' ? chartTimeText(at, site.zone) : '') },
  { name: 'duration', run: ([ms]) => (typeof ms === 'number' ? durationText(ms) : '') },
];

/** "15 March 2021", of a moment in the zone or of a `YYYY-MM-DD` date; other text as it is. */
function dateText(day: unknown, zone: string): string {
  if (typeof day === 'number') return format(day, zone, 'date');
  const text = plainText(day);
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? text : dateText(at, 'UTC');
}

/** "15 March 2021, 14:00 UTC". */
function momentText(at: Instant, zone: string): string {
  const time = format(at, zone, 'time');
  return `${dateText(at, zone)}, ${time} ${zoneName(at, zone)}`;
}

/** "2021-03-15 14:00", as Mermaid reads it: Swedish dates are ISO 8601's. */
function chartTimeText(at: Instant, zone: string): string {
  return format(at, zone, 'chart');
}

/** Dates of a plan: as dates where they could be read, otherwise as written. */
function plannedDatesText(planned: unknown, zone: string): string {
  if (typeof planned !== 'object' || planned === null) return '';
  const { from, to, text } = planned as { from?: unknown; to?: unknown; text?: unknown }; // own fields, checked below
  if (typeof from !== 'string') return plainText(text);
  if (typeof to !== 'string' || to === from) return dateText(from, zone);
  return `${dateText(from, zone)} – ${dateText(to, zone)}`;
}

/** "1–11 March 2021", "25 March – 2 April 2021": what both dates share is said once. */
function spanText(from: string, until: string): string {
  if (from === until || until === '') return from;
  const [day, month, year] = from.split(' ');
  const [, untilMonth, untilYear] = until.split(' ');
  if (year === undefined || year !== untilYear) return `${from} – ${until}`;
  return month === untilMonth ? `${day}–${until}` : `${day} ${month} – ${until}`;
}

const shortUnits: Readonly<Record<string, string>> = { h: 'hour', d: 'day', w: 'week' };

/** A length as a plan's exact form writes it, `2d` or `1d..2d`, in words; any other text as it is. */
function spelledLength(text: string): string {
  const [, from, unit, to] = /^(\d{1,3})([hdw])(?:\.\.(\d{1,3})\2)?$/.exec(text.trim()) ?? [];
  const word = shortUnits[unit ?? ''];
  if (from === undefined || word === undefined) return text;
  return `${to === undefined ? from : `${from}-${to}`} ${word}${(to ?? from) === '1' ? '' : 's'}`;
}

/** "3 days", "5 hours", "12 minutes": the largest unit that is reached, rounded down. */
function durationText(ms: number): string {
  const units = [
    { size: dayMs, name: 'day' },
    { size: hourMs, name: 'hour' },
    { size: minuteMs, name: 'minute' },
  ];
  const unit = units.find(({ size }) => ms >= size) ?? { size: minuteMs, name: 'minute' };
  const count = Math.floor(ms / unit.size);
  return `${count} ${unit.name}${count === 1 ? '' : 's'}`;
}

type Style = keyof typeof styles;

const styles = {
  date: ['en-GB', { day: 'numeric', month: 'long', year: 'numeric' }],
  time: ['en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }],
  chart: [
    'sv-SE',
    { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  ],
  zone: ['en-US', { timeZoneName: 'short' }],
} as const satisfies Readonly<Record<string, readonly [string, Intl.DateTimeFormatOptions]>>;

function format(at: Instant, zone: string, style: Style): string {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return '';
  return formatter(zone, style).format(at);
}

function zoneName(at: Instant, zone: string): string {
  return (
    formatter(zone, 'zone')
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  );
}

/** So many are kept: making one takes as long as a hundred dates, and much memory. */
const maxFormatters = 200;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** For the zone, or for UTC when this machine does not know it: a text with a plain time is better than none. */
function formatter(zone: string, style: Style): Intl.DateTimeFormat {
  const key = `${style} ${zone}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = makeFormatter(zone, style);
  if (formatters.size >= maxFormatters) formatters.clear();
  formatters.set(key, made);
  return made;
}

function makeFormatter(zone: string, style: Style): Intl.DateTimeFormat {
  const [locale, options] = styles[style];
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  }
}

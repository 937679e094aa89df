/** How long something is planned to take. A business day counts as one day, a month as 30, an hour as 1/24. */
export interface Duration {
  readonly shortestDays: number;
  readonly longestDays: number;
  /** Business days were asked for: weekends and the like do not count. */
  readonly business: boolean;
}

/** Longer texts are notes with a duration in them at best; it has to stand in front of the note. */
const maxLength = 200;

const daysOfUnit = { minute: 1 / 1440, hour: 1 / 24, day: 1, week: 7, month: 30, year: 365 } as const;
type Unit = keyof typeof daysOfUnit;
const businessDaysOfWeek = 5;

const unitOfWord: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    min: 'minute',
    mins: 'minute',
    minute: 'minute',
    minutes: 'minute',
    h: 'hour',
    hr: 'hour',
    hrs: 'hour',
    hour: 'hour',
    hours: 'hour',
    d: 'day',
    day: 'day',
    days: 'day',
    weekday: 'day',
    weekdays: 'day',
    workday: 'day',
    workdays: 'day',
    w: 'week',
    wk: 'week',
    wks: 'week',
    week: 'week',
    weeks: 'week',
    month: 'month',
    months: 'month',
    year: 'year',
    years: 'year',
  } as const),
);

const numberOfWord: ReadonlyMap<string, number> = new Map(
  Object.entries({
    half: 0.5,
    '½': 0.5,
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
  }),
);

const lead =
  /(?:[\s*_~≈[("'`<>≥≤=:]|about|approximately|approx\.?|around|roughly|circa|ca\.|for|a?\s?minimum(?: of)?|min\.|at least|at minimum|minimally|between|duration|length)+(?![a-z])/y;
const ceiling =
  /(?:[\s*_~[("']*)(?:up to|at most|maximum(?: of)?|max\.?|a maximum of|no more than|less than|under)\s+/y;
const number = /(\d{1,5}(?:\.\d{1,3})?|[a-z½]{1,6})(?:\s?\(\d{1,5}\))?\+?/y;
const rangeSign = /\s*(?:-|to|or|and)\s*/y;
const unit =
  /[\s-]*(?:(?:full|whole|calendar|consecutive|more)\s+)?((?:business|working|work|week)[\s-]+)?(?:an?\s+)?([a-z]{1,8})(?:\(s\))?(?![a-z0-9])/y;
const glue = /\s*(?:,|and|\+)?\s*/y;

interface Quantity {
  readonly value: number;
  /** Undefined for the first part of `1-2 days`. */
  readonly unit: Unit | undefined;
  readonly business: boolean;
  readonly end: number;
}

/**
 * Reads a planned length as people write it: `1-2 days`, `2 business days`, `24–48 hours`, `4 hours to 1 day`,
 * `~1 week`, `6 hours (one shift)`. The duration has to come first, a note may follow. Dates, conditions and `Ongoing`
 * are no durations.
 */
export function readDuration(text: string): Duration | undefined {
  const plain = text
    .slice(0, maxLength)
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u00a0/g, ' ');
  const afterCeiling = endOf(ceiling, plain, 0);
  const start = afterCeiling ?? endOf(lead, plain, 0) ?? 0;
  const first = readQuantity(plain, start);
  if (first === undefined) return undefined;

  const second = readUpper(plain, first);
  const upper = second ?? first;
  if (upper.unit === undefined) return undefined;
  const business = first.business || upper.business;
  const more = readRest(plain, first);
  const shortestDays = first.value * unitDays(first.unit ?? upper.unit, business) + more;
  const longestDays = upper.value * unitDays(upper.unit, business) + more;
  if (longestDays < shortestDays) return undefined;
  return { shortestDays: afterCeiling === undefined ? shortestDays : 0, longestDays, business };
}

/** `-2 days` of `1-2 days`, `to 1 day` of `4 hours to 1 day`. */
function readUpper(text: string, first: Quantity): Quantity | undefined {
  const after = endOf(rangeSign, text, first.end);
  if (after === undefined) return undefined;
  const second = readQuantity(text, after);
  return second?.unit === undefined || joinsRatherThanRanges(text, first, after) ? undefined : second;
}

/** "1 day and 4 hours" is a sum, "4 hours to 1 day" and "between 1 and 2 days" are ranges. */
function joinsRatherThanRanges(text: string, first: Quantity, after: number): boolean {
  return first.unit !== undefined && text.slice(first.end, after).trim() === 'and';
}

/** Days of the second part of `1 day and 4 hours`: a smaller unit right behind. */
function readRest(text: string, first: Quantity): number {
  const rest = readQuantity(text, endOf(glue, text, first.end) ?? first.end);
  if (rest?.unit === undefined || first.unit === undefined) return 0;
  return daysOfUnit[rest.unit] < daysOfUnit[first.unit] ? rest.value * daysOfUnit[rest.unit] : 0;
}

function readQuantity(text: string, start: number): Quantity | undefined {
  number.lastIndex = start;
  const word = number.exec(text)?.[1] ?? '';
  const value = /\d/.test(word) ? Number(word) : numberOfWord.get(word);
  if (value === undefined) return undefined;

  unit.lastIndex = number.lastIndex;
  const [, days, unitWord = ''] = unit.exec(text) ?? [];
  const named = unitOfWord.get(unitWord);
  if (named === undefined) return { value, unit: undefined, business: false, end: number.lastIndex };
  const business = days !== undefined || /^(?:week|work)d/.test(unitWord);
  return { value, unit: named, business, end: unit.lastIndex };
}

function unitDays(name: Unit, business: boolean): number {
  return business && name === 'week' ? businessDaysOfWeek : daysOfUnit[name];
}

/** Where the sticky pattern stops when it fits at `start`. */
function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

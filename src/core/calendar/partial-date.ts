/** A date as written: the year, or the day in `March 2021`, may be missing. Not checked against the calendar. */
export interface PartialDate {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number | undefined;
  /** Written as `5/28`, which may also be a fraction. */
  readonly slashed: boolean;
}

export interface FoundDate {
  readonly date: PartialDate;
  readonly start: number;
  readonly end: number;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthPattern =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\\.?';
const yearPattern = "(?:20\\d\\d|'\\d\\d)(?!\\d)";
const dayPattern = '\\d{1,2}(?:st|nd|rd|th)?(?!\\d|:\\d|\\.\\d)';

const iso = '(?<isoYear>20\\d\\d)[-/](?<isoMonth>\\d\\d)[-/](?<isoDay>\\d\\d)(?!\\d)';
const slashed = '(?<month>\\d{1,2})/(?<day>\\d{1,2})(?:/(?<year>20\\d\\d|\\d\\d))?(?![\\d/%]|\\.\\d)';
const monthFirst = `(?<name>${monthPattern})\\s{0,3}(?<nameDay>${dayPattern})(?:,?\\s{0,3}(?<nameYear>${yearPattern}))?`;
const dayFirst = `(?<dayOf>${dayPattern})(?:\\s{0,3}of)?\\s{1,3}(?<nameAfter>${monthPattern})(?:,?\\s{0,3}(?<yearAfter>${yearPattern}))?`;
const monthAlone = `(?<nameAlone>${monthPattern}),?\\s{1,3}(?<yearAlone>20\\d\\d)(?!\\d)`;
/** `4-7 May 2021`: the month follows the second day. */
const daysFirst = `(?<daysOf>${dayPattern})(?=\\s{0,3}(?:-|to)\\s{0,3}${dayPattern}\\s{1,3}(?<namesAfter>${monthPattern}))`;

/** `15.3.2021`, day first. */
const dotted = '(?<dotDay>\\d{1,2})\\.(?<dotMonth>\\d{1,2})\\.(?<dotYear>20\\d\\d)(?![\\d.])';

const source = [iso, slashed, dotted, monthFirst, monthAlone, daysFirst, dayFirst].join('|');
const anywhere = new RegExp(`(?<![\\w/.$#-])(?:${source})`, 'gi');
const here = new RegExp(`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\.?,?\\s{0,3})?(?:${source})`, 'iy');
const bareDay = new RegExp(
  `(?<bare>${dayPattern})(?:,?\\s{0,3}(?<bareYear>${yearPattern}))?(?!/|\\s*[a-z]*%|\\s+[a-z]{3,20}s\\b)`,
  'iy',
);
/** "5 Apr – 1 shop" */
const oneThing = /1\s+[a-z]{3,20}\b/iy;

/** The first date at or after `from`, wherever it stands. */
export function findDate(text: string, from: number): FoundDate | undefined {
  anywhere.lastIndex = from;
  const match = anywhere.exec(text);
  if (match === null) return undefined;
  return { date: partsOf(match.groups ?? {}), start: match.index, end: anywhere.lastIndex };
}

/** The date that stands at `at`; a bare day (`May 4-7`) takes the month of `first`. */
export function readDateAt(text: string, at: number, first: PartialDate): PartialDate | undefined {
  here.lastIndex = at;
  const match = here.exec(text);
  if (match !== null) return partsOf(match.groups ?? {});
  if (first.slashed) return undefined;
  if (isAt(oneThing, text, at)) return undefined;
  bareDay.lastIndex = at;
  const bare = bareDay.exec(text)?.groups ?? {};
  if (bare['bare'] === undefined) return undefined;
  return { ...first, year: toYear(bare['bareYear']) ?? first.year, day: Number.parseInt(bare['bare'], 10) };
}

/** Whether the sticky pattern fits at `at`. */
export function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function partsOf(groups: Readonly<Record<string, string | undefined>>): PartialDate {
  const name = groups['name'] ?? groups['nameAfter'] ?? groups['namesAfter'] ?? groups['nameAlone'];
  const year =
    groups['isoYear'] ??
    groups['year'] ??
    groups['nameYear'] ??
    groups['dotYear'] ??
    groups['yearAfter'] ??
    groups['yearAlone'];
  const day =
    groups['isoDay'] ?? groups['dotDay'] ?? groups['day'] ?? groups['nameDay'] ?? groups['dayOf'] ?? groups['daysOf'];
  return {
    year: toYear(year),
    month: name === undefined ? Number(groups['isoMonth'] ?? groups['dotMonth'] ?? groups['month']) : monthOf(name),
    day: day === undefined ? undefined : Number.parseInt(day, 10),
    slashed: groups['month'] !== undefined,
  };
}

function monthOf(name: string): number {
  return monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** Two digits are years of this century. */
function toYear(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return 2000 + (Number(text.replace("'", '')) % 2000);
}

import { readDates } from '../../calendar/dates.ts';
import { readDuration } from '../../calendar/duration.ts';

const unit = '(?:minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?)';
const amount =
  '(?:\\d{1,3}(?:\\.\\d)?(?:\\s?[-–]\\s?\\d{1,3})?|\\d{1,3} to \\d{1,3}|half an?|one|two|three|four|five|six|seven|ten|an?)';
const duration = `[~≈]?(?:about |at least |roughly )?${amount}[ -]?(?:(?:full |business |working |calendar )?${unit}|[hdw](?![\\w-]))`;
const told = new RegExp(
  `(?:(?:^|[\\s\\d%)])(?:for|over|after|next|lasts?|takes?)\\s|[,;:]\\s|(?:^|[\\s\\d%)])[-–—|]\\s?)\\s*(?:the (?:first|next) )?(${duration})\\b`,
  'i',
);
const timed = new RegExp(`\\b(?:\\d|one|two|three|an?|half)[^()]{0,20}\\b${unit}\\b|\\b\\d{1,3} ?[hdw]\\b`, 'i');
const perTime = /\b(?:per|an?|each|every|\/) ?(?:day|week|hour|month)\b/i;
const dates =
  /\d{1,2}\/\d{1,2}(?:\/\d{2,4})? ?(?:-|–|to) ?\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|\d{4}-\d{2}-\d{2} ?(?:-|–|to) ?\d{4}-\d{2}-\d{2}/;
const notTime = /%|^[a-z ]+$/i;

/** How long a step takes by its own line: `Canary (1 week)`, `10% for 2 days`, `Half (50%, 3 days)`. */
export function lengthInStep(text: string): string | undefined {
  for (const [brackets] of text.matchAll(/\([^()]{1,160}\)/g)) {
    const length = lengthInBrackets(brackets.slice(1, -1));
    if (length !== undefined) return length;
  }
  return told.exec(text)?.[1];
}

/** Of `staff, 0%, 1 day` only the last part is a length; a remark that goes with the length stays with it. */
function lengthInBrackets(inner: string): string | undefined {
  if (!timed.test(inner) || (perTime.test(inner) && readDuration(inner) === undefined)) return undefined;
  const [first = '', ...others] = inner.split(/[,;] +/);
  const isOther = readDuration(first) === undefined && (notTime.test(first) || readDates(first, 0) !== undefined);
  return (isOther ? others.find((piece) => readDuration(piece) !== undefined) : undefined) ?? inner;
}

/** A range of dates in a step's line, which stands for its length where none is given. */
export function rangeInStep(text: string): string | undefined {
  return dates.exec(text)?.[0];
}

const countedTime = /^(?:on |from |by )?(?:day|week|sprint|month) \d{1,2}\b/i;
const weekday = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b/i;
const dateLabel = /^[^:%]{3,29}?(?=\s*(?::|\s[-–—]\s|,))/;

/** Whether the line begins with a day or a count of days: `March 1: 5%`, `Day 3 – 25%`, `Week 2: half`. */
export function beginsWithTime(text: string, now: number): boolean {
  if (countedTime.test(text) || weekday.test(text)) return true;
  const label = dateLabel.exec(text)?.[0];
  return label !== undefined && readDates(label, now) !== undefined;
}

/** Names that only steps of a ladder have. */
export const stepName =
  /^\W*(?:canar(?:y|ies)|pilots?|(?:closed |open |public |private )?(?:beta|alpha)|internal(?:ly)?|staff|employees?|dog-?food(?:ing)?|early(?: access| adopters?| birds?)?|limited(?: availability| release)?|soft launch|moderate|medium|wide[rn]?|broad(?:er)?|half|majority|full(?: roll-?out| release| launch)?|general(?:ly)? availab(?:ility|le)|ga\b|every(?:one|body)|all users|go[ -]?live|ramp(?:[ -]?up)?|smoke|opt-?in|final)\b/i;

const numbering = /^\W*(?:[ivx]{1,4}|[a-h]|\d{1,2})[.)]\s+/i;
const ordinal =
  /^\W*(stage|phase|step|wave|ring|batch|round|cohort|group|tranche)(?:e?s)? `?([a-j]|[ivx]{1,4}|\d{1,2}[a-d]?|one|two|three|four|five|six)\b/i;

/** `stage a` of "Stage A: Canary (10%)"; undefined for names without an ordinal. */
export function ordinalOf(name: string): string | undefined {
  const found = ordinal.exec(name.replace(numbering, ''));
  return found ? `${found[1]} ${found[2]}`.toLowerCase() : undefined;
}

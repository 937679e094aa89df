import { unitNames } from '../criteria/criterion-vocabulary.ts';
import { perUnit, perWhole } from '../criteria/quantity.ts';

export interface ScannedUnit {
  readonly unit: string;
  readonly end: number;
}

const measure =
  /\s?(?:(%)(?:\s?(pts|points?)\b)?|(percentage points?|percent points?|percent|pct|pps?|points|business days?|working days?|milliseconds?|msec|ms|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)(?![\w/])|([smhd])(?![a-z_/-]))/iy;
const perShare = new RegExp(String.raw`\s(${perWhole})`, 'iy');
const currencyName = /\s?(dollars?|usd|euros?|eur)(?!\w)/iy;
const ownWord = /\s+([a-z][a-z'-]{1,30})(?![\w/])/iy;
/** Words behind a number that name nothing that could be counted. */
const noNames = new Set([
  'is',
  'was',
  'has',
  'as',
  'this',
  'vs',
  'versus',
  'its',
  'does',
  'less',
  'plus',
  'minus',
  'across',
]);
const counted = /(?:[^s]s|people)$/;

/** The unit of measurement behind a number. */
export function scanUnit(text: string, at: number): ScannedUnit | undefined {
  currencyName.lastIndex = at;
  const currency = currencyName.exec(text)?.[1];
  if (currency !== undefined) return { unit: /e/i.test(currency) ? '€' : '$', end: currencyName.lastIndex };
  perShare.lastIndex = at;
  const share = perUnit(perShare.exec(text)?.[1] ?? '');
  if (share !== undefined) return { unit: share, end: perShare.lastIndex };
  measure.lastIndex = at;
  const found = measure.exec(text);
  if (found === null) return undefined;
  const [, percent, points, word, letter] = found;
  if (percent !== undefined) return { unit: points === undefined ? '%' : 'pp', end: measure.lastIndex };
  const name = (word ?? letter ?? '').toLowerCase();
  return { unit: unitOf(name), end: measure.lastIndex };
}

function unitOf(name: string): string {
  if (name.startsWith('week')) return 'weeks';
  if (name.startsWith('working')) return 'days';
  return unitNames[name] ?? unitNames[`${name}s`] ?? name;
}

/** What is counted, in the writer's own word: `users`, `calls`. One thing may be in the singular. */
export function scanOwnWord(text: string, at: number, value: number): ScannedUnit | undefined {
  ownWord.lastIndex = at;
  const word = ownWord.exec(text)?.[1]?.toLowerCase();
  if (word === undefined || noNames.has(word)) return undefined;
  if (!counted.test(word) && !(value === 1 && /^(?:user|call|error|alert|person|ticket)$/.test(word))) return undefined;
  return { unit: word, end: ownWord.lastIndex };
}

import { type Helper, isKnown, plainText, plainTexts } from '../helper.ts';

/** Helpers for conditions and lists. */
export const logicHelpers: readonly Helper[] = [
  { name: 'eq', run: ([left, right]) => left === right },
  { name: 'gt', run: ([left, right]) => typeof left === 'number' && typeof right === 'number' && left > right },
  { name: 'and', run: (args) => args.every(isTrue) },
  { name: 'or', run: (args) => args.some(isTrue) },
  { name: 'not', run: ([value]) => !isTrue(value) },
  { name: 'known', run: ([value]) => isKnown(value) },
  { name: 'default', run: (args) => plainText(args.find(isKnown)) },
  { name: 'length', run: ([list]) => (Array.isArray(list) ? list.length : 0) },
  { name: 'brief', run: ([text]) => cutText(plainText(text)) },
  {
    /** Of findings those that must be put right. */
    name: 'errors',
    run: ([findings]) => (Array.isArray(findings) ? findings.filter(isError) : []),
  },
  {
    /** Of findings all others. */
    name: 'remarks',
    run: ([findings]) => (Array.isArray(findings) ? findings.filter((finding) => !isError(finding)) : []),
  },
  { name: 'join', run: ([texts], _site, hash) => joinTexts(plainTexts(texts), plainText(hash['last'])) },
];

const briefLength = 60;

/** The beginning of a text, up to the last whole word that fits into a table cell beside others. */
function cutText(text: string): string {
  if (text.length <= briefLength) return text;
  const start = text.slice(0, briefLength).replace(/[\uD800-\uDBFF]$/, '');
  const word = start.lastIndexOf(' ');
  return `${start.slice(0, word > briefLength / 2 ? word : undefined).replace(/[\s.,;:]+$/, '')}…`;
}

/** "a, b, c"; with `last="and"`: "a, b and c". */
function joinTexts(texts: readonly string[], last: string): string {
  const [end] = texts.slice(-1);
  if (last === '' || texts.length < 2 || end === undefined) return texts.join(', ');
  return `${texts.slice(0, -1).join(', ')} ${last} ${end}`;
}

function isError(finding: unknown): boolean {
  return typeof finding === 'object' && finding !== null && 'severity' in finding && finding.severity === 'error';
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

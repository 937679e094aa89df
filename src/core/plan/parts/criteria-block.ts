import type { Criterion } from '../../criteria/criterion.ts';
import { readCriterion } from '../../criteria/read-criterion.ts';
import { withoutHint } from '../fields/hint.ts';
import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { criteriaOfTables } from './criteria-table.ts';

/** `Canary: 25 orders` below `Orders:` says what is wanted of it in one stage. */
const partOfStage = /^(?:canary|stage|phase|\d{1,3} ?%)[^<>]{0,30}:/i;
/** `< 2%` below `Errors:` is what is wanted of them. */
const bareTarget = /^(?:[<>≤≥=±]=?\s*[$~]?\.?\d|[$~]?\d)[\d.,]*\s*(?:%|[a-z]{1,12})?(?:\s\w{1,12}){0,2}$/i;
/** Lines of a block that are looked at. */
const blockLimit = 200;
const pointer =
  /\b(?:defined|described|listed|detailed|outlined|see|as) (?:below|above)\b|^(?:see|refer to)\b|^to be (?:decided|determined|defined|agreed|confirmed)\b|^tb[adc]\b|^(?:n\/?a|none|not applicable)\b[^<>\d%]{0,30}$|^no\.?$/i;

/** "Criteria are defined below": no criterion, but the way to them. */
export function isPointer(text: string): boolean {
  return text.length < 120 && pointer.test(bareValue(text));
}

/**
 * Criteria among lines of text, list items and tables. An item that ends with a colon is the caption of the items below
 * it; below other items stand remarks. Text beside a list explains the list.
 */
export function criteriaOfBlock(lines: readonly SourceLine[]): readonly Criterion[] {
  const hasItems = lines.some((line) => line.kind === 'item' && !isLinkOnly(line));
  const criteria: Criterion[] = [];
  let remarksBelow = Number.POSITIVE_INFINITY;
  let unfinished = false;
  let caption = { text: '', indent: Number.POSITIVE_INFINITY };
  lines.slice(0, blockLimit).forEach((line, at) => {
    if (line.kind === 'item' && line.indent <= remarksBelow + 1) remarksBelow = Number.POSITIVE_INFINITY;
    // A sentence that ends in "for:" makes remarks of the items that end the sentence.
    if (line.kind === 'text') unfinished = /\bfor:\s*$/.test(line.text);
    // One column more is no nesting, but a careless hand.
    const isRemark = line.kind === 'item' && line.indent > remarksBelow + 1;
    const isText = line.kind === 'text' && !hasItems;
    if (isRemark || unfinished || (line.kind !== 'item' && !isText)) return;
    const text = withoutPlaceholder(withoutHint(line.text).text);
    if (isPlaceholder(text) || isPointer(text) || isLinkOnly(line)) return;
    const isCaption = /:\s*$/.test(text) && (isText || hasCriteriaBelow(lines, at));
    if (isCaption) {
      caption = { text, indent: line.indent };
      return;
    }
    const isPart = line.indent > caption.indent && (partOfStage.test(text) || bareTarget.test(text));
    const said = `${isPart ? `${caption.text} ` : ''}${bareValue(text).replace(/\s*:\s*$/, '')}`;
    if (line.kind === 'item') remarksBelow = line.indent;
    criteria.push(...(isText ? readCriterionText(said, line.line) : readItem(said, line.line)));
  });
  return [...criteria, ...criteriaOfTables(lines)];
}

/** Criteria of a piece of running text: sentences and what stands between semicolons are criteria of their own. */
export function readCriterionText(text: string, line: number): readonly Criterion[] {
  return splitSentences(text).flatMap((sentence) => readCriterion(sentence, line));
}

/** An item is one criterion, however many sentences it has; semicolons part it. */
export function readItem(text: string, line: number): readonly Criterion[] {
  return text.split(/;\s+(?=\S{2})/).flatMap((piece) => readCriterion(piece, line));
}

/** "Number of searches: [FILL_IN]" names a metric. */
function withoutPlaceholder(text: string): string {
  const found = /^(.{3,}?)\s*:\s*(\S.*)?$/.exec(text);
  return found && isPlaceholder(found[2] ?? '') ? (found[1] ?? text) + (found[2] ? '' : ':') : text;
}

function hasCriteriaBelow(lines: readonly SourceLine[], at: number): boolean {
  const own = lines[at];
  const next = lines.slice(at + 1).find((line) => line.kind === 'item');
  return own !== undefined && next !== undefined && next.indent > own.indent && !isLinkOnly(next);
}

function isLinkOnly(line: SourceLine): boolean {
  return isLinkIn(line, bareValue(line.text));
}

/** Whether a text is no more than one of the links in a line. */
export function isLinkIn({ links }: SourceLine, said: string): boolean {
  return links.some(({ text, url }) => text === said || url === said);
}

const reference = /^(?:this|that|it|these|those|they|some|we (?:want|expect|need))\b/i;
const sentenceEnd = /(?<=[\p{L})]{2}\.)\s+(?=\p{Lu})|;\s+(?=\S{2})|\s[—–]\s(?=\d)/u;

/** A sentence that begins with a pronoun goes on with the one before. */
function splitSentences(text: string): readonly string[] {
  if (text.length > 1_000) return [text];
  const sentences: string[] = [];
  for (const sentence of text.split(sentenceEnd)) {
    const isShort = sentence.length < 12 && !/[<>≤≥]|^(?:no|zero|0) /i.test(sentence);
    if ((isShort || reference.test(sentence)) && sentences.length > 0) sentences.push(`${sentences.pop()} ${sentence}`);
    else sentences.push(sentence);
  }
  return sentences;
}

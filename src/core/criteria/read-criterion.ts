import type { Criterion } from './criterion.ts';
import { cleanCriterion, type Token, tokenize } from './criterion-tokens.ts';
import { metricName } from './metric-name.ts';
import { lowerIsBetter } from './metric-polarity.ts';
import { maskQualifiers, type Qualifiers, readQualifiers } from './read-qualifiers.ts';
import { findTargets, type Target } from './read-target.ts';
import { readNothing, readWish } from './read-wish.ts';

/**
 * Reads one line of a plan: plain text, or Markdown from which entities, escapes and emphasis may remain. Two criteria
 * on one line give two. Nothing is an error: what holds no number is a direction, a yes-or-no or a name. Empty text
 * gives none. Ids are made from the metric and are unique within the line only: see `withUniqueIds`.
 */
export function readCriterion(text: string, line?: number): readonly Criterion[] {
  const clean = cleanCriterion(text);
  const pieces = splitCriteria(clean);
  const whole = pieces.length === 1;
  const criteria: Criterion[] = [];
  for (const piece of pieces) {
    criteria.push(...readPiece(piece, whole ? text.trim() : piece, line, criteria.at(-1)?.metric));
  }
  return withUniqueIds(criteria);
}

/** Gives the second criterion with the same id `-2`, and so on. */
export function withUniqueIds(criteria: readonly Criterion[]): readonly Criterion[] {
  const taken = new Set<string>();
  return criteria.map((criterion) => {
    let id = criterion.id;
    for (let n = 2; taken.has(id); n += 1) id = `${criterion.id}-${n}`;
    taken.add(id);
    return id === criterion.id ? criterion : { ...criterion, id };
  });
}

function readPiece(
  piece: string,
  text: string,
  line: number | undefined,
  metricBefore: string | undefined,
): readonly Criterion[] {
  const qualifiers = readQualifiers(piece);
  const rest = inlineParentheses(withoutOldValue(qualifiers.rest));
  if (!/[\p{L}\p{N}]/u.test(rest)) return [];
  const tokens = tokenize(rest);
  const targets = qualifiers.noWorse ? [] : findTargets(tokens, rest);
  const base = baseCriterion(qualifiers, text, line);
  const [target, closing] = targets;
  if (target === undefined) return [readWithoutNumber(rest, qualifiers, base)];
  const own = metricName(rest, tokens, target);
  // "and < 5 s on mobile" is about the metric before it.
  const isScope = metricBefore !== undefined && /^(?:on|for|in|at|within|across|during) /i.test(own.metric);
  const name = isScope ? { ...own, metric: metricBefore, scope: own.metric } : own;
  const metric = name.metric === '' ? (metricBefore ?? rest) : name.metric;
  const isRange = closing !== undefined && closing.kind === 'threshold' && target.op === '>=' && closing.op === '<=';
  if (!isRange) return [withTarget(base, target, metric, name)];
  // "Between 99 and 100%"
  const number = { ...target.number, unit: target.number.unit ?? closing.number.unit };
  return [withTarget(base, { ...target, number }, metric, name), withTarget(base, closing, metric, name)];
}

function baseCriterion(qualifiers: Qualifiers, text: string, line: number | undefined): Criterion {
  const { rest: _rest, noWorse: _noWorse, ...kept } = qualifiers;
  return {
    ...kept,
    id: '',
    text,
    metric: '',
    kind: 'named',
    op: undefined,
    value: undefined,
    unit: undefined,
    scope: undefined,
    placeholder: false,
    line,
  };
}

function withTarget(base: Criterion, target: Target, metric: string, name: ReturnType<typeof metricName>): Criterion {
  const { number } = target;
  const wanted = { ...base, metric, id: criterionId(metric), op: target.op, scope: name.scope };
  if (number.placeholder) return { ...wanted, kind: 'named', unit: number.unit, placeholder: true };
  const unit = number.unit ?? name.unit ?? 'count';
  if (!target.within) return { ...wanted, kind: target.kind, value: roundOff(number.value), unit };
  const margin = roundOff(number.value);
  return { ...wanted, kind: 'change', value: 0, unit, margin, marginUnit: unit === 'count' ? undefined : unit };
}

/** "Error rate lower" and "Errors no higher", of which "than last week" has been taken off. */
const comparative =
  /^(.{2,200}?)(?: (?:should|must|will|is|are|be|stays?|remains?))*,?( no| not)? (lower|fewer|less|faster|shorter|below|smaller|higher|more|greater|above|larger|better)[.!]?$/i;
const lessThan = /^(?:lower|fewer|less|faster|shorter|below|smaller)$/i;

function readWithoutNumber(rest: string, qualifiers: Qualifiers, base: Criterion): Criterion {
  if (qualifiers.noWorse) {
    const metric = trimName(rest).replace(/(?: (?:should|must|will|may|is|are|be|stays?|remains?))+$/i, '');
    const op = lowerIsBetter(metric) ? '<=' : '>=';
    return { ...base, kind: 'direction', op, metric, id: criterionId(metric) };
  }
  const nothing = readNothing(rest);
  if (nothing !== undefined) {
    const metric = trimName(nothing).replace(/^the /i, '');
    return { ...base, kind: 'threshold', op: '=', value: 0, unit: 'count', metric, id: criterionId(metric) };
  }
  const compared = base.against === undefined ? null : comparative.exec(rest);
  if (compared?.[1] !== undefined) {
    const metric = trimName(compared[1]);
    const [, , negation, word = ''] = compared;
    const isLess = word === 'better' ? lowerIsBetter(metric) : lessThan.test(word);
    const op = negation === undefined ? ({ less: '<', more: '>' } as const) : ({ less: '>=', more: '<=' } as const);
    return { ...base, kind: 'direction', op: isLess ? op.less : op.more, metric, id: criterionId(metric) };
  }
  const wish = readWish(rest);
  const metric = trimName(wish.metric);
  const kind = base.against !== undefined && wish.kind === 'named' ? 'named' : wish.kind;
  return { ...base, kind, op: wish.op, metric, id: criterionId(metric) };
}

/** Short, for commands and labels: the first words of the metric's name. */
export function criterionId(metric: string): string {
  const words = metric
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .slice(0, 6);
  return words.join('-').slice(0, 60) || 'criterion';
}

/** "(should not be above zero)" holds what is wanted; other notes after the number are only notes. */
function inlineParentheses(text: string): string {
  return text.replace(
    /\((\D{0,60}(?:\d|zero|x{1,3}%)[^()]{0,60}|consistent [^()]{1,200})\)/gi,
    (whole, inner: string, at: number) => {
      if (/\d|[<>=]|\bzero\b/.test(text.slice(0, at))) return whole;
      return inner.replace(valueOfToday, '');
    },
  );
}

/** `baseline 62%, ` before what is wanted. */
const valueOfToday =
  /^(?:baseline|today|now|current(?:ly)?)(?: is|:| =)? ?[$~]?\d[\d.,]{0,12}(?: ?%| [a-z]{1,8})?[,;] /i;

const oldValue =
  /(?:^| )(?:from )?[$~]?(\d[\d.,]{0,12}) ?(?:%|[a-z]{1,8})? ?(?:→|⇒|->|=>|-->|to(?= ?[$~]?\d)) ?~?(\$?\d[\d.,]{0,12})/i;

/** "Exit rate 20% → 15%" and "from 40 to 20" name the value of today before the one that is wanted. */
function withoutOldValue(text: string): string {
  const found = oldValue.exec(text);
  if (!found || !/from|[→⇒>]/i.test(found[0])) return text;
  const [before, after] = [found[1], found[2]].map((digits) => Number(digits?.replace(/[$,]/g, '')));
  if (before === undefined || after === undefined || Number.isNaN(before + after)) return text;
  const rest = text.slice(found.index + found[0].length - (found[2]?.length ?? 0));
  const sign = after < before ? '≤' : '≥';
  const metric = text
    .slice(0, found.index)
    .replace(/^(?:reduce|increase|decrease|lower|raise|cut|improve|bring|get)(?: the)? /i, '')
    .replace(/[\s:]+$|\s(?:goes?|drops?|falls?|rises?|grows?|is|was|moves?|(?:de|in)creases?|improves?)$/gi, '');
  return `${metric} ${sign} ${rest}`;
}

const joiner = new Set([',', ';', '.', 'and', 'but', '&', 'plus', '/']);
const continues = /^(?:not|or|and|but|including|excluding|except|ignoring|which|where|who|that|with|i\.e|e\.g)\b/i;
const quantity = /^(?:the )?(?:percentage|percent|number|rate|count|average|median|share|%|time|total) of\b/i;
const sentence = /\b(?:should|stays?|remains?|we|if|when|must|is|are|no)\b/i;

function splitCriteria(text: string): readonly string[] {
  const masked = maskQualifiers(text);
  const tokens = tokenize(masked);
  const targets = findTargets(tokens, masked);
  const cuts: number[] = [];
  const depths = depthOf(tokens);
  for (const [index, target] of targets.entries()) {
    const previous = targets[index - 1];
    if (previous && tokens[previous.first]?.text === 'between') continue;
    const cut = previous
      ? cutBetween(tokens, depths, previous.last + 1, target.first)
      : cutBefore(text, tokens, depths, target.first);
    if (cut !== undefined) cuts.push(cut);
  }
  if (targets.length === 0) {
    for (const [i, token] of tokens.entries()) if (token.text === ';' && depths[i] === 0) cuts.push(i);
  }
  return piecesAt(text, tokens, cuts);
}

/** Between two wanted numbers: cut at the first joiner that leaves the second a metric of its own, or shares the first's. */
function cutBetween(tokens: readonly Token[], depths: readonly number[], from: number, to: number): number | undefined {
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token === undefined || !joiner.has(token.text) || depths[at] !== 0) continue;
    const next = tokens[at + 1];
    if (next && (joiner.has(next.text) || ['n', 'min', 'margin', 'sample'].includes(next.text))) continue;
    return at;
  }
  return undefined;
}

/** "Successful submissions, contact center calls < 2": a name, then a criterion. */
function cutBefore(text: string, tokens: readonly Token[], depths: readonly number[], to: number): number | undefined {
  for (let at = to - 2; at > 0; at -= 1) {
    const token = tokens[at];
    if (token === undefined || (token.text !== ',' && token.text !== ';') || depths[at] !== 0) continue;
    const left = text.slice(0, token.start);
    const right = text.slice(token.end).trim();
    if (token.text === ';') return at;
    const isName = at <= 5 && !quantity.test(left) && !sentence.test(left) && !continues.test(right);
    return isName && to - at > 2 ? at : undefined;
  }
  return undefined;
}

function depthOf(tokens: readonly Token[]): readonly number[] {
  let depth = 0;
  return tokens.map((token) => {
    if (token.text === '(' || token.text === '[') depth += 1;
    const here = depth;
    if (token.text === ')' || token.text === ']') depth = Math.max(0, depth - 1);
    return here;
  });
}

function piecesAt(text: string, tokens: readonly Token[], cuts: readonly number[]): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const cut of cuts) {
    const token = tokens[cut];
    if (token === undefined) continue;
    pieces.push(text.slice(start, token.start).trim());
    start = token.end;
  }
  pieces.push(text.slice(start).trim());
  return pieces.map((piece) => piece.replace(/(?<=[\p{L}\p{N}%])\.$/u, '')).filter((piece) => piece !== '');
}

function trimName(text: string): string {
  return text.replace(/^[\s:,;.-]+|[\s:,;.(-]+$/g, '');
}

/** Thirds are written as 33.33. */
function roundOff(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

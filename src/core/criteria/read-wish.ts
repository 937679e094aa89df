import type { Comparator, CriterionKind } from './criterion.ts';
import { lowerIsBetter } from './metric-polarity.ts';

/** What is wanted where no number is given. */
export interface Wish {
  readonly kind: Extract<CriterionKind, 'direction' | 'boolean' | 'named'>;
  readonly op: Comparator | undefined;
  readonly metric: string;
}

const up = `(?:increas(?:e|es|ed|ing)|ris(?:e|es|en|ing)|rose|grow(?:s|n|ing|th)?|gain(?:s|ed)?|spikes?|uptick|go(?:es|ne)? up)`;
const down = `(?:decreas(?:e|es|ed|ing)|drop(?:s|ped)?|fall(?:s|en|ing)?|declin(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tion)|loss(?:es)?|go(?:es|ne)? down)`;
const worse = `(?:get(?:s|ting)? worse|degrad(?:e|es|ed|ation)|worsen(?:s|ed)?|regress(?:es|ed|ion)?|be worse)`;
const not = `(?:not|never|n't|n’t|no)`;
const baseline = `(?:the |our )?(?:current )?(?:baseline|control|previous|before|today|existing|normal|usual)`;

type Rule = readonly [pattern: RegExp, op: Comparator | 'polarity' | 'reverse-polarity'];

/** First that fits. `(?<metric>…)` is the metric where the pattern can tell. */
const directions: readonly Rule[] = [
  [new RegExp(`^no (?:significant |notable |material |major )?${up} (?:in|of|to) (?<after>.{1,300})`, 'i'), '<='],
  [new RegExp(`^no (?:significant |notable |material |major )?${down} (?:in|of|to) (?<after>.{1,300})`, 'i'), '>='],
  [/^no (?:significant |notable |material )?(?:change|difference)s? (?:in|to|of) (?<after>.{1,300})/i, '='],
  [new RegExp(`^no ${worse} (?:in|of) (?<after>.{1,300})`, 'i'), 'polarity'],
  [
    new RegExp(
      String.raw`^(?<metric>.{1,300}?)(?:[:,]? \(?(?:has|have|should|must|do|does|did|will|may))? ?${not} (?:significantly |materially )?(?:be |been )?(?:an? )?${up}\b`,
      'i',
    ),
    '<=',
  ],
  [
    new RegExp(
      String.raw`^(?<metric>.{1,300}?)(?:[:,]? \(?(?:has|have|should|must|do|does|did|will|may))? ?${not} (?:significantly |materially )?(?:be |been )?(?:an? )?${down}\b`,
      'i',
    ),
    '>=',
  ],
  [
    new RegExp(
      String.raw`^(?<metric>.{1,300}?)(?:[:,]? \(?(?:has|have|should|must|do|does|did|will|may|is|are))? ?${not} (?:significantly |materially )?${worse}\b`,
      'i',
    ),
    'polarity',
  ],
  [
    new RegExp(
      `^(?<metric>.{1,300}?)(?: (?:should|must|will))?(?: (?:is|are|be|stays?|remains?))? (?:>=|≥|at or above|no lower than|not below|not lower than) ${baseline}`,
      'i',
    ),
    '>=',
  ],
  [
    new RegExp(
      `^(?<metric>.{1,300}?)(?: (?:should|must|will))?(?: (?:is|are|be|stays?|remains?))? (?:<=|≤|at or below|no higher than|not above|not higher than) ${baseline}`,
      'i',
    ),
    '<=',
  ],
  [
    /^(?<metric>.{1,300}?)[:,(]? (?:(?:should|must|to|will|is|are|be|being) )*(?:remains?|stays?|stay(?:ed|ing)|remain(?:ed|ing)|keeps?|is|are|be) (?:relatively |about |roughly |largely |mostly )?(?:stable|unchanged|flat|consistent|steady|constant|the same|(?:in|within|at|near) (?:the |our )?(?:baseline|normal|usual|expected))/i,
    '=',
  ],
  [
    /^(?<metric>.{1,300}?)[:,(]* (?:is |are |be )?(?:consistent with|in line with|comparable (?:to|with)|similar to|on par with|relatively unchanged)/i,
    '=',
  ],
  [/^(?<metric>.{1,300}?) (?:(?:does|do|did|has|have|should|must|will)(?: not|n't|n’t)) chang(?:e|ed)\b/i, '='],
  [/^(?<metric>.{1,300}?)[:,]? (?:target )?no change$/i, '='],
  [/^(?!no |not )(?<metric>.{1,300}?)[:,]? (?:flat|stable|unchanged|steady|constant)\.?$/i, '='],
  [/^(?:the )?(?:same|equal|as good) or better (?<after>.{1,300})/i, 'polarity'],
  [
    /\bas (?:good|fast|well) (?:or|as) (?:or )?better\b|\bas good as\b|\bat least as (?:good|fast|high|well)\b/i,
    'polarity',
  ],
  [new RegExp(`^${up} (?:in |of |overall )?(?<after>.{1,300})`, 'i'), '>'],
  [new RegExp(`^${down} (?:in |of |overall )?(?<after>.{1,300})`, 'i'), '<'],
  [/^improve(?:d|ment)?s? (?:in |of )?(?<after>.{1,300})/i, 'reverse-polarity'],
  [new RegExp(String.raw`^(?!no )(?<metric>.{1,300}?)(?: (?:has|have|should|must|will|is|are|to))? ${up}\b`, 'i'), '>'],
  [
    new RegExp(String.raw`^(?!no )(?<metric>.{1,300}?)(?: (?:has|have|should|must|will|is|are|to))? ${down}\b`, 'i'),
    '<',
  ],
  [/^(?<metric>.{1,300}?)(?: (?:has|have|should|must|will|is|are|to))? improv(?:es|ed|ing|e)\b/i, 'reverse-polarity'],
  [
    new RegExp(
      `^(?<metric>.{1,300}?)(?: (?:should|must|will))?(?: (?:is|are|be|stays?|remains?))? (?:>|above|higher than|better than|more than|greater than) ${baseline}`,
      'i',
    ),
    '>',
  ],
  [
    new RegExp(
      `^(?<metric>.{1,300}?)(?: (?:should|must|will))?(?: (?:is|are|be|stays?|remains?))? (?:<|below|lower than|less than|fewer than|faster than) ${baseline}`,
      'i',
    ),
    '<',
  ],
  [/\b(?:quicker|faster|sooner)\b/i, '<'],
];

const watching =
  /\b(?:focus(?:ing)? on|look(?:ing)? at|monitor(?:ing|ed)?|keep an eye|track(?:ed|ing)?|compar(?:e|ed|ison|ing))\b/i;
const counting =
  /^(?:(?:the |average |total |overall )*(?:numbers?|counts?|percentage|percent|rates?|share|averages?|amount|volume|totals?|change) (?:of|in)\b|[#%] )/i;
const question = /\by ?\/ ?n\b|\?$|\byes ?\/ ?no\b/i;
const claim =
  /^(?:no|all|every|none|successful(?:ly)? [a-z]+ (?:access|completion) and|critical) |\b(?:is|are|was|were|be|being|can|cannot|able to|do|does|don't|don’t|doesn't|doesn’t|has|have|had|receives?|works?|working|shows?|make sure|ensure|should|must|will|confirm(?:s|ed)?|verif(?:y|ies|ied)|invite|fails?|succeeds?|completes?|appears?|loads?|sees?|gets?|understands?|reports?)\b/i;

/** Reads a line without a wanted number: against a baseline, yes or no, or only a name. Never fails. */
export function readWish(text: string): Wish {
  const watched = watching.test(text);
  if (!watched && !question.test(text)) {
    const wish = readDirection(text);
    if (wish) return wish;
  }
  if (question.test(text)) return { kind: 'boolean', op: undefined, metric: text };
  if (watched || counting.test(text) || !claim.test(text)) return { kind: 'named', op: undefined, metric: text };
  return { kind: 'boolean', op: undefined, metric: text };
}

function readDirection(text: string): Wish | undefined {
  for (const [pattern, wanted] of directions) {
    const found = pattern.exec(text);
    if (!found) continue;
    const metric = (found.groups?.['metric'] ?? found.groups?.['after'] ?? text).trim();
    return { kind: 'direction', op: resolve(wanted, metric), metric };
  }
  return undefined;
}

function resolve(wanted: Rule[1], metric: string): Comparator {
  const lower = lowerIsBetter(metric);
  if (wanted === 'polarity') return lower ? '<=' : '>=';
  if (wanted === 'reverse-polarity') return lower ? '<' : '>';
  return wanted;
}

const noneOf =
  /\b(?:there|that)(?: (?:is|are|be|will|should|must))+ no ((?:[a-z-]+ )?(?:errors?|failures?|alerts?|crashes|timeouts?|exceptions?)\b[^,.;]{0,200})/i;
const notAny =
  /^(.{0,300}?) ?(?:should|must|may|will|do|does) not (?:register|trigger|produce|log|throw|cause|have|fire) any ((?:new )?(?:errors?|failures?|alerts?|crashes|timeouts?|exceptions?))\b/i;

/** The metric of which there should be none, where that is said without a number: "should not register any alerts". */
export function readNothing(text: string): string | undefined {
  const any = notAny.exec(text);
  if (any) return any[1] || any[2];
  const none = noneOf.exec(text);
  if (!none) return undefined;
  const named = /^([^:]{1,100}) ?:/.exec(text.slice(0, none.index))?.[1];
  return named ?? none[1];
}

import type { Criterion } from './criterion.ts';
import { unitNames } from './criterion-vocabulary.ts';
import { perUnit, perWhole } from './quantity.ts';

export interface Qualifiers
  extends Pick<Criterion, 'role' | 'margin' | 'marginUnit' | 'min' | 'exclusion' | 'window' | 'against' | 'observed'> {
  /** The text without them. */
  readonly rest: string;
  /** "no worse than 5 pp": a margin that also says what is wanted. */
  readonly noWorse: boolean;
}

const amount = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})`;
const marginUnits = ` ?(%|pp|percentage points?|points?)`;
const ownUnits = String.raw` ?(${perWhole}|milliseconds?|msec|ms|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|[smhd])(?![\w%])`;
/** In a note of its own a margin may be in any unit, or in none: then it is in the metric's. */
const anyUnits = String.raw`(?:${marginUnits}(?![\w%])|${ownUnits}| ([a-z][a-z-]{1,29})(?= ?(?:[)\]]|$)))?`;
const patterns = {
  role: /[[(] ?(goal|guardrail|guard-rail|watch|watch[- ]only) ?[\])]/i,
  margin: new RegExp(
    String.raw`[[(,;]? ?\bmargin(?: of)?:? ?[±+-]?(\$?)${amount}${anyUnits}(?![\w%]|[.,]\d) ?[)\]]?`,
    'i',
  ),
  noWorse: new RegExp(
    String.raw`[[(,;]? ?\b(?:no|not)(?: more than (\$?)${amount}(?:${marginUnits}(?![\w%])|${ownUnits})?)? worse\b(?: than ${amount}${marginUnits}(?![\w%])| than (\$?)${amount}(?:${ownUnits})?(?= (?:above|over|below|under|than)\b))?(?: than| below| under| above| over)?(?: the)?(?: (control(?: group)?|baseline|previous stage|before)\b)?(?: by (?:more than |over )?(\$?)${amount}(?:${marginUnits}(?![\w%])|${ownUnits})?)? ?[)\]]?`,
    'i',
  ),
  sample: new RegExp(
    // "Min. 50 bookings", alone on a line, is what is wanted.
    String.raw`(?:^(?!min[^,;]*$)|[[(,;] ?| (?:and|with) )(?:n|sample(?: size)?|min(?:imum)?(?: sample(?: size)?| n)?) ?(?:of )?(?:≥|>=|>|at least|=|:)? ?${amount}(k?)(?! ?[%\d])((?: [a-z][a-z-]{0,29}){0,3}) ?[)\]]?`,
    'i',
  ),
  reached: new RegExp(
    String.raw`\b(?:after|until|once|when)(?: (?:we|it|they|you))? (?:hit|hits|reach|reaches|have|get|see)(?: at least)? ${amount}(k?)((?: (?!or |and |with )[a-z][a-z-]{0,29}){1,3})(?: or [\d.-]{1,9} (?:business )?(?:hours?|days?|weeks?))?`,
    'i',
  ),
  exclusion:
    /,? ?\b((?:excluding|except(?: for)?|not counting|not including|ignoring) [^()[\];]{1,200}?)(?=,? (?:stays?|remains?|should|must|is|are|below|under|above|over|less|fewer|more|at (?:least|most))\b|,? ?[<>≤≥]|[()[\];]|$)/i,
  observed:
    /[[(] ?(?:observed|actual|currently|now|was):? ([^()[\]]{1,60})[)\]]|[[(] ?([^()[\]]{1,60}?) (?:observed|actual|measured) ?[)\]]/i,
  against:
    /(?:,? ?\b(?:vs\.?|versus|compared (?:to|with)|relative to|against|than) (?:the |our )?(control(?: group)?|previous stage|last stage|previous (?:period|month|week|version|release|pages?|flow)|(?:current )?baseline|last (?:week|month)|before|today|now|usual|normal))\b/i,
  window:
    /,? ?\b((?:(?:for|during|per|each|every)(?: any| the| a| an| each| every)?|(?:in|over|within) (?:any|the|a|an|each|every))(?: first| last| whole| entire| given)? (?:\d{1,4}[ -])?(?:minutes?|hours?|days?|weeks?|months?|stage|rollout|business days?)(?: periods?| window)?)(?![\w-])/i,
} as const;

/** The same text with what only looks like a wanted number blanked out, place for place. */
export function maskQualifiers(text: string): string {
  let masked = text;
  for (const pattern of [patterns.margin, patterns.sample, patterns.reached, patterns.noWorse, patterns.observed]) {
    masked = masked.replace(pattern, (whole) => ' '.repeat(whole.length));
  }
  return masked;
}

/** Takes what stands beside the wanted number out of the text: role, margin, sample, window and the like. */
export function readQualifiers(text: string): Qualifiers {
  let rest = text;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest);
    if (!found) return undefined;
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
      .replace(/\( ?\)|\[ ?\]/g, ' ')
      .replace(/ {2,}/g, ' ')
      .trim();
    return found;
  };
  const role = take(patterns.role)?.[1]?.toLowerCase() ?? 'goal';
  const margin = take(patterns.margin);
  const observed = take(patterns.observed);
  const exclusion = take(patterns.exclusion)?.[1];
  const sample = take(patterns.sample) ?? take(patterns.reached);
  const noWorse = take(patterns.noWorse);
  const against = noWorse?.[10] ?? take(patterns.against)?.[1];
  const wanted = /\d|\bzero\b/i.exec(rest);
  const windowAt = patterns.window.exec(rest);
  const window = wanted && windowAt && wanted.index < windowAt.index ? take(patterns.window)?.[1] : undefined;
  const agreed = margin ? readMargin(margin.slice(1)) : noWorse && readNoWorse(noWorse.slice(1));
  return {
    rest,
    noWorse: noWorse !== undefined,
    role: readRole(role),
    margin: agreed?.size,
    marginUnit: agreed?.unit,
    min: sample ? { n: toNumber(sample[1] ?? '') * (sample[2] ? 1000 : 1), unit: cleanUnit(sample[3]) } : undefined,
    exclusion: exclusion?.trim(),
    window: window?.trim().replace(/ {2,}/g, ' '),
    against: readAgainst(against),
    observed: (observed?.[1] ?? observed?.[2])?.trim(),
  };
}

function readRole(word: string): Criterion['role'] {
  if (word.startsWith('watch')) return 'watch';
  return word.startsWith('guard') ? 'guardrail' : 'goal';
}

type Groups = readonly (string | undefined)[];

interface Margin {
  readonly size: number;
  /** Undefined: in the metric's own. */
  readonly unit: string | undefined;
}

/** A currency, a number, and its unit in one of the groups after it. */
function readMargin([currency, size, ...units]: Groups): Margin | undefined {
  if (size === undefined) return undefined;
  const written = units.find((unit) => unit !== undefined)?.toLowerCase();
  return { size: toNumber(size), unit: currency ? '$' : written && readMarginUnit(written) };
}

/** "No more than 5 pp worse", "no worse than 5 pp", "no worse than 50 ms above". */
function readNoWorse(groups: Groups): Margin | undefined {
  return (
    readMargin(groups.slice(0, 4)) ??
    readMargin([undefined, ...groups.slice(4, 6)]) ??
    readMargin(groups.slice(6, 9)) ??
    readMargin(groups.slice(10, 14))
  );
}

function readMarginUnit(unit: string): string {
  if (/point/.test(unit)) return 'pp';
  return unitNames[unit] ?? unitNames[`${unit}s`] ?? perUnit(unit) ?? unit;
}

function readAgainst(words: string | undefined): Criterion['against'] {
  if (words === undefined) return undefined;
  const lower = words.toLowerCase();
  if (lower.startsWith('control')) return 'control';
  return lower.endsWith('stage') ? 'previous-stage' : 'baseline';
}

function cleanUnit(words: string | undefined): string | undefined {
  const unit = (words ?? '').trim().replace(/ ?\b(?:or|and|with|in|per|vs|at|before|for|we|then)\b.*$/i, '');
  return unit === '' ? undefined : unit;
}

function toNumber(text: string): number {
  return Number(text.replaceAll(',', ''));
}

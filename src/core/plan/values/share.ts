const figure = '(\\d{1,3}(?:[.,]\\d{1,3})?|\\.\\d{1,3})';
const percent = '(?:%|percent\\b|per cent\\b|pct\\b)';
const rangeSign = '(?:-|to|\\.\\.|and)';
/** "Phase 2 — 10%" and "3/4 - 25%" are no ranges of percentages. */
const notCounted =
  '(?<![\\d./]|\\b(?:stages?|phases?|steps?|waves?|rings?|batch|round|cohort|group|day|week|month|sprint|release|version|v|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?) ?)';
const range = new RegExp(`${notCounted}${figure}\\s*${percent}?\\s*${rangeSign}\\s*${figure}\\s*${percent}`, 'i');
const single = new RegExp(`(?<![\\d.,])${figure}\\s*${percent}|%\\s?${figure}(?![\\d%])`, 'i');
/** `1% → 5% → 25%`: a share that is raised within the stage. */
const climb = new RegExp(`${figure}\\s*${percent}?((?:\\s*(?:→|➔|➜|⇒|->|=>|>)\\s*${figure}\\s*${percent}?){1,8})`, 'i');

/**
 * The first percentage of a text, as lowest and highest: `10% of users` is [10, 10], `30-60% (dependent on …)` is
 * [30, 60], `1% → 5% → 25%` is [1, 25]. Undefined where there is none from 0 to 100.
 */
export function readShare(text: string): readonly [lowest: number, highest: number] | undefined {
  const plain = text.slice(0, 400).replace(/[\u2010-\u2015\u2212]/g, '-');
  const one = single.exec(plain);
  const steps = climb.exec(plain);
  if (steps && one && steps.index <= one.index && /%|percent/i.test(steps[0])) {
    const figures = [...steps[0].matchAll(/\d+(?:[.,]\d+)?|\.\d+/g)].map(([digits]) => numberOf(digits));
    return withinPercent(Math.min(...figures), Math.max(...figures));
  }
  const both = range.exec(plain);
  if (both && (!one || both.index <= one.index)) return withinPercent(numberOf(both[1]), numberOf(both[2]));
  if (!one) return undefined;
  const value = numberOf(one[1] ?? one[2]);
  return withinPercent(value, value);
}

/** A comma in a percentage is a decimal one: `0,5 %`. */
function numberOf(digits: string | undefined): number {
  return Number((digits ?? '').replace(',', '.'));
}

function withinPercent(low: number, high: number): readonly [number, number] | undefined {
  if (Math.max(low, high) > 100) return undefined;
  return low <= high ? [low, high] : [high, low];
}

const who = '(?:users?|visitors?|customers?|people|traffic|accounts?|requests?|sessions?|members?|teams?|veterans?)';
const spoken: readonly (readonly [pattern: RegExp, share: number])[] = [
  [/\bthree[ -]quarters\b|¾|\b3\/4\b/i, 75],
  [/\btwo[ -]thirds\b|⅔|\b2\/3\b/i, 67],
  [/\b(?:an?|one)[ -]third\b|⅓|\b1\/3\b/i, 33],
  [/\b(?:an?|one)[ -]quarter\b|¼|\b1\/4\b/i, 25],
  [/\b(?:an?|one)[ -]fifth\b|\b1\/5\b/i, 20],
  [/\b(?:an?|one)[ -]tenth\b|\b1\/10\b/i, 10],
  [/(?<!first |second |other |last )\bhalf\b(?!,? an? |[ -](?:days?|hours?|weeks?|months?|time)\b)|½|\b1\/2\b/i, 50],
  [
    new RegExp(
      `\\b(?:everyone|everybody)\\b(?! (?:else|who|in|at|on|with|from))|\\b(?:all|every|the whole|100) (?:of )?(?:the |our |remaining )?${who}\\b(?! (?:who|in|at|with|from))|\\ball of them\\b|\\b(?:for|to) all\\W*$|\\bwhole (?:user base|audience)\\b`,
      'i',
    ),
    100,
  ],
  [new RegExp(`\\b(?:nobody|no[ -]one|no ${who})\\b`, 'i'), 0],
];
const inWords = /\b(one|two|five|ten|fifteen|twenty|twenty-five|thirty|fifty|seventy-five|hundred)[ -]per ?cent\b/i;
const numerals: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  'twenty-five': 25,
  thirty: 30,
  fifty: 50,
  'seventy-five': 75,
  hundred: 100,
};
/** Who chooses for himself is no share. */
const byChoice = /\bopt(?:s|ed)?[- ]?(?:in|out)\b|\binvit|\bvolunteer/i;
const oneIn = /\b(?:1|one) (?:in|of|out of) (?:every )?(\d{1,3}|ten|five|four|three|two|twenty)\b/i;
const counts: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, ten: 10, twenty: 20 };
const textLimit = 200;

/** A share in words where a share is expected: `half of the users`, `a quarter`, `1 in 10`, `everyone`. */
export function readSpokenShare(text: string): readonly [lowest: number, highest: number] | undefined {
  const plain = text.slice(0, textLimit);
  if (byChoice.test(plain)) return undefined;
  const ratio = oneIn.exec(plain)?.[1]?.toLowerCase();
  if (ratio !== undefined) {
    const share = 100 / (counts[ratio] ?? Number(ratio));
    return withinPercent(round(share), round(share));
  }
  const numeral = numerals[inWords.exec(plain)?.[1]?.toLowerCase() ?? ''];
  if (numeral !== undefined) return [numeral, numeral];
  const found = spoken.find(([pattern]) => pattern.test(plain));
  return found && [found[1], found[1]];
}

function round(share: number): number {
  return Math.round(100 * share) / 100;
}

/** A number that stands alone where a percentage is asked for: `25`, `10-25`. */
const bare = new RegExp(`^\\W*${figure}(?:\\s*(?:-|to)\\s*${figure})?\\W*$`, 'i');

export function readBareShare(text: string): readonly [lowest: number, highest: number] | undefined {
  const found = bare.exec(text.slice(0, 40).replace(/[\u2010-\u2015\u2212]/g, '-'));
  return found ? withinPercent(numberOf(found[1]), numberOf(found[2] ?? found[1])) : undefined;
}

/**
 * The share of users that a stage's field names. "100% at two clinics" is a share of a place and not of the users:
 * such a stage has no percentage.
 */
export function readUserShare(text: string): readonly [lowest: number, highest: number] | undefined {
  const share = readShare(text) ?? readBareShare(text) ?? readSpokenShare(text);
  if (share?.[0] === 100 && ofPlaces.test(text)) return undefined;
  return share;
}

const ofPlaces =
  /100\s?%(?: of \w+)?,? (?:at|in|for|within)\b[^.;]{0,40}\b(?:facilit|clinic|site|location|region|office|station|hospital|campus|countr|state|tenant|organi[sz]ation)/i;

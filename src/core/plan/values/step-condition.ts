/** What a step's own line says must hold before the next step, or when to go back. */
export interface StepCondition {
  readonly text: string;
  /** What must not happen: "go back if errors > 5%". */
  readonly isTrigger: boolean;
}

export interface ConditionedStep {
  /** The line without its conditions. */
  readonly step: string;
  readonly conditions: readonly StepCondition[];
}

const given = '(?:only )?(?:if|when|once|while|provided(?: that)?|as long as|so long as)';
const goOn = 'pass|advance|proceed|promote|continue|go on|go ahead|go|move on|move|expand|increase|ramp|watch|check';
const goBack = 'pause|stop|halt|abort|roll ?back|go back|revert|hold|turn (?:it )?off|disable';
const label = '(?:exit|gates?|(?:exit |success )?criteria|success)';
const filler = "(?:(?:and|then|we|we'll|will|only|to|but|must|need) )*";
const number = '[$~]?\\.?\\d';
const sign = `(?:[<>]=?|[≤≥])\\s?${number}`;
const words = `\\b(?:below|under|above|over|at least|at most|(?:less|fewer|more|lower|higher|greater) than|exceeds?)\\s${number}`;

/** What parts a line; also "50% if …", where nothing stands between. */
const separator = new RegExp(
  `(\\s*[;,()]\\s*|(?<=%):\\s+|\\.\\s+|\\s+(?:[-–—]+>?|→)\\s+|\\s+(?:and|then|but|or|&)\\s+|(?<=%|\\busers|\\d [a-z]{1,10}|\\))\\s+(?=${given}\\b))`,
);
const compared = new RegExp(`${sign}|${words}`, 'i');
const signed = new RegExp(`\\p{L}[\\p{L}\\d][^<>≤≥]{0,80}${sign}`, 'u');
const worded = new RegExp(`^(?!for |at |on |in |after |over )\\p{L}[^<>≤≥]{1,80}?(?:${sign}|${words})`, 'iu');
const lead = new RegExp(
  `^${filler}(?:(?:(${goBack})|${goOn})\\b(?:[^<>≤≥.]{0,40}?[ :]${given}\\b|:|(?= \\S))|${given}\\b|${label} ?:)\\s*`,
  'i',
);
const verdict = new RegExp(`[\\s,]*\\b${filler}(?:(${goBack})|${goOn})\\b[^<>≤≥\\d]{0,40}$`, 'i');
/** "10% (accounts > 30 days old)" says who, not when. */
const people =
  /\b(?:users|people|customers|accounts|visitors|teams|members|sites|shops|stores|countries)\b[^<>≤≥]{0,20}[<>≤≥]/i;
/** "If errors stay under 1% we go to 50%" tells a step as well. */
const steps = /\d ?%.*\d ?%/;
const lineLimit = 400;

/**
 * Parts the conditions of a step from what it is: of `25% for 1 week - go on if errors < 1% and conversion >= 3%` remain
 * `25% for 1 week` and two conditions, without the words that lead to them. What a line begins with is the step.
 */
export function splitConditions(line: string): ConditionedStep {
  if (line.length > lineLimit || !compared.test(line)) return { step: line, conditions: [] };
  const [first = '', ...pieces] = line.split(separator);
  const conditions: StepCondition[] = [];
  let step = first;
  let isLed = false;
  let isTrigger = false;
  for (let at = 0; at < pieces.length; at += 2) {
    const between = pieces[at] ?? '';
    const piece = pieces[at + 1] ?? '';
    if (/[;().]/.test(between)) isLed = false;
    const led = lead.exec(piece);
    const wanted = led ? piece.slice(led[0].length) : piece;
    const isWanted = (led || isLed ? worded : signed).test(wanted) && !people.test(wanted) && !steps.test(wanted);
    if (isWanted) {
      if (led || !isLed) isTrigger = led?.[1] !== undefined;
      isLed ||= led !== null;
      const end = verdict.exec(wanted);
      const text = wanted.slice(0, end?.index).replace(/[.\s]+$/, '');
      conditions.push({ text, isTrigger: isTrigger || end?.[1] !== undefined });
    }
    const said = isLed && !isWanted ? verdict.exec(piece) : null;
    const last = conditions.at(-1);
    // "If errors > 5%, go back": only what follows says what the condition is for.
    if (said?.index === 0 && said[1] !== undefined && last) conditions.splice(-1, 1, { ...last, isTrigger: true });
    step += isWanted || said?.index === 0 ? between.replace(/[^()\s]/g, '') : `${between}${piece}`;
  }
  return conditions.length === 0 ? { step: line, conditions } : { step: tidy(step), conditions };
}

/** Whether a line below a step is one: `errors < 5%`. */
export function isCondition(line: string): boolean {
  return line.length <= lineLimit && signed.test(line) && !people.test(line);
}

/** Without the brackets and signs that stood around what was taken out. */
function tidy(step: string): string {
  return step
    .replace(/\s*\(\s*\)/g, '')
    .replace(/[\s,;.–—-]+(?=\))/g, '')
    .replace(/(?<=\()[\s,;.–—-]+/g, '')
    .replace(/[\s,;.–—-]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

import { isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { readShare, readSpokenShare } from '../values/share.ts';
import { splitConditions } from '../values/step-condition.ts';
import { isOfPlanning, type PlanSource } from './plan-source.ts';
import { conditionsAt, type StageDraft } from './stage-draft.ts';

const number = '(?:\\d+(?:\\.\\d+)?|one|two|three|four|five|an?)';
const time = `${number}(?:\\s?[-–]\\s?\\d+)? (?:full |business )?(?:hours?|days?|weeks?)\\b`;
const words =
  '(?:an?|one|three)[ -]quarters?\\b|(?:an?|one|two)[ -]thirds?\\b|half\\b(?! an?\\b)|every(?:one|body)\\b|all (?:of )?(?:the |our )?(?:users|customers|visitors|traffic|veterans|people)\\b|the rest\\b';
const figure = '\\d{1,3}(?:\\.\\d+)?(?:\\s?[-–]\\s?\\d{1,3})? ?(?:%|percent\\b)';
/** `2 days of 25% gating`, `10% for 3 days`, `half of the users`. */
const step = new RegExp(
  `(?:\\b(${time}) (?:of|at|on) )?\\b((?:${figure}|${words})(?: (?:of (?:all |the |our )?)?(?:users|traffic|visitors|customers|people|veterans|requests|accounts|gating|roll-?out))?)(?:(?:,| for| over| during) (?:about |at least )?(?:the (?:first|next|last) )?(${time})(?! (?:of|at|on|each|per)\\b))?`,
  'gi',
);
const each = new RegExp(
  `\\beach(?: step| stage)?(?: for| takes| lasts)?(?: about| at least)? (${time})|\\b(${time}) (?:each\\b|(?:per|in each|at each|between) (?:step|stage))`,
  'i',
);
const final =
  /\b((?:go[- ]?live|everyone|all users|launch) (?:at|to|with) 100 ?%|100 ?%(?: of \w+)?|full (?:go[- ]?live|roll-?out|launch))/i;
const rolling =
  /\b(?:roll(?:ing|ed)? ?-?out|roll(?:ing|ed)? (?:it|this|them) out|launch|ramp|increas(?:e|ing)|gating|release to|stages?|steps?|ladder|users|visitors|customers|traffic|start(?:ing)? with)\b/i;
const judged = /[<>≤≥]|\b(?:rate|errors?|conversion|target|baseline|below|above|recommend\w*)\b/i;
/** `25, 50, 100%`, `25%/50%/75%` */
const shortLadder = /\b\d{1,3}(?: ?%)?(?: ?(?:,|\/|→|->|,? and|,? then) ?\d{1,3}(?: ?%)?){2,8}(?<=%)/;
const lineLimit = 600;
const aboutSteps = ['rollout', 'rollout-planning', 'schedule'] as const;
/** Between two steps stand "then to", "and finally for" and the like. */
const gap =
  /^(?:[\s,;/()→>-]|\b(?:then|and|go(?:es)?|to|up|next|finally|lastly|after|that|before|another|followed|by|we|will|increase|ramp|expand|raise|on|for|at|with|the|an?|first|last|until|in|of|from|over|it|is|be|\d{1,2}|one|two|three|hours?|days?|weeks?|users|traffic|visitors|customers|people|gating|steps?|stages?|phases?)\b)*$/i;
const longestGap = 60;

/**
 * A ladder in running text: "2 days of 25% gating, then 100%", "we go to 10%, then half, then everyone". What a
 * sentence says is offered for confirmation, not assumed.
 */
export function readStageProse(source: PlanSource): readonly StageDraft[] {
  for (const section of source.sections.filter(isOfPlanning)) {
    for (const line of section.lines) {
      const drafts = line.kind === 'row' || line.text.length > lineLimit ? [] : readSentence(line, section);
      if (drafts.length >= 2) return drafts;
    }
  }
  return [];
}

interface Step {
  readonly name: string;
  readonly length: string | undefined;
  readonly share: readonly [number, number];
}

function readSentence(line: SourceLine, section: Section): readonly StageDraft[] {
  const { step, conditions } = splitConditions(line.text);
  const [first, ...others] = readLadder({ ...line, text: step.replace(/[-=]+>/g, '→') }, section);
  return first ? [{ ...first, conditions: conditionsAt(line.line, conditions) }, ...others] : [];
}

function readLadder(line: SourceLine, section: Section): readonly StageDraft[] {
  const { text } = line;
  const isRolling = rolling.test(text) || isWithin(section, ...aboutSteps);
  if (!isRolling) return [];
  const steps = longestClimb(text);
  const timed = steps.filter(({ length }) => length !== undefined).length;
  const ends = steps.at(-1)?.share[0] === 100;
  const isLadder = steps.length >= 3 || (steps.length === 2 && (timed === 2 || (timed === 1 && ends)));
  if (isLadder && (timed >= 2 || !judged.test(text))) return withFinal(line, steps);
  if (judged.test(text)) return [];
  const told = shortLadder.exec(text)?.[0].match(/\d{1,3}/g) ?? [];
  const values = told.map(Number);
  const rising = values.every((value, at) => value <= 100 && value > (values[at - 1] ?? -1));
  return rising
    ? values.map((value) => toDraft(line, { name: `${value}%`, length: undefined, share: [value, value] }))
    : [];
}

/** The longest stretch of shares that rise and follow closely upon each other. */
function longestClimb(text: string): readonly Step[] {
  let best: readonly Step[] = [];
  let run: Step[] = [];
  let end = 0;
  for (const found of text.matchAll(step)) {
    const name = (found[2] ?? '').trim();
    const share = /^the rest/i.test(name) ? ([100, 100] as const) : (readShare(name) ?? readSpokenShare(name));
    if (!share) continue;
    const follows = found.index - end <= longestGap && gap.test(text.slice(end, found.index));
    if (!follows || share[1] <= (run.at(-1)?.share[1] ?? -1)) run = [];
    run.push({ name, length: found[1] ?? found[3], share });
    end = found.index + found[0].length;
    if (run.length > best.length) best = [...run];
  }
  return best.slice(0, 10);
}

function withFinal(line: SourceLine, steps: readonly Step[]): readonly StageDraft[] {
  const common = each.exec(line.text);
  const length = common?.[1] ?? common?.[2];
  const drafts = steps.map((one) =>
    toDraft(line, { ...one, length: one.length ?? (one.share[0] === 100 ? undefined : length) }),
  );
  const last = steps.at(-1)?.share[1] === 100 ? undefined : final.exec(line.text)?.[1];
  return last === undefined ? drafts : [...drafts, toDraft(line, { name: last, length: undefined, share: [100, 100] })];
}

function toDraft({ line, column }: SourceLine, { name, length, share }: Step): StageDraft {
  return {
    name,
    line,
    column,
    namedShare: share,
    fieldShare: undefined,
    length,
    dates: undefined,
    sample: undefined,
    section: undefined,
    origin: 'prose',
  };
}

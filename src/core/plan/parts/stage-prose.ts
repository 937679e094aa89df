import { isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { readShare } from '../values/share.ts';
import { isRelease, type PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';

const timed =
  /((?:\d+(?:\.\d+)?|one|two|three)(?:\s?[-–]\s?\d+)? (?:business )?(?:hours?|days?|weeks?)) (?:of|at) (\d{1,3}(?:\.\d+)? ?%(?: \w+)?)/gi;
const final =
  /\b((?:go[- ]?live|everyone|all users|launch) (?:at|to|with) 100 ?%|100 ?%(?: of \w+)?|full (?:go[- ]?live|roll-?out|launch))/i;
const rolling = /\b(?:roll(?:ing|ed)? ?-?out|launch|ramp|increas(?:e|ing)|gating|release to|stages?|users|traffic)\b/i;
const ladder = /\d{1,3} ?%(?:[^.%\d]{1,40}\d{1,3} ?%){2,8}/;
/** `25, 50, 100%`, `25%/50%/75%` */
const shortLadder = /\b\d{1,3}(?: ?%)?(?: ?(?:,|\/|→|->|,? and|,? then) ?\d{1,3}(?: ?%)?){2,8}(?<=%)/;
const lineLimit = 600;

/**
 * A ladder in running text: "2 days of 25% gating, then 100%", "we go to 10%, then 50%, then 100% of users". What a
 * sentence says is offered for confirmation, not assumed.
 */
export function readStageProse(source: PlanSource): readonly StageDraft[] {
  for (const section of source.sections.filter(mayTell)) {
    for (const line of section.lines) {
      const drafts = line.kind === 'row' || line.text.length > lineLimit ? [] : readSentence(line);
      if (drafts.length >= 2) return drafts;
    }
  }
  return [];
}

function mayTell(section: Section): boolean {
  return (
    isRelease(section) &&
    !isWithin(section, 'criteria', 'kpis', 'one-week', 'one-month', 'later-results', 'results', 'questions')
  );
}

function readSentence(line: SourceLine): readonly StageDraft[] {
  const steps = [...line.text.matchAll(timed)].map((found) => toDraft(line, found[2] ?? '', found[1]));
  if (steps.length >= 2) {
    const last = final.exec(line.text);
    const tells = steps.some((step) => step.namedShare?.[1] === 100);
    return last && !tells ? [...steps, toDraft(line, last[1] ?? '', undefined)] : steps;
  }
  const told =
    ladder.exec(line.text)?.[0].match(/\d{1,3} ?%/g) ?? shortLadder.exec(line.text)?.[0].match(/\d{1,3}/g) ?? [];
  const shares = told.map((share) => `${Number.parseInt(share, 10)}%`);
  const values = shares.map((share) => Number.parseInt(share, 10));
  const rising = values.every((value, at) => value <= 100 && value > (values[at - 1] ?? -1));
  if (!rising || !rolling.test(line.text) || /\brecommend/i.test(line.text)) return [];
  return shares.map((share) => toDraft(line, share, undefined));
}

function toDraft(line: SourceLine, name: string, length: string | undefined): StageDraft {
  return {
    name: name.trim(),
    line: line.line,
    column: line.column,
    namedShare: readShare(name) ?? (/^full\b/i.test(name) ? [100, 100] : undefined),
    fieldShare: undefined,
    length,
    dates: undefined,
    sample: undefined,
    section: undefined,
    origin: 'prose',
  };
}

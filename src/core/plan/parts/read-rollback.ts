import { isPlaceholder } from '../fields/placeholder.ts';
import { fieldText } from '../fields/read-fields.ts';
import { isOwnRollback } from '../fields/template-text.ts';
import { allLines, isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { type PlanSource, releaseField } from './plan-source.ts';

const elsewhere =
  /\broll-?back (?:plan|process|procedure)\b.{0,20}\b(?:consists|is|will|means)\b|\bturn(?:ing)? (?:it|the (?:feature )?(?:toggle|flag)) off if\b|\b(?:if|when|should) [^.]{3,120}[,:]? (?:we(?:'ll| will)?|the \w+(?: \w+){0,2}|@[\w/-]+|they) (?:\w+ ){0,2}?(?:roll(?:s|ed)? back|go(?:es)? back|switch(?:es)? (?:it )?off|turns? (?:it |the (?:feature )?(?:toggle|flag) )?off|disables?|sets? [^.]{1,60} to 0)|^we (?:roll|go) back (?:if|when)\b/i;

/** How to roll back, verbatim: from the sections about it, else from the sentence that says it. */
export function readRollback(source: PlanSource): string | undefined {
  const sections = source.sections.filter((candidate) => candidate.role === 'rollback');
  for (const section of sections) {
    const text = linesAbout(section)
      .map((line) => line.text)
      .filter((line) => !isPlaceholder(line))
      .join('\n');
    if (isOwnRollback(text) || (text !== '' && section === sections.at(-1))) return text;
  }
  const field = fieldText(releaseField(source, 'rollback'));
  if (field !== undefined) return field;
  for (const section of source.sections) {
    if (isWithin(section, 'validation', 'questions')) continue;
    const line = section.lines.find(
      (candidate) => candidate.ticked === undefined && candidate.text.length < 400 && elsewhere.test(candidate.text),
    );
    if (line) return line.text;
  }
  return undefined;
}

/** Its own lines and those of subsections that have no subject of their own. */
function linesAbout(section: Section): readonly SourceLine[] {
  const further = section.children.filter((child) => child.role === undefined || child.role === 'rollback');
  return [
    ...section.lines,
    ...further.flatMap((child) => [...(child.heading ? [child.heading] : []), ...allLines(child)]),
  ];
}

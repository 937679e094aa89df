import type { Criterion } from '../../criteria/criterion.ts';
import { readCriterion, withUniqueIds } from '../../criteria/read-criterion.ts';
import { withoutHint } from '../fields/hint.ts';
import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import type { Field } from '../fields/read-fields.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { isRelease, type PlanSource } from './plan-source.ts';

/** The success criteria, wherever the plan has them. */
export function readCriteria(source: PlanSource): readonly Criterion[] {
  const found: Criterion[] = [];
  for (const field of source.fields) {
    if (field.key === 'criteria' && isRelease(field.section)) found.push(...criteriaOfField(field));
  }
  return withUniqueIds(withoutRepeats(found));
}

function criteriaOfField(field: Field): readonly Criterion[] {
  const criteria: Criterion[] = [];
  const inline = bareValue(field.inline);
  if (!isPlaceholder(inline) && !isLinkOnly(inline, field.line)) {
    for (const sentence of splitSentences(inline)) criteria.push(...readCriterion(sentence, field.line.line));
  }
  for (const line of field.lines) {
    if (line.kind === 'row') continue;
    const text = withoutHint(line.text).text;
    if (isPlaceholder(text) || isLinkOnly(text, line)) continue;
    criteria.push(...readCriterion(bareValue(text), line.line));
  }
  return criteria;
}

function isLinkOnly(text: string, line: SourceLine): boolean {
  return line.links.some((link) => link.text === text || link.url === text);
}

function splitSentences(text: string): readonly string[] {
  return text.split(/(?<=[a-z)]\.)\s+(?=[A-Z])/);
}

function withoutRepeats(criteria: readonly Criterion[]): readonly Criterion[] {
  const seen = new Set<string>();
  return criteria.filter((criterion) => {
    const key = criterion.text.toLowerCase().replace(/\W+/g, ' ').trim();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

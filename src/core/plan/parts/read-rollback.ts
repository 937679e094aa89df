import { isPlaceholder } from '../fields/placeholder.ts';
import { fieldText } from '../fields/read-fields.ts';
import { allLines } from '../source/outline.ts';
import { type PlanSource, releaseField } from './plan-source.ts';

/** How to roll back, verbatim. */
export function readRollback(source: PlanSource): string | undefined {
  const section = source.sections.find((candidate) => candidate.role === 'rollback');
  const lines = section ? allLines(section).map((line) => line.text) : [];
  const text = lines.filter((line) => !isPlaceholder(line)).join('\n');
  return text === '' ? fieldText(releaseField(source, 'rollback')) : text;
}

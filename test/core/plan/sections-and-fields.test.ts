import { describe, it } from 'vitest';
import { fieldText } from '../../../src/core/plan/fields/read-fields.ts';
import { openPlan, type PlanSource } from '../../../src/core/plan/parts/plan-source.ts';
import type { Section } from '../../../src/core/plan/source/outline.ts';
import { expectAsLookedAt } from '../../as-looked-at.ts';
import { planPieces } from './plan-pieces.ts';

/** The section with the lines of its own, its fields, and the sections below it. */
function treeOf(source: PlanSource, section: Section, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  const { title, role, lines, children } = section;
  const fields = (source.fieldsOf.get(section) ?? []).map((field) => {
    const { key, ordinal, label, hinted, line } = field;
    const text = fieldText(field)?.replaceAll('\n', ' / ') ?? '–';
    return `${indent}  ${line.line} ${key}${ordinal === undefined ? '' : ` ${ordinal}`} "${label}" = ${text}${hinted ? ' (hint)' : ''}`;
  });
  return [
    `${indent}${title.length > 80 ? `${title.slice(0, 20)}…` : title || 'the plan'} [${role ?? '–'}] ${lines.map(({ line }) => line).join(' ')}`.trimEnd(),
    ...fields,
    ...children.flatMap((child) => treeOf(source, child, depth + 1)),
  ];
}

/** sections-and-fields.md has pieces of plans; beside it stand the sections and fields that are read of each. */
describe('the sections and fields of a plan', () => {
  it('are found by titles and labels, whatever their levels and signs', () => {
    const told = planPieces(new URL('./sections-and-fields.md', import.meta.url)).map(({ what, body }) => {
      const source = openPlan(body, Date.UTC(2021, 1, 1));
      return [`${what}:`, ...treeOf(source, source.root, 1)].join('\n');
    });

    expectAsLookedAt(`${told.join('\n')}\n`, new URL('./sections-and-fields.txt', import.meta.url));
  });
});

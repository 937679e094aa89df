import type { PlanSource } from '../parts/plan-source.ts';
import type { Finding } from '../plan.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import type { SectionRole } from '../source/section-role.ts';

/** A finding about a line; about the whole plan where there is none. */
export function finding(
  code: string,
  severity: Finding['severity'],
  at: { readonly line: number | undefined; readonly column?: number | undefined } | undefined,
  facts: Finding['facts'],
): Finding {
  return { code, severity, line: at?.line ?? 1, column: at?.column ?? 1, facts };
}

/** The heading under which something belongs that is not there: of the first section with one of the roles. */
export function headingOf({ sections }: PlanSource, ...roles: readonly SectionRole[]): SourceLine | undefined {
  for (const role of roles) {
    const section = sections.find((candidate) => candidate.role === role && candidate.heading);
    if (section) return section.heading;
  }
  return undefined;
}

/** Names as one text, at most four of them, and how many there are. */
export function listed(names: readonly string[]): { readonly names: string; readonly count: number } {
  const shown = names.slice(0, 4).map((name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name));
  return { names: `${shown.join('; ')}${names.length > shown.length ? '; …' : ''}`, count: names.length };
}

import type { Plan } from '../plan/plan.ts';
import type { Amendment } from './amendment.ts';
import { planParts } from './plan-parts.ts';

export interface AmendedPlan {
  readonly plan: Plan;
  /** Those that hold. */
  readonly amendments: readonly Amendment[];
  /** Those about which the plan has come to say something else; they hold no longer. */
  readonly overruled: readonly Amendment[];
}

/** Lays what was decided by command over a plan as its text has it. */
export function amendPlan(written: Plan, given: readonly Amendment[]): AmendedPlan {
  const amendments: Amendment[] = [];
  const overruled: Amendment[] = [];
  let plan = written;
  for (const amendment of inOrder(given)) {
    const { what, name, before, to } = amendment;
    const part = planParts[what];
    if (part.current(plan, name) !== before) {
      overruled.push(amendment);
      continue;
    }
    plan = part.apply(plan, name, to);
    amendments.push(amendment);
  }
  return { plan, amendments, overruled };
}

/** One decision for each thing: the last one counts, and is held against what the text itself says. */
export function withAmendment(amendments: readonly Amendment[], added: Amendment): readonly Amendment[] {
  return [...amendments.filter((amendment) => !isSame(amendment, added)), added];
}

export function isSame(a: Pick<Amendment, 'what' | 'name'>, b: Pick<Amendment, 'what' | 'name'>): boolean {
  return a.what === b.what && a.name === b.name;
}

/** The ladder comes first: the others may speak of its stages. */
function inOrder(amendments: readonly Amendment[]): readonly Amendment[] {
  const ladder = amendments.filter(({ what }) => what === 'stages');
  return [...ladder, ...amendments.filter(({ what }) => what !== 'stages')];
}

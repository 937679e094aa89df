import { nearest } from '../../nearest.ts';
import type { Finding } from '../plan.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding, headingOf } from './finding.ts';

const snake = /(?<![\w/.-])[a-z][a-z0-9]*(?:_[a-z0-9]+){1,12}(?![\w/]|\.\w)/gi;
const saysNone = /\b(?:no|not|without|isn't|don't|won't)\b.{0,40}\b(?:toggles?|flags?|flipper)\b/i;
const address = /https?:\S+/g;
const wordLimit = 200;

export function toggleFindings({ plan, source }: ReadPlan): readonly Finding[] {
  if (plan.toggles.length === 0) {
    const isSaid = source.lines.some(({ text }) => saysNone.test(text));
    const field = source.fields.find(({ key }) => key === 'limiting' || key === 'toggles');
    return isSaid ? [] : [finding('toggle-missing', 'note', field?.line ?? headingOf(source, 'toggles'), {})];
  }
  const names = new Set(plan.toggles.map(({ name }) => name));
  let seen = 0;
  for (const line of source.lines) {
    for (const other of identifiersIn(line)) {
      seen += 1;
      const toggle = seen > wordLimit || names.has(other) ? undefined : relative(other, names);
      if (toggle !== undefined) return [finding('toggle-spelled-differently', 'warning', line, { toggle, other })];
    }
  }
  return [];
}

function identifiersIn(line: SourceLine): readonly string[] {
  return [...line.text.replace(address, ' ').matchAll(snake)].map(([word]) => word);
}

/** A toggle that is nearly the same word, or that this is the beginning of. */
function relative(other: string, names: ReadonlySet<string>): string | undefined {
  for (const name of names) {
    const isPart = other.length > 8 && (name.startsWith(`${other}_`) || other.startsWith(`${name}_`));
    if (isPart) return name;
  }
  const near = nearest(other, names);
  const isClose =
    near !== undefined && Math.abs(near.length - other.length) <= 2 && near.slice(0, 4) === other.slice(0, 4);
  return isClose ? near : undefined;
}

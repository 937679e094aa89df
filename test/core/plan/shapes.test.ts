import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { readPlan } from '../../../src/core/plan/read-plan.ts';
import { expectAsLookedAt } from '../../as-looked-at.ts';
import { readingOf } from './reading-of.ts';

const now = Date.UTC(2021, 1, 1);
const plans = ['shapes', 'fixtures'].flatMap((folder) =>
  readdirSync(new URL(`./${folder}/`, import.meta.url))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`),
);

function textOf(body: string): string {
  const { plan, findings } = readPlan(body, { now });
  const told = findings.map(
    ({ severity, code, line, column, facts }) =>
      `${severity} ${code} at ${line}${column === 1 ? '' : `:${column}`} ${JSON.stringify(facts)}`,
  );
  return `${[...readingOf(plan), ...told].join('\n')}\n`;
}

/** Each file of shapes/ and fixtures/ is a plan in one of the forms in which people write them; beside it stands what is read. */
describe('a plan as people write it', () => {
  it.each(plans)('%s is read', (name) => {
    const path = new URL(name, import.meta.url);

    expectAsLookedAt(textOf(readFileSync(path, 'utf8')), new URL(path.href.replace('.md', '.txt')));
  });
});

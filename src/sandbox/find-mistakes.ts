import { parseWait } from './parse-wait.ts';
import { readPattern } from './read-pattern.ts';
import type { Expectation, Scenario } from './scenario-schema.ts';

/** Something wrong with a scenario, and where. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What the schema cannot see: people who are not there, waits and regular expressions that are none. */
export function findMistakes(scenario: Scenario): Mistake[] {
  const known = new Set([...Object.keys(scenario.people), ...Object.keys(scenario.bots)]);
  const mistakes: Mistake[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    for (const [name, action] of Object.entries(step)) {
      if (typeof action !== 'object' || !('as' in action)) continue;
      if (known.has(action.as.replace(/\[bot\]$/, ''))) continue;
      const path = ['steps', index, name, 'as'];
      mistakes.push({ path, message: `nobody is called “${action.as}”; there are ${[...known].join(', ')}` });
    }
    if (step.wait !== undefined && parseWait(step.wait, 0) === undefined) {
      const path = ['steps', index, 'wait'];
      mistakes.push({ path, message: `“${step.wait}” is no time; say “7 days”, “2 weeks”, “1 month” or a date` });
    }
  }
  for (const [index, step] of scenario.steps.entries()) mistakes.push(...badPatterns(step.expect ?? {}, index));
  for (const [slug, team] of Object.entries(scenario.teams)) {
    for (const [index, member] of team.members.entries()) {
      const path = ['teams', slug, 'members', index];
      if (!(member in scenario.people)) mistakes.push({ path, message: `“${member}” is none of the people` });
    }
    if (team.parent !== undefined && !(team.parent in scenario.teams)) {
      mistakes.push({ path: ['teams', slug, 'parent'], message: `there is no team “${team.parent}”` });
    }
  }
  return mistakes;
}

function badPatterns(expected: Expectation, index: number): Mistake[] {
  const mistakes: Mistake[] = [];
  for (const [key, wanted] of Object.entries(expected)) {
    for (const text of [typeof wanted === 'object' ? Object.values(wanted) : wanted].flat(2)) {
      if (typeof text !== 'string') continue;
      try {
        readPattern(text);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        mistakes.push({ path: ['steps', index, 'expect', key], message: error.message });
      }
    }
  }
  return mistakes;
}

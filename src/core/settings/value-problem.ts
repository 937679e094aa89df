import type { z } from 'zod';
import { nearest } from '../nearest.ts';
import type { Finding } from '../plan/plan.ts';
import { type Expectation, expectationOf, expectations, wordsOf } from './expectation.ts';

/** What is wrong with a value, and where in it. */
export interface ValueProblem {
  readonly code: 'bad-setting' | 'unknown-setting' | 'missing-setting';
  /** Keys and positions inside the value. */
  readonly path: readonly (string | number)[];
  readonly facts: Finding['facts'];
}

type Issue = z.core.$ZodIssue;

/** As much of a value as a finding repeats. */
const maxShown = 60;

/** What a schema found wrong with a value, in our terms. One problem for each place. */
export function problemsOf(issues: readonly Issue[], value: unknown): readonly ValueProblem[] {
  const problems = new Map<string, ValueProblem>();
  for (const issue of issues) {
    for (const problem of problemsOfIssue(innermost(issue), value)) {
      const place = problem.path.join('.');
      if (!problems.has(place)) problems.set(place, problem);
    }
  }
  return [...problems.values()];
}

function problemsOfIssue(issue: Issue, value: unknown): readonly ValueProblem[] {
  const path = pathOf(issue);
  const expected = expectationOf(issue.message);
  if (issue.code === 'unrecognized_keys') {
    const known = expected === undefined ? [] : wordsOf(expected);
    return issue.keys.map((key) => ({
      code: 'unknown-setting',
      path: [...path, key],
      facts: withNearest({}, nearest(key, known)),
    }));
  }
  const found = valueAt(value, path);
  const facts = { expected: expected ?? '', example: expected === undefined ? '' : expectations[expected].example };
  if (found === undefined) return [{ code: 'missing-setting', path, facts }];
  const suggestion = expected === undefined || typeof found !== 'string' ? undefined : correct(found, expected);
  return [{ code: 'bad-setting', path, facts: withNearest({ ...facts, value: shown(found) }, suggestion) }];
}

/** Of a union the alternative that got furthest; its path is continued from the union's. */
function innermost(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  let deepest: Issue | undefined;
  for (const [first] of issue.errors) {
    if ((first?.path.length ?? 0) > (deepest?.path.length ?? 0)) deepest = first;
  }
  if (deepest === undefined) return issue;
  return innermost({ ...deepest, path: [...issue.path, ...deepest.path] });
}

/** `firday 15:00` with its misspelled words replaced; undefined when that changes nothing. */
function correct(text: string, expected: Expectation): string | undefined {
  const words = wordsOf(expected);
  if (text.length > maxShown) return undefined;
  const whole = nearest(text, words);
  if (whole !== undefined) return whole;
  const corrected = text.replace(/[a-z_/]{3,}/gi, (word) => nearest(word, words) ?? word);
  if (corrected !== text) return corrected;
  return expected === 'time-zone' ? zoneOfCity(text, words) : undefined;
}

/** `New York` is America/New_York. */
function zoneOfCity(text: string, zones: readonly string[]): string | undefined {
  const cities = new Map(zones.map((zone) => [zone.slice(zone.lastIndexOf('/') + 1), zone]));
  return cities.get(nearest(text, cities.keys()) ?? '');
}

function withNearest(facts: Finding['facts'], suggestion: string | undefined): Finding['facts'] {
  return suggestion === undefined ? facts : { ...facts, nearest: suggestion };
}

function pathOf(issue: Issue): readonly (string | number)[] {
  return issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.getOwnPropertyDescriptor(current, step)?.value;
  }
  return current;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= maxShown ? text : `${text.slice(0, maxShown - 1)}…`;
}

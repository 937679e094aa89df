import type { Cast } from './cast.ts';
import type { Held } from './check-expectation.ts';
import type { CheckRun } from './github/state/world.ts';
import { newestCheck, pullRequestOf } from './pull-request-step.ts';
import { readPattern } from './read-pattern.ts';
import type { Expectation } from './scenario-schema.ts';

/** What is expected of the check of a pull request: the newest run at its head. */
export function checkCheckRun(wanted: NonNullable<Expectation['check']>, cast: Cast): Held[] {
  const { branch, conclusion, title, summary, annotation, annotations } =
    typeof wanted === 'string' ? { conclusion: wanted } : wanted;
  const pull = pullRequestOf(cast, branch);
  const run = pull === undefined ? undefined : newestCheck(pull);
  const held: Held[] = [];
  const claim = (ok: boolean, what: string, instead: string) =>
    held.push({ ok, why: ok ? what : `${what}, but ${instead}` });
  const found = run?.conclusion ?? (pull === undefined ? 'no pull request' : 'none');
  if (conclusion !== undefined) claim(found === conclusion, `check ${conclusion}`, `it is ${found}`);
  const texts = run?.annotations.map(annotationText) ?? [];
  for (const text of title === undefined ? [] : [title]) {
    claim(matches(text, run?.title), `check title with ${text}`, `it is ${run?.title ?? 'none'}`);
  }
  for (const text of [summary ?? []].flat()) {
    claim(matches(text, run?.summary), `check summary with ${text}`, `it is ${run?.summary ?? 'none'}`);
  }
  for (const text of [annotation ?? []].flat()) {
    const isThere = texts.some((one) => matches(text, one));
    claim(isThere, `annotation with ${text}`, `there are ${texts.join('; ') || 'none'}`);
  }
  if (annotations !== undefined) {
    claim(texts.length === annotations, `${annotations} annotations`, `there are ${texts.length}`);
  }
  return held;
}

/** `.github/rollcall.yml:2:3 failure: …`, on one line. */
export function annotationText(one: CheckRun['annotations'][number]): string {
  const place = [one.path, one.startLine, ...(one.startColumn === undefined ? [] : [one.startColumn])].join(':');
  return `${place} ${one.level}: ${one.message.replace(/\s*\n\s*/g, ' ')}`;
}

function matches(wanted: string, found = ''): boolean {
  return readPattern(wanted)?.test(found) ?? found.includes(wanted);
}

import type { Reading } from './reading.ts';
import type { ReadingContext } from './reading-context.ts';
export interface ResultLine {
  readonly key: string;
  readonly question: string;
  readonly text: string;
}
export interface Task {
  readonly text: string;
  readonly checked: boolean;
}
export function readResults(
  _b: string,
  _c: ReadingContext,
): { readonly readings: readonly Reading[]; readonly answers: readonly ResultLine[] } {
  return { readings: [], answers: [] };
}
export function readTasks(body: string): readonly Task[] {
  return [...body.matchAll(/^- \[([ x])\] (.*)$/gm)].map((m) => ({ checked: m[1] === 'x', text: m[2] ?? '' }));
}

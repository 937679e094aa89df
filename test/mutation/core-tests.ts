import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Those that take their time over many random inputs: they find few mutants and would cost most of the time. */
const slowFiles = [
  /^simulation\//,
  /^model\//,
  /properties\.test\.ts$/,
  /reference\.test\.ts$/,
  /^plan\/(robustness|typing)\.test\.ts$/,
  /^statistics\/coverage\.test\.ts$/,
];

const slowNames =
  /\b(in time|(in|takes) no time|linear time|never throws|bounded part|stops telling|without much work|at every one of)\b/;

/** Whether a test reads texts of the greatest length, or very many. */
export function isSlow(name: string): boolean {
  return slowNames.test(name);
}

/** The core's own tests, as paths from `root`. */
export function coreTests(root: string): readonly string[] {
  const folder = 'test/core';
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !slowFiles.some((form) => form.test(path)))
    .sort()
    .map((path) => join(folder, path));
}

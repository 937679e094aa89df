import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/**
 * Expects the text that somebody looked at and committed; `UPDATE=1` writes it instead. Unlike vitest's file snapshots
 * it needs nothing of a running test, so that the mutation run can use it, and it is the same in CI and at home.
 */
export function expectAsLookedAt(text: string, path: string | URL): void {
  if (process.env['UPDATE'] === '1') writeFileSync(path, text);
  expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
}

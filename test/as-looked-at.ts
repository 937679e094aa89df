import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/**
 * Expects the text that somebody looked at and committed; `UPDATE=1` writes it instead. Unlike vitest's file snapshots
 * it needs nothing of a running test, so that the mutation run can use it, and it is the same in CI and at home.
 */
export function expectAsLookedAt(text: string, path: string | URL): void {
  if (isToBeWritten()) writeFileSync(path, text);
  expect(text).toBe(lookedAt(path));
}

/** The same for a text in sections, with a test for each: a line at the margin with the indented ones under it. */
export function describeAsLookedAt(subject: string, path: URL, sections: readonly (() => string)[]): void {
  if (isToBeWritten()) writeFileSync(path, sections.map((text) => text()).join(''));
  const looked = lookedAt(path).split(/^(?! )/m);
  describe(subject, () => {
    it.each(sections.map((text, i) => [looked[i]?.split('\n')[0] ?? 'more than there is', text, looked[i]] as const))(
      'are as somebody has looked at: %s',
      (_name, text, section) => {
        expect(text()).toBe(section);
      },
    );

    it('are as many', () => {
      expect(sections).toHaveLength(looked.length);
    });
  });
}

function isToBeWritten(): boolean {
  return process.env['UPDATE'] === '1';
}

/** Nothing for one that is not there yet. */
function lookedAt(path: string | URL): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

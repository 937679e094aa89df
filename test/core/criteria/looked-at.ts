import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/**
 * One test for each section of a text that somebody looked at and committed; `UPDATE=1` writes it instead. A section
 * is a line at the margin with the indented ones under it.
 */
export function describeAsLookedAt(subject: string, path: URL, sections: readonly (() => string)[]): void {
  if (process.env['UPDATE'] === '1') writeFileSync(path, sections.map((text) => text()).join(''));
  const looked = existsSync(path) ? readFileSync(path, 'utf8').split(/^(?! )/m) : [];
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

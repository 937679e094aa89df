import { describe, expect, it } from 'vitest';
import { printFindings } from '../../src/cli/print-findings.ts';
import type { Finding } from '../../src/core/plan/plan.ts';

function finding(line: number, column: number): Finding {
  const facts = { stage: 'Canary', heading: '25%', field: '20%' };
  return { code: 'share-mismatch', severity: 'warning', line, column, facts };
}

function print(text: string, line: number, column: number): readonly string[] {
  return printFindings('plan.md', text, [finding(line, column)]).split('\n');
}

describe('printFindings', () => {
  it('gives place, sentence, excerpt, caret and what to do', () => {
    const [head, excerpt, caret, hint, , count] = print('# Plan\n- Share: 20%\n', 2, 10);
    expect(head).toBe('plan.md:2:10 warning: Canary: the heading says 25% and the field says 20%.');
    expect(excerpt).toBe('    2 | - Share: 20%');
    expect(caret).toBe('                 ^');
    expect(hint).toContain('I go by the field.');
    expect(count).toBe('plan.md: 0 errors, 1 warning, 0 notes');
  });

  it.each([
    ['the first word of a whole line', '    - Share: 20%', 1, '-'],
    ['a place behind a tab', '\tShare: 20%', 9, '2'],
    ['a place far out in a long line', `${'a'.repeat(5000)}X${'b'.repeat(5000)}`, 5001, 'X'],
    ['the last character', 'Share: 20%', 10, '%'],
  ])('puts the caret under %s', (_what, text, column, character) => {
    const [, excerpt = '', caret = ''] = print(text, 1, column);
    expect(excerpt.charAt(caret.indexOf('^'))).toBe(character);
    expect(excerpt.length).toBeLessThan(120);
  });

  it('shows no excerpt where there is none', () => {
    expect(print('', 7, 1)[1]).toContain('I go by the field.');
  });

  it('passes no orders on to the terminal', () => {
    expect(printFindings('plan.md', 'a \u001b[2J\u0007 b \u202e c', [finding(1, 1)])).not.toMatch(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be there.
      /[\u0000-\u0009\u000b-\u001f\u202e]/,
    );
  });

  it('says when there is nothing to remark', () => {
    expect(printFindings('plan.md', '', [])).toBe('plan.md: nothing to remark\n');
  });
});

import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/core/parsing/markdown.ts';
import { isTangled } from '../../../src/core/parsing/tangled.ts';

const full = 65_536;

function fill(piece: string): string {
  return piece.repeat(Math.ceil(full / piece.length)).slice(0, full);
}

describe('isTangled', () => {
  it.each([
    ['closing brackets', fill(']')],
    ['emphasis that closes nothing', fill('*a_ ')],
    ['block quotes in block quotes', fill('>')],
    ['lists in lists', fill('1. ')],
    ['lists and quotes in turn', fill('> - ')],
    ['many short nested lists', fill('- - - - a\n')],
    ['lines that lazily continue a deep quote', `${'> '.repeat(12)}a\n${fill('a\n')}`],
    ['underlined headings', fill('a\n=\n')],
    ['underlined headings with carriage returns', fill('a\r-\r')],
    ['HTML comments that never end', fill('.www..<!--')],
    ['code spans that never end', fill('a ` b `` ')],
    ['more than GitHub takes', 'a'.repeat(131_073)],
  ])('finds %s too tangled', (_, text) => {
    expect(isTangled(text)).toBe(true);
  });

  it.each([
    ['prose', fill('The first week went well and nobody complained.\n\n')],
    ['nested bullets', fill('- Number of unique users: 1,301\n  - of whom new: 812\n')],
    ['tasks', fill('- [ ] Turn the toggle to 10% and look at the error rate\n')],
    ['tables', fill('| Preference step completion | 62.4% | 812/1301 | x |\n')],
    ['quotes and answers', fill('> Is the error rate still below five percent?\n\nYes, it is.\n\n')],
    ['headings', fill('### Results\n\n- Types of errors logged: none at all\n\n')],
    ['nothing', ''],
  ])('takes a full page of %s', (_, text) => {
    expect(isTangled(text)).toBe(false);
  });
});

describe('parseMarkdown', () => {
  it('reads a tangled text as one block of code', () => {
    const root = parseMarkdown(`${fill(']')}\n/advance`);
    expect(root.children.map((child) => child.type)).toEqual(['code']);
    expect(root.children[0]?.position?.end).toEqual({ line: 2, column: 9, offset: full + 9 });
  });

  it('survives every tangle that the budgets let through', () => {
    const texts = ['[', '<', '&', '\\', 'www.', 'a@', '- a\n', '> a\n', '|', '[^a]', '[a]: b\n', '~', '\t', '*'];
    for (const piece of texts) {
      expect(parseMarkdown(piece.repeat(2_000)).type).toBe('root');
    }
  });
});

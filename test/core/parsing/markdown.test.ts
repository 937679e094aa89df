import { describe, expect, it } from 'vitest';
import { lineOf, parseMarkdown, plainText } from '../../../src/core/parsing/markdown.ts';

describe('parseMarkdown', () => {
  it('reads tables, task lists and strikes of GitHub', () => {
    const root = parseMarkdown('| a |\n|---|\n| b |\n\n- [x] done\n\n~~gone~~');

    expect(root.children.map(({ type }) => type)).toEqual(['table', 'list', 'paragraph']);
  });

  it('gives the text without marks, and the line on which a node begins', () => {
    const [, second] = parseMarkdown('one\n\n**two** `three` [four](https://x.example) <b>five</b>  \nsix').children;

    expect(second && plainText(second)).toBe('two three four five\nsix');
    expect(second && lineOf(second)).toBe(3);
  });
});

import { plainText, readableText } from '../../../src/core/markdown/inline-text.ts';
import type { Block } from '../../../src/core/markdown/markdown.ts';
import { readMarkdown } from '../../../src/core/markdown/read-markdown.ts';

/** What is read from a text, in a form in which two readers of Markdown can be compared. */
export type Outline = readonly (readonly [kind: string, line: number, content: unknown])[];

export function outlineOf(text: string): Outline {
  return readMarkdown(text).blocks.map(outline);
}

function outline(block: Block): Outline[number] {
  return [block.kind, block.line, content(block)];
}

function content(block: Block): unknown {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return said(plainText(block.text), readableText(block.text), [...new Set(block.text.enclosed)]);
    case 'list':
      return block.items.map(({ line, checked, blocks }) => [line, checked, blocks.map(outline)]);
    case 'table':
      return block.rows.map(({ line, cells }) => [
        line,
        cells.map((cell) => said(plainText(cell), readableText(cell), [])),
      ]);
    case 'code':
      return [block.language, block.value];
    case 'html':
      return block.value;
    default:
      return undefined;
  }
}

/** What a reader sees, in what of it numbers are looked for, and the lines on which no command can begin. */
export function said(plain: string, readable: string, enclosed: readonly number[]): unknown {
  return [plain, readable, enclosed];
}

/** The same without white space, of which the two leave out more or less where nobody sees it. */
export function squeezed(outline: Outline): string {
  return JSON.stringify(outline).replace(/(?:\s|\\[nrt])+/g, '');
}

import { BlockReader } from './block-reader.ts';
import { type Defined, takeDefinitions } from './definitions.ts';
import type { DraftBlock, DraftCode, DraftContainer, DraftText } from './draft-block.ts';
import { readInlines } from './inline-reader.ts';
import type { Block, ListItem, Markdown } from './markdown.ts';

/** Twice what GitHub takes. */
const longestText = 131_072;

/**
 * Reads GitHub-flavoured Markdown. Never throws, and takes time linear in the length of the text, whatever it is. A text
 * that is longer than GitHub allows is one block of code, from which nothing is read.
 */
export function readMarkdown(text: string): Markdown {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  if (text.length > longestText)
    return { lines, blocks: [{ kind: 'code', line: 1, language: undefined, value: text }] };
  const reader = new BlockReader();
  for (const line of lines) reader.read(line);
  takeAllDefinitions(reader.root, reader.defined);
  return { lines, blocks: reader.root.children.flatMap((child) => finish(child, reader.defined)) };
}

/** Text before a definition may refer to it. */
function takeAllDefinitions({ children }: DraftContainer, defined: Defined): void {
  for (const child of children) {
    if ('children' in child) takeAllDefinitions(child, defined);
    else if (child.kind === 'paragraph') takeDefinitions(child, defined);
  }
}

function finish(draft: DraftBlock, defined: Defined): readonly Block[] {
  const { line } = draft;
  switch (draft.kind) {
    case 'list':
      return [{ kind: 'list', line, items: draft.children.flatMap((item) => finishItem(item, defined)) }];
    case 'paragraph':
    case 'heading':
      return finishText(draft, defined);
    case 'table': {
      const rows = draft.rows.map((row) => ({
        line: row.line,
        cells: row.cells.map((cell) => readInlines(cell, row.line, defined)),
      }));
      return [{ kind: 'table', line, rows }];
    }
    case 'code':
      return [{ kind: 'code', line, language: languageOf(draft), value: codeOf(draft) }];
    case 'html':
      return [{ kind: 'html', line, value: draft.lines.join('\n') }];
    case 'quote':
    case 'footnote':
    case 'rule':
      return [{ kind: draft.kind, line }];
    case 'root':
    case 'item':
      return [];
    default:
      return draft satisfies never;
  }
}

function finishText({ kind, line, lines }: DraftText, defined: Defined): readonly Block[] {
  if (lines.length === 0) return [];
  const source = lines.join('\n').trimEnd();
  return [{ kind, line, endLine: line + lines.length - 1, text: readInlines(source, line, defined) }];
}

const checkBox = /^\[([ \txX\n])\][ \t]*(?:\n|(?<=[ \t])(?=\S))/;

function finishItem(draft: DraftBlock, defined: Defined): readonly ListItem[] {
  if (draft.kind !== 'item') return [];
  const [first] = draft.children;
  const box = first?.kind === 'paragraph' ? checkBox.exec(first.lines.join('\n')) : undefined;
  if (first?.kind === 'paragraph' && box) {
    const lines = first.lines.join('\n').slice(box[0].length).split('\n');
    first.line += first.lines.length - lines.length;
    first.lines.splice(0, first.lines.length, ...lines);
  }
  const checked = box ? /x/i.test(box[1] ?? '') : undefined;
  return [{ line: draft.line, checked, blocks: draft.children.flatMap((child) => finish(child, defined)) }];
}

function languageOf({ fence }: DraftCode): string | undefined {
  const [word = ''] = (fence?.info ?? '').split(/[ \t]/);
  return word === '' ? undefined : word;
}

/** Blank lines around an indented block are not part of it. */
function codeOf({ fence, lines }: DraftCode): string {
  const code = lines.join('\n');
  return fence === undefined ? code.trimEnd() : code;
}

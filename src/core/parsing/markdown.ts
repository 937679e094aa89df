import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { isTangled } from './tangled.ts';

const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/**
 * Parses GitHub-flavoured Markdown; nodes carry their positions. Never throws: a text that `isTangled`, or is longer
 * than GitHub allows, comes back as one code block, from which nothing is read.
 */
export function parseMarkdown(text: string): Root {
  return isTangled(text) ? asCode(text) : fromMarkdown(text, options);
}

/** The text a reader sees, without marks. Breaks become newlines; HTML and comments are left out. */
export function plainText(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  if (node.type === 'image') return node.alt ?? '';
  if (!('children' in node)) return '';
  let text = '';
  for (const child of node.children) text += plainText(child);
  return text;
}

/** Line on which the node begins, 1-based. */
export function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}

function asCode(text: string): Root {
  const lines = text.split(/\r\n|\n|\r/);
  const position = {
    start: { line: 1, column: 1, offset: 0 },
    end: { line: lines.length, column: (lines.at(-1) ?? '').length + 1, offset: text.length },
  };
  return { type: 'root', position, children: [{ type: 'code', value: text, position }] };
}

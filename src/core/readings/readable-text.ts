import type { Nodes } from 'mdast';

/** The text in which numbers are looked for: not what is in code, struck out, or HTML. */
export function readableText(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'html' || node.type === 'inlineCode' || node.type === 'delete' || node.type === 'code') return '';
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  let text = '';
  for (const child of node.children) text += readableText(child);
  return text;
}

import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** The text as GitHub would parse it. */
export function parse(markdown: string): Nodes {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

export function allNodes(node: Nodes): readonly Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap(allNodes)] : [node];
}

/** What is built, without what it says: `root(paragraph(text link(text)))`. */
export function shape(node: Nodes): string {
  if (!('children' in node)) return node.type;
  return `${node.type}(${node.children.map(shape).join(' ')})`;
}

/** The visible text outside code. */
export function proseOf(node: Nodes): string {
  return allNodes(node)
    .map((each) => (each.type === 'text' || each.type === 'html' ? each.value : ' '))
    .join('');
}

/** What GitHub finds in prose after Markdown was read: mentions, issues, addresses, formulas. */
export function references(node: Nodes): readonly string[] {
  const prose = proseOf(node).replace(/&#\d+;/g, ' ');
  return prose.match(/@[\w-]+|(?<!\w)#\d+|\bgh-\d+|:\/\/\S+|www\.\S+|\$[^\s\u200b]+\$/gi) ?? [];
}

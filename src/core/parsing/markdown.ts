import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** GitHub's own limit for bodies and comments. */
export const markdownLimit = 65_536;

/*
 * micromark is quadratic, or overflows the stack, on nested containers, setext underlines and unmatched delimiters:
 * 65,536 characters of "a⏎-⏎" hold it for a minute. What is past these limits cannot be told apart by a reader either.
 */
const containersPerLine = 12;
const underlines = 100;
const delimitersPerParagraph = 400;
const lines = 4_000;

const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** Parses GitHub-flavoured Markdown. Any input: what is beyond the limits above is read as plain text or not at all. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(tameMarkdown(text), options);
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

/**
 * The same text, at most as long, in which nothing is left that takes the parser more than linear time. Marks that are
 * too many become letters, so that lines and columns stay what they were.
 */
export function tameMarkdown(text: string): string {
  const tamed: string[] = [];
  let rules = 0;
  let delimiters = 0;
  for (const line of text.slice(0, markdownLimit).split('\n', lines)) {
    if (line.trim() === '') delimiters = 0;
    let calm = tameContainers(line);
    if (/^[ \t]*(?:-{1,}|={1,})[ \t]*\r?$/.test(calm)) {
      rules += 1;
      if (rules > underlines) calm = calm.replace(/[-=]/g, 'x');
    }
    const found = calm.match(/[[\]*_~!<`|]/g)?.length ?? 0;
    // Table rows have many pipes and are told apart line by line, so a paragraph's budget is for the other marks.
    delimiters += calm.includes('|') ? Math.min(found, 40) : found;
    if (delimiters > delimitersPerParagraph) calm = calm.replace(/[[\]*_~!<`|]/g, 'x');
    tamed.push(calm);
  }
  return tamed.join('\n');
}

function tameContainers(line: string): string {
  const marker = /[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;
  let found = 0;
  let end = 0;
  while (found < containersPerLine && marker.test(line)) {
    found += 1;
    end = marker.lastIndex;
  }
  if (found < containersPerLine) return line;
  return line.slice(0, end) + line.slice(end).replace(/[>\-+*.)]/g, 'x');
}

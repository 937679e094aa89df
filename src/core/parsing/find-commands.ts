import type { Heading, List, Nodes, Paragraph, Root } from 'mdast';
import { parseMarkdown } from './markdown.ts';
import { type OpenElements, readTags } from './open-elements.ts';

export interface FoundCommand {
  /** Lower case, without the slash. Whether there is such a command is for the registry to say. */
  readonly name: string;
  /** The rest of the line, trimmed. */
  readonly argument: string;
  /** 1-based. */
  readonly line: number;
  /** The line as typed, trimmed. */
  readonly raw: string;
}

/**
 * The commands of a comment in their order: lines of its own paragraphs that begin with a slash and a word. Text in
 * code, quotes, list items, tables, HTML, links, images, emphasis and footnotes is never a command.
 *
 * Two things people type all the time count although Markdown takes them for something else: a line right behind a
 * list (a lazy continuation of its last item) and a line with `---` or a mail signature's `-- ` under it (a heading).
 */
export function findCommands(body: string): readonly FoundCommand[] {
  const lines = body.split(/\r\n|\n|\r/);
  const typed = lines.flatMap((source, index) => readLine(source, index + 1));
  // Most comments have none, and parsing costs far more than looking.
  if (typed.length === 0) return [];
  const plain = new Set(plainLines(parseMarkdown(body), lines));
  return typed.filter(({ line }) => plain.has(line));
}

/** Commands that were not there before, in their order: the same text counts as often as it was typed. */
export function newCommands(before: readonly FoundCommand[], after: readonly FoundCommand[]): readonly FoundCommand[] {
  const known = new Map<string, number>();
  for (const command of before) known.set(textOf(command), (known.get(textOf(command)) ?? 0) + 1);
  return after.filter((command) => {
    const left = known.get(textOf(command)) ?? 0;
    known.set(textOf(command), left - 1);
    return left <= 0;
  });
}

function textOf({ name, argument }: FoundCommand): string {
  return `${name} ${argument.replace(/\s+/g, ' ')}`;
}

/** Numbers of the lines that begin with plain text of the comment itself. */
function plainLines(root: Root, lines: readonly string[]): readonly number[] {
  const found: number[] = [];
  let open: OpenElements = [];
  for (const node of root.children) {
    if (node.type === 'html') {
      open = readTags(node.value, open);
    } else if (node.type === 'paragraph' || node.type === 'heading') {
      const read = linesOf(node, open);
      open = read.open;
      found.push(...read.plain);
    } else if (node.type === 'list' && open.length === 0) {
      found.push(...lazyLines(node, lines));
    }
  }
  return found;
}

/** A line in the last item that has no indentation at all continues it only because no blank line was typed. */
function lazyLines(list: List, lines: readonly string[]): readonly number[] {
  const last = list.children.at(-1)?.children.at(-1);
  if (last?.type === 'list') return lazyLines(last, lines);
  if (last?.type !== 'paragraph') return [];
  return linesOf(last, []).plain.filter((line) => lines[line - 1]?.startsWith('/'));
}

interface ParagraphLines {
  readonly plain: readonly number[];
  readonly open: OpenElements;
}

/**
 * Lines of a paragraph that do not begin inside code, a link or another mark. Asked the other way round, because the
 * text around a bare address has no position.
 */
function linesOf(paragraph: Paragraph | Heading, openBefore: OpenElements): ParagraphLines {
  const start = paragraph.position?.start.line ?? 1;
  const end = paragraph.position?.end.line ?? 0;
  const marked = new Set<number>();
  let open = openBefore;
  /** First line of which it is not known yet whether it begins inside an element. */
  let next = start;
  for (const node of paragraph.children) {
    const from = node.position?.start.line ?? next;
    const to = node.position?.end.line ?? from;
    if (node.type !== 'text' && node.type !== 'break') addLines(marked, from + 1, to);
    const after = readTagsWithin(node, open);
    if (after === open) continue;
    if (open.length > 0) addLines(marked, next, from);
    next = to + 1;
    open = after;
  }
  if (open.length > 0) addLines(marked, next, end);
  const all = Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index);
  return { plain: all.filter((line) => !marked.has(line)), open };
}

function addLines(marked: Set<number>, from: number, to: number): void {
  for (let line = from; line <= to; line += 1) marked.add(line);
}

function readTagsWithin(node: Nodes, open: OpenElements): OpenElements {
  if (node.type === 'html') return readTags(node.value, open);
  if (!('children' in node)) return open;
  let after = open;
  for (const child of node.children) after = readTagsWithin(child, after);
  return after;
}

/** Characters without width come with text pasted from chats and documents. */
const invisible = /[\u200b-\u200d\u2060\ufeff]/g;

function readLine(source: string, line: number): readonly FoundCommand[] {
  if (/^(?: {4}|\t)/.test(source)) return [];
  // Other programs append invisible comments to what people write.
  const visible = source.replace(/<!--.*?(?:-->|$)/g, '').replace(invisible, '');
  // A backslash at the end of a line is a line break.
  const raw = visible
    .trim()
    .replace(/(?<!\\)\\$/, '')
    .trim();
  const found = /^\/([a-z][a-z0-9-]*)(?=\s|$)/i.exec(raw);
  if (found === null) return [];
  const name = found[1] ?? '';
  return [{ name: name.toLowerCase(), argument: raw.slice(name.length + 1).trim(), line, raw }];
}

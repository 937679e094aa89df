import type { Heading, List, Markdown, Paragraph } from '../markdown/markdown.ts';
import { OpenElements } from './open-elements.ts';

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
export function findCommands(comment: Markdown): readonly FoundCommand[] {
  const typed = comment.lines.flatMap((source, index) => readLine(source, index + 1));
  if (typed.length === 0) return [];
  const plain = new Set(plainLines(comment));
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
function plainLines({ blocks, lines }: Markdown): readonly number[] {
  const open = new OpenElements();
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'html':
        open.read(block.value);
        return [];
      case 'paragraph':
      case 'heading':
        return linesOf(block, open);
      case 'list':
        return open.isEmpty ? lazyLines(block, lines) : [];
      default:
        return [];
    }
  });
}

/** A line in the last item that has no indentation at all continues it only because no blank line was typed. */
function lazyLines(list: List, lines: readonly string[]): readonly number[] {
  const last = list.items.at(-1)?.blocks.at(-1);
  if (last?.kind === 'list') return lazyLines(last, lines);
  if (last?.kind !== 'paragraph') return [];
  return linesOf(last, new OpenElements()).filter((line) => lines[line - 1]?.startsWith('/'));
}

/** Lines that do not begin inside code, a link, an element or another mark. */
function linesOf({ line: first, endLine, text }: Paragraph | Heading, open: OpenElements): readonly number[] {
  const marked = new Set(text.enclosed);
  /** First line of which it is not known yet whether it begins inside an element. */
  let next = first;
  for (const piece of text.pieces) {
    if (piece.kind !== 'html') continue;
    if (!open.isEmpty) addLines(marked, next, piece.line);
    open.read(piece.value);
    next = piece.endLine + 1;
  }
  if (!open.isEmpty) addLines(marked, next, endLine);
  const all = Array.from({ length: endLine - first + 1 }, (_, index) => first + index);
  return all.filter((line) => !marked.has(line));
}

function addLines(marked: Set<number>, from: number, to: number): void {
  for (let line = from; line <= to; line += 1) marked.add(line);
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
  const found = /^\/([a-z][a-z0-9-]*):?(?=\s|$)/i.exec(raw);
  if (found === null) return [];
  const [whole, name = ''] = found;
  return [{ name: name.toLowerCase(), argument: raw.slice(whole.length).trim(), line, raw }];
}

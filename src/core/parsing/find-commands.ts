import type { Paragraph, PhrasingContent } from 'mdast';
import { parseMarkdown } from './markdown.ts';

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
 * The commands of a comment: lines of its own paragraphs that begin with a slash and a word. Text in code, quotes,
 * lists, HTML, links and images is never a command, because there the line does not begin with plain text.
 */
export function findCommands(body: string): readonly FoundCommand[] {
  const lines = body.split(/\r\n|\n|\r/);
  return parseMarkdown(body).children.flatMap((node) =>
    node.type === 'paragraph' ? plainLines(node, lines).flatMap((line) => readLine(lines, line)) : [],
  );
}

/** Commands that were not there before, in their order. */
export function newCommands(before: readonly FoundCommand[], after: readonly FoundCommand[]): readonly FoundCommand[] {
  const known = before.map((command) => textOf(command));
  return after.filter((command) => {
    const index = known.indexOf(textOf(command));
    if (index !== -1) known.splice(index, 1);
    return index === -1;
  });
}

function textOf({ name, argument }: FoundCommand): string {
  return `${name} ${argument}`;
}

/** Numbers of the lines that begin with plain text. */
function plainLines(paragraph: Paragraph, lines: readonly string[]): readonly number[] {
  return paragraph.children.flatMap((node) => (node.type === 'text' ? linesOf(node, lines) : []));
}

function linesOf(node: PhrasingContent, lines: readonly string[]): readonly number[] {
  const { start, end } = node.position ?? {};
  if (start === undefined || end === undefined) return [];
  const isAtLineStart = (lines[start.line - 1] ?? '').slice(0, start.column - 1).trim() === '';
  const first = isAtLineStart ? start.line : start.line + 1;
  return Array.from({ length: Math.max(0, end.line - first + 1) }, (_, index) => first + index);
}

function readLine(lines: readonly string[], line: number): readonly FoundCommand[] {
  const raw = withoutHtmlComments(lines[line - 1] ?? '').trim();
  const match = /^\/([a-z][a-z0-9-]*)(?=\s|$)/i.exec(raw);
  if (match === null) return [];
  const [slashed, name = ''] = match;
  return [{ name: name.toLowerCase(), argument: raw.slice(slashed.length).trim(), line, raw }];
}

/** Other programs append invisible comments to what people write. */
function withoutHtmlComments(text: string): string {
  let rest = text;
  for (let at = rest.indexOf('<!--'); at !== -1; at = rest.indexOf('<!--')) {
    const end = rest.indexOf('-->', at + 4);
    rest = end === -1 ? rest.slice(0, at) : rest.slice(0, at) + rest.slice(end + 3);
  }
  return rest;
}

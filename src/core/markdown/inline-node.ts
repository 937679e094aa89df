import type { InlineText, Piece } from './inline-text.ts';

/** A piece of inline text, and the marks that begin and end at it. */
export interface InlineNode {
  readonly kind: Piece['kind'];
  value: string;
  readonly line: number;
  readonly endLine: number;
  /** Emphasis, struck text, links and images that end here. */
  closes: MarkCount;
  /** The same that begin here. */
  opens: MarkCount;
}

export interface MarkCount {
  readonly all: number;
  readonly struck: number;
  readonly images: number;
}

const none: MarkCount = { all: 0, struck: 0, images: 0 };

export function inlineNode(kind: Piece['kind'], value: string, line: number, endLine: number): InlineNode {
  return { kind, value, line, endLine, closes: none, opens: none };
}

export type Mark = 'emphasis' | 'struck' | 'link' | 'image';

/** Puts a mark around what stands between two nodes. */
export function enclose(from: InlineNode, to: InlineNode, mark: Mark): void {
  from.opens = withOne(from.opens, mark);
  to.closes = withOne(to.closes, mark);
}

function withOne({ all, struck, images }: MarkCount, mark: Mark): MarkCount {
  return { all: all + 1, struck: struck + Number(mark === 'struck'), images: images + Number(mark === 'image') };
}

/** Marks that were not closed are text by now, so that all others are nested properly. */
export function finishInlines(nodes: readonly InlineNode[]): InlineText {
  const pieces: Piece[] = [];
  const enclosed: number[] = [];
  let inside = none;
  let outermost = 0;
  for (const { kind, value, line, endLine, closes, opens } of nodes) {
    inside = minus(inside, closes);
    if (closes.all > 0 && inside.all === 0) addLines(enclosed, outermost, endLine);
    if (value !== '') {
      pieces.push({ kind, value, line, endLine, struck: inside.struck > 0, image: inside.images > 0 });
      if (kind !== 'text' && inside.all === 0) addLines(enclosed, line, endLine);
    }
    if (opens.all > 0 && inside.all === 0) outermost = line;
    inside = plus(inside, opens);
  }
  return { pieces, enclosed };
}

/** Lines behind `from` up to `to` begin within a mark that begins on `from`. */
function addLines(lines: number[], from: number, to: number): void {
  for (let line = from + 1; line <= to; line += 1) lines.push(line);
}

function minus(a: MarkCount, b: MarkCount): MarkCount {
  return b === none ? a : { all: a.all - b.all, struck: a.struck - b.struck, images: a.images - b.images };
}

function plus(a: MarkCount, b: MarkCount): MarkCount {
  return b === none ? a : { all: a.all + b.all, struck: a.struck + b.struck, images: a.images + b.images };
}

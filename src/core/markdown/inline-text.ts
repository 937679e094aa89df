/** The text of a paragraph, heading or table cell, in pieces. Emphasis and links are what their text says. */
export interface InlineText {
  readonly pieces: readonly Piece[];
  /** Numbers of the lines that begin inside of code, HTML, emphasis, struck text, a link or an image, ascending. */
  readonly enclosed: readonly number[];
}

export interface Piece {
  readonly kind: 'text' | 'code' | 'html';
  readonly value: string;
  /** Line on which it begins, 1-based. */
  readonly line: number;
  readonly endLine: number;
  readonly struck: boolean;
  /** It describes an image. */
  readonly image: boolean;
}

/** What a reader sees, without marks. Breaks are newlines; HTML is left out, images are their description. */
export function plainText({ pieces }: InlineText): string {
  let text = '';
  for (const { kind, value } of pieces) if (kind !== 'html') text += value;
  return text;
}

/** The text in which numbers are looked for: not what is in code, struck out, an image or HTML. */
export function readableText({ pieces }: InlineText): string {
  let text = '';
  for (const { kind, value, struck, image } of pieces) if (kind === 'text' && !struck && !image) text += value;
  return text;
}

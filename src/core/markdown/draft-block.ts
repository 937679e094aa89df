/** Blocks while the lines of a text are still being read into them. */
export type DraftBlock = DraftContainer | DraftLeaf;

export interface DraftContainer {
  readonly kind: 'root' | 'quote' | 'list' | 'item' | 'footnote';
  readonly line: number;
  readonly children: DraftBlock[];
  /** Of a list: its bullet, or what stands behind its numbers. */
  readonly marker: string;
  /** Columns that a line must be indented by to belong to an item. */
  readonly width: number;
}

export type DraftLeaf = DraftText | DraftCode | DraftHtml | DraftTable | DraftRule;

export interface DraftText {
  readonly kind: 'paragraph' | 'heading';
  line: number;
  /** Without the white space in front. */
  readonly lines: string[];
}

export interface DraftCode {
  readonly kind: 'code';
  readonly line: number;
  /** Undefined for a block that is indented. */
  readonly fence: Fence | undefined;
  readonly lines: string[];
}

export interface Fence {
  readonly mark: string;
  readonly length: number;
  /** Columns of white space before it, of which as many are taken from the lines of its code. */
  readonly indent: number;
  readonly info: string;
}

export interface DraftHtml {
  readonly kind: 'html';
  readonly line: number;
  /** What is in its last line; undefined where a blank line ends it. */
  readonly end: RegExp | undefined;
  readonly lines: string[];
}

export interface DraftTable {
  readonly kind: 'table';
  readonly line: number;
  readonly rows: { readonly line: number; readonly cells: readonly string[] }[];
}

export interface DraftRule {
  readonly kind: 'rule';
  readonly line: number;
}

export function container(
  kind: DraftContainer['kind'],
  line: number,
  { marker = '', width = 0 }: { readonly marker?: string; readonly width?: number } = {},
): DraftContainer {
  return { kind, line, children: [], marker, width };
}

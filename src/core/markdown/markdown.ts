import type { InlineText } from './inline-text.ts';

/** A comment or an issue's body as GitHub reads it. What is quoted or said in a footnote is not kept. */
export interface Markdown {
  /** As written, without line endings. */
  readonly lines: readonly string[];
  readonly blocks: readonly Block[];
}

export type Block = Paragraph | Heading | List | Table | Code | Html | Other;

interface Place {
  /** First line, 1-based. */
  readonly line: number;
}

export interface Paragraph extends Place {
  readonly kind: 'paragraph';
  readonly endLine: number;
  readonly text: InlineText;
}

export interface Heading extends Place {
  readonly kind: 'heading';
  /** Without the line under it. */
  readonly endLine: number;
  readonly text: InlineText;
}

export interface List extends Place {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
}

export interface ListItem extends Place {
  /** State of its check box. */
  readonly checked: boolean | undefined;
  readonly blocks: readonly Block[];
}

export interface Table extends Place {
  readonly kind: 'table';
  /** The first one is the head. */
  readonly rows: readonly TableRow[];
}

export interface TableRow extends Place {
  readonly cells: readonly InlineText[];
}

export interface Code extends Place {
  readonly kind: 'code';
  /** First word behind the fence. */
  readonly language: string | undefined;
  readonly value: string;
}

export interface Html extends Place {
  readonly kind: 'html';
  readonly value: string;
}

interface Other extends Place {
  readonly kind: 'quote' | 'footnote' | 'rule';
}

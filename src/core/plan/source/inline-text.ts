import { cleanText, withoutShortcodes } from './clean-text.ts';
import { InlineReader } from './inline-reader.ts';

/** What a line of Markdown says, and what its marks carried. */
export interface InlineText {
  /** As a reader sees it: no marks, entities and escapes resolved, NBSP as a space, struck text gone. */
  readonly text: string;
  readonly links: readonly SourceLink[];
  /** Contents of code spans. */
  readonly codes: readonly string[];
  /** All of the visible text is bold. */
  readonly bold: boolean;
  /** There was text, and all of it is struck through. */
  readonly struck: boolean;
}

export interface SourceLink {
  readonly text: string;
  readonly url: string;
  readonly image: boolean;
}

/** Without one of these a line is what it says. */
const marks = /[\\`&<![\]*_~]|https?:\/\//i;
const none: readonly never[] = [];

/** Reads the inline Markdown of one line, in time linear in its length. Unmatched marks are dropped or kept as text. */
export function readInline(source: string): InlineText {
  const plain = withoutShortcodes(source);
  if (marks.test(plain)) return new InlineReader(plain).read();
  return { text: cleanText(plain), links: none, codes: none, bold: false, struck: false };
}

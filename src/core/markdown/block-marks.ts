import type { DraftHtml, Fence } from './draft-block.ts';

/**
 * The marks that begin blocks, as the CommonMark specification 0.31 and GitHub's additions have them. All of them look
 * at a line from where its containers end, and take time linear in its length.
 */

export function isHeading(text: string): boolean {
  return /^#{1,6}(?:[ \t]|$)/.test(text);
}

export function headingText(text: string): string {
  return text
    .replace(/^#+/, '')
    .trim()
    .replace(/(?<![^ \t])#+$/, '')
    .trim();
}

export function isUnderline(text: string): boolean {
  return /^(?:=+|-+)[ \t]*$/.test(text);
}

export function isRule(text: string): boolean {
  return /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/.test(text);
}

export function readFence(text: string, indent: number): Fence | undefined {
  const [, run = '', info = ''] = /^(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(text) ?? [];
  if (run === '') return undefined;
  return { mark: run.charAt(0), length: run.length, indent, info: info.trim() };
}

export function closesFence(text: string, { mark, length }: Fence): boolean {
  const run = /^(?:`+|~+)(?=[ \t]*$)/.exec(text)?.[0] ?? '';
  return run.length >= length && run.startsWith(mark);
}

/** The label of a footnote that is defined here, and the length of the mark. */
export function readFootnoteMark(text: string): { readonly label: string; readonly length: number } | undefined {
  const [mark, label] = /^\[\^((?:\\[[\\\]]|[^\s[\]\\]|\\(?![[\\\]])){1,999})\]:[ \t]*/.exec(text) ?? [];
  return mark === undefined || label === undefined ? undefined : { label, length: mark.length };
}

export interface ListMark {
  /** Its bullet, or what stands behind its number. */
  readonly marker: string;
  /** Columns up to the item's own text. */
  readonly width: number;
  /** Nothing stands behind it. */
  readonly isEmpty: boolean;
  /** A bullet or the number 1, which may follow a paragraph's line without a blank one. */
  readonly mayInterrupt: boolean;
}

export function readListMark(text: string): ListMark | undefined {
  const [whole, number, marker = '', space = ''] = /^(?:(\d{1,9})(?=[.)]))?([-+*.)])([ \t]*)/.exec(text) ?? [];
  if (whole === undefined || (number === undefined) === (marker === '.' || marker === ')')) return undefined;
  const isEmpty = whole.length === text.length;
  if (space === '' && !isEmpty) return undefined;
  const markLength = whole.length - space.length;
  // What is indented further is a block of code in the item.
  const isWide = isEmpty || space.length > 4;
  return {
    marker,
    width: isWide ? markLength + 1 : whole.length,
    isEmpty,
    mayInterrupt: !isEmpty && (number === undefined || Number(number) === 1),
  };
}

const blockElements =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|' +
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';

/** What begins a block of HTML, and what ends it; undefined for a blank line. */
const htmlBlocks: readonly (readonly [begin: RegExp, end: RegExp | undefined])[] = [
  [/^<(?:script|pre|style|textarea)(?=[ \t>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![a-z]/i, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [new RegExp(`^</?(?:${blockElements})(?=[ \\t>]|/>|$)`, 'i'), undefined],
];

const wholeTag =
  /^(?:<[a-z][a-z0-9-]*(?:[ \t]+[a-z_:][a-z0-9_.:-]*(?:[ \t]*=[ \t]*(?:[^ \t"'=<>`]+|'[^']*'|"[^"]*"))?)*[ \t]*\/?>|<\/[a-z][a-z0-9-]*[ \t]*>)[ \t]*$/i;

/** How a block of HTML that begins here ends. Only some elements may begin one right below a paragraph. */
export function readHtmlMark(text: string, interrupts: boolean): Pick<DraftHtml, 'end'> | undefined {
  for (const [begin, end] of htmlBlocks) if (begin.test(text)) return { end };
  return !interrupts && wholeTag.test(text) ? { end: undefined } : undefined;
}

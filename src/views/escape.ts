/**
 * Makes text from users inert in GitHub-flavoured Markdown. What people wrote shows as they wrote it, on one line, and
 * does nothing: no mention, no reference, no link, no HTML, no new block, no table cell.
 *
 * A backslash does not stop GitHub from reading `@name`, `#12` or a bare URL, because it looks for them after Markdown
 * was read; an invisible break inside does.
 */

/** ZERO WIDTH SPACE. Text that is repeated loses those it brought along. */
const invisibleBreak = '\u200b';

/** One line of Markdown that shows the text. Safe in a paragraph, list item, heading, table cell and HTML element. */
export function escapeMarkdown(text: string): string {
  return escapeStart(breakReferences(escapeInline(foldToLine(decodeEntities(text)))));
}

/** As `escapeMarkdown`; a dash where there is nothing, so that a table cell is never empty. */
export function escapeCell(text: string): string {
  return escapeMarkdown(text) || '—';
}

/** The text as code on one line; nothing for nothing. Not for tables, where a pipe in code still ends the cell. */
export function codeSpan(text: string): string {
  const line = foldToLine(text);
  if (line === '') return '';
  const fence = '`'.repeat(longestRunOfBackticks(line) + 1);
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** As `codeSpan`, for a table cell: only there `\|` in code is a pipe, and only where no other backslash precedes it. */
export function codeSpanInCell(text: string): string {
  return codeSpan(text)
    .replace(/\\(?=\|)/g, `\\${invisibleBreak}`)
    .replaceAll('|', '\\|');
}

/**
 * The text inside an HTML element such as `<summary>`, where Markdown is not read and a backslash would show. It is as
 * inert where Markdown is read.
 */
export function escapeHtml(text: string): string {
  return breakReferences(foldToLine(decodeEntities(text))).replace(
    /[\\`*_[\]|~&<>"'()]|^[-+#/=\d:]/g,
    (character) => `&#${character.codePointAt(0)};`,
  );
}

/** The text verbatim as a fenced block. */
export function codeBlock(text: string, language = ''): string {
  const body = dropControls(text.replace(/\r\n?/g, '\n'));
  const fence = '`'.repeat(Math.max(3, longestRunOfBackticks(body) + 1));
  return `${fence}${language}\n${body.replace(/\n$/, '')}\n${fence}`;
}

/** Longer text as a quotation that keeps its lines. */
export function quote(text: string): string {
  const lines = decodeEntities(text).split(/\r\n?|\n/);
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  return lines.map((line) => `> ${escapeMarkdown(line)}`.trimEnd()).join('\n');
}

/**
 * Text for a quoted label in a Mermaid diagram: what could end the label or the diagram's fence becomes a blank. Two
 * percent signs begin a comment, in a label as well.
 */
export function mermaidText(text: string): string {
  return foldToLine(decodeEntities(text).replace(/[^\p{L}\p{N} .,:%+\-–—/()]/gu, ' ')).replace(/%{2,}/g, '%');
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return namedEntities.get(name) ?? whole;
      return codePointText(decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal));
    },
  );
}

/** Those that people type in plans, and those that would hide something. The others stay visible as they are. */
const namedEntities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['commat', '@'],
  ['num', '#'],
  ['Delta', 'Δ'],
  ['le', '≤'],
  ['ge', '≥'],
]);

function codePointText(codePoint: number): string {
  const isCharacter = codePoint > 0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
  return isCharacter ? String.fromCodePoint(codePoint) : '\ufffd';
}

function foldToLine(text: string): string {
  return dropControls(text.replace(/[\s\u2028\u2029\u0085]+/g, ' ')).trim();
}

/** Without control characters, zero-width spaces, and marks that change the direction of what follows. */
function dropControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
}

function escapeInline(line: string): string {
  return line
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/&(?=#?[A-Za-z0-9]{1,32}(?:;|$))/g, '&amp;')
    .replaceAll('<', '&lt;');
}

/**
 * Code whose fence or backticks may not hold, because of what stands around it: it still shows as code where they do,
 * and is no mention, reference, link or HTML where they do not.
 */
export function breakCode(code: string): string {
  return breakReferences(code)
    .replace(/\](?=[([:])/g, `]${invisibleBreak}`)
    .replace(/<(?=[A-Za-z!/?])/g, `<${invisibleBreak}`);
}

/** Breaks what GitHub finds after Markdown was read: mentions, issue references, addresses, formulas. */
function breakReferences(line: string): string {
  return line
    .replace(/@(?! )/g, `@${invisibleBreak}`)
    .replaceAll('$', `${invisibleBreak}$`)
    .replace(/#(?=\d|$)/g, `#${invisibleBreak}`)
    .replace(/(?<![A-Za-z0-9])(gh-)(?=\d|$)/gi, `$1${invisibleBreak}`)
    .replaceAll('://', `:${invisibleBreak}//`)
    .replace(/www\./gi, (prefix) => `${prefix.slice(0, 3)}${invisibleBreak}.`);
}

/** What would begin a list, heading, quote, rule, table or a slash command when the text stands at the start of a line. */
function escapeStart(line: string): string {
  return line.replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2').replace(/^(?:#|\/|>|[-+](?= |$)|--|:-|=+(?= |$))/, '\\$&');
}

function longestRunOfBackticks(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

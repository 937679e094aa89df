/**
 * Markdown on which the parser needs time that grows with the square of the text, or runs out of stack: measured with
 * micromark 4.0.3 and mdast-util-from-markdown 2.1.0, 65,536 characters of "- - - - a⏎" take 24 s, of "]" 25 s, of
 * "a⏎=⏎" 62 s. Each budget below is worth about a second; a text that people write comes nowhere near one.
 */
const longestText = 131_072;
const deepestNesting = 40;
/** Marks times what stands before or behind them in their paragraph, where the parser looks for their partners. */
const markPairs = 60_000_000;
/** Lines that enter or leave a container or underline a heading, times the lines before them. */
const structurePairs = 8_000_000;

/** Whether the text is too long or too tangled to be parsed safely. Takes time linear in its length. */
export function isTangled(text: string): boolean {
  if (text.length > longestText) {
    return true;
  }
  let marks = 0;
  let structure = 0;
  let lineNumber = 0;
  let paragraph: Paragraph = emptyParagraph();
  for (const line of text.split(/\r\n|\n|\r/)) {
    lineNumber += 1;
    const { end, depth } = skipContainers(line);
    if (depth > deepestNesting) {
      return true;
    }
    if (end === line.length) {
      marks += countPairs(paragraph);
      paragraph = emptyParagraph();
    } else {
      countMarks(line, paragraph);
    }
    const isUnderline = /^(?:=+|-+)[ \t]*$/.test(line.slice(end));
    const isLazy = depth === 0 && paragraph.inContainer;
    paragraph.inContainer ||= depth > 0;
    structure += lineNumber * (depth + Number(isUnderline) + Number(isLazy));
  }
  marks += countPairs(paragraph);
  return marks > markPairs || structure > structurePairs;
}

interface Paragraph {
  length: number;
  /** Emphasis and strikethrough. */
  attention: number;
  /** Brackets that may end a link. */
  closing: number;
  /** Beginnings of code and HTML. */
  opening: number;
  marks: number;
  /** Part of it stands in a block quote or list, so that a line without a marker may continue it. */
  inContainer: boolean;
}

function emptyParagraph(): Paragraph {
  return { length: 0, attention: 0, closing: 0, opening: 0, marks: 0, inContainer: false };
}

function countMarks(line: string, paragraph: Paragraph): void {
  paragraph.length += line.length;
  for (const character of line) {
    if (!'*_~]<`[!&\\'.includes(character)) {
      continue;
    }
    paragraph.marks += 1;
    if ('*_~'.includes(character)) {
      paragraph.attention += 1;
    } else if (character === ']') {
      paragraph.closing += 1;
    } else if ('<`'.includes(character)) {
      paragraph.opening += 1;
    }
  }
}

function countPairs({ length, attention, closing, opening, marks }: Paragraph): number {
  return attention * attention + (closing * marks + opening * length) / 2;
}

/** Where a line's text begins behind block quote and list markers, and how many of them there are. */
function skipContainers(line: string): { end: number; depth: number } {
  let end = 0;
  let depth = 0;
  while (end < line.length && depth <= deepestNesting) {
    const length = isBlank(line[end]) ? 1 : markerLength(line, end);
    if (length === 0) {
      break;
    }
    depth += isBlank(line[end]) ? 0 : 1;
    end += length;
  }
  return { end, depth };
}

function markerLength(line: string, at: number): number {
  const character = line[at] ?? '';
  if (character === '>') {
    return 1;
  }
  if ('-+*'.includes(character)) {
    return isBlank(line[at + 1]) ? 1 : 0;
  }
  let digits = 0;
  while (digits < 9 && isDigit(line[at + digits])) {
    digits += 1;
  }
  const delimiter = line[at + digits];
  const isOrdered = digits > 0 && (delimiter === '.' || delimiter === ')') && isBlank(line[at + digits + 1]);
  return isOrdered ? digits + 1 : 0;
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || character === ' ' || character === '\t';
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

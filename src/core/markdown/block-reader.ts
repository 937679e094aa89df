import {
  headingText,
  isHeading,
  isRule,
  isUnderline,
  readFence,
  readFootnoteMark,
  readHtmlMark,
  readListMark,
} from './block-marks.ts';
import { type Defined, takeDefinitions } from './definitions.ts';
import { container, type DraftContainer, type DraftLeaf, type DraftText } from './draft-block.ts';
import { addLine } from './leaf-lines.ts';
import { labelKey } from './link-parts.ts';
import { delimiterColumns, splitCells } from './table-cells.ts';
import { withoutTabs } from './without-tabs.ts';

/** Containers within containers; a mark beyond it is text. GitHub reads lists as deep. */
const deepest = 100;

/**
 * Reads a text into blocks, line by line, as the CommonMark specification describes in its appendix: containers that
 * are open are matched, new blocks begin, and what is left is text. Takes time linear in the length of the text.
 */
export class BlockReader {
  readonly root: DraftContainer = container('root', 1);
  readonly defined: Defined = { links: new Set(), footnotes: new Set() };
  /** Without lists, which stand between an item and what it is in. */
  private open: DraftContainer[] = [this.root];
  /** The block at the end of the innermost container, while lines may be added to it. */
  private leaf: DraftLeaf | undefined;
  private line = 0;
  private text = '';
  /** How much of the line has been read. Tabs before the text are spaces, so that this is its column too. */
  private at = 0;
  /** How many of the open containers the line belongs to. */
  private matched = 0;

  read(source: string): void {
    this.line += 1;
    this.text = withoutTabs(source);
    this.at = 0;
    if (this.indent === this.text.length) this.matchBlank();
    else this.matchContainers();
    if (this.belongs && this.continueLeaf()) return;
    if (this.beginBlocks()) return;
    this.addText();
  }

  /** The line is in all of the containers that the one before it was in. */
  private get belongs(): boolean {
    return this.matched === this.open.length;
  }

  private get indent(): number {
    let end = this.at;
    while (this.text[end] === ' ') end += 1;
    return end - this.at;
  }

  private matchContainers(): void {
    const unmatched = this.open.findIndex((one) => one !== this.root && !this.matchContainer(one));
    this.matched = unmatched === -1 ? this.open.length : unmatched;
  }

  /** A blank line ends quotes, and an item that began with one. Not asked one by one, as there may be many of both. */
  private matchBlank(): void {
    const quote = this.open.findIndex(({ kind }) => kind === 'quote');
    const { kind, children } = this.innermost;
    const belonging = this.open.length - Number(kind === 'item' && children.length === 0);
    this.matched = quote === -1 ? belonging : quote;
    this.at = this.text.length;
  }

  private matchContainer({ kind, width, children }: DraftContainer): boolean {
    const { indent } = this;
    if (kind === 'quote') {
      if (indent > 3 || this.text[this.at + indent] !== '>') return false;
      this.at += indent + (this.text[this.at + indent + 1] === ' ' ? 2 : 1);
      return true;
    }
    const isBlank = this.at + indent >= this.text.length;
    if (isBlank ? kind === 'item' && children.length === 0 : indent < width) return false;
    this.at += Math.min(indent, width);
    return true;
  }

  /** Adds the line to a block that takes any line until it ends. */
  private continueLeaf(): boolean {
    if (this.leaf === undefined) return false;
    const added = addLine(this.leaf, this.text.slice(this.at), this.indent);
    if (added === 'as-last') this.leaf = undefined;
    return added !== 'no';
  }

  /** Begins the blocks whose marks stand here; whether nothing of the line is left. */
  private beginBlocks(): boolean {
    for (;;) {
      const { indent } = this;
      const start = this.at + indent;
      if (start >= this.text.length) return false;
      if (indent > 3) return this.beginIndentedCode();
      if (!/[>#`~<=*_+[\d-]/.test(this.text.charAt(start))) return false;
      const text = this.text.slice(start);
      if (this.beginLeaf(text, indent)) return true;
      if (!this.beginContainer(text, indent)) return false;
    }
  }

  private beginIndentedCode(): boolean {
    if (this.leaf?.kind === 'paragraph') return false;
    this.put({ kind: 'code', line: this.line, fence: undefined, lines: [this.text.slice(this.at + 4)] });
    return true;
  }

  private beginLeaf(text: string, indent: number): boolean {
    const { line } = this;
    const paragraph = this.belongs && this.leaf?.kind === 'paragraph' ? this.leaf : undefined;
    if (isHeading(text)) {
      this.put({ kind: 'heading', line, lines: [headingText(text)] });
      this.leaf = undefined;
      return true;
    }
    const fence = readFence(text, indent);
    if (fence !== undefined) {
      this.put({ kind: 'code', line, fence, lines: [] });
      return true;
    }
    const html = readHtmlMark(text, paragraph !== undefined);
    if (html !== undefined) {
      this.put({ kind: 'html', line, end: html.end, lines: [this.text.slice(this.at)] });
      if (html.end?.test(text)) this.leaf = undefined;
      return true;
    }
    if (paragraph !== undefined && isUnderline(text)) return this.underline(paragraph);
    if (!isRule(text)) return false;
    this.put({ kind: 'rule', line });
    this.leaf = undefined;
    return true;
  }

  private underline(paragraph: DraftText): boolean {
    if (!takeDefinitions(paragraph, this.defined)) return false;
    const { children } = this.innermost;
    children[children.length - 1] = { ...paragraph, kind: 'heading' };
    this.leaf = undefined;
    return true;
  }

  private beginContainer(text: string, indent: number): boolean {
    if (this.matched >= deepest) return false;
    if (text.startsWith('>')) {
      this.enter(container('quote', this.line), indent + (text[1] === ' ' ? 2 : 1));
      return true;
    }
    const footnote = readFootnoteMark(text);
    if (footnote !== undefined) {
      this.defined.footnotes.add(labelKey(footnote.label));
      this.enter(container('footnote', this.line, { width: 4 }), indent + footnote.length);
      return true;
    }
    const mark = readListMark(text);
    if (mark === undefined) return false;
    const interrupts = this.belongs && this.leaf?.kind === 'paragraph';
    if (interrupts && !mark.mayInterrupt) return false;
    this.closeUnmatched();
    const item = container('item', this.line, { width: indent + mark.width });
    this.listOf(mark.marker).children.push(item);
    this.push(item, mark.isEmpty ? this.text.length - this.at : indent + mark.width);
    return true;
  }

  /** The list before an item with this marker, or one that begins with it. */
  private listOf(marker: string): DraftContainer {
    const { children } = this.innermost;
    const last = children.at(-1);
    if (last?.kind === 'list' && last.marker === marker) return last;
    const list = container('list', this.line, { marker });
    children.push(list);
    return list;
  }

  private addText(): void {
    const { leaf, line } = this;
    const text = this.text.slice(this.at + this.indent);
    if (text !== '' && leaf?.kind === 'paragraph' && !this.belongs) {
      // A line without the marks of its containers goes on with their paragraph.
      leaf.lines.push(text);
      return;
    }
    this.closeUnmatched();
    if (text === '') {
      this.leaf = undefined;
    } else if (this.leaf?.kind === 'table') {
      this.leaf.rows.push({ line, cells: splitCells(text) });
    } else if (this.leaf?.kind === 'paragraph') {
      if (!this.beginTable(this.leaf, text)) this.leaf.lines.push(text);
    } else {
      this.put({ kind: 'paragraph', line, lines: [text] });
    }
  }

  /** A delimiter row makes a table's head of the line before it. */
  private beginTable(paragraph: DraftText, text: string): boolean {
    const columns = this.indent > 3 ? undefined : delimiterColumns(text);
    if (columns === undefined) return false;
    const cells = splitCells(paragraph.lines.at(-1) ?? '');
    if (cells.length !== columns) return false;
    paragraph.lines.pop();
    this.put({ kind: 'table', line: this.line - 1, rows: [{ line: this.line - 1, cells }] });
    return true;
  }

  private get innermost(): DraftContainer {
    return this.open.at(-1) ?? this.root;
  }

  private put(leaf: DraftLeaf): void {
    this.closeUnmatched();
    this.innermost.children.push(leaf);
    this.leaf = leaf;
  }

  private enter(one: DraftContainer, length: number): void {
    this.closeUnmatched();
    this.innermost.children.push(one);
    this.push(one, length);
  }

  private push(one: DraftContainer, length: number): void {
    this.open.push(one);
    this.matched = this.open.length;
    this.at += length;
    this.leaf = undefined;
  }

  private closeUnmatched(): void {
    if (this.belongs) return;
    this.open.length = this.matched;
    this.leaf = undefined;
  }
}

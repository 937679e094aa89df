import { BareAddresses } from './bare-address.ts';
import { CodeSpans } from './code-spans.ts';
import type { Defined } from './definitions.ts';
import { flanks, type Run, Runs } from './emphasis.ts';
import { readEntity } from './entity.ts';
import { AngleBrackets } from './inline-html.ts';
import { enclose, finishInlines, type InlineNode, inlineNode } from './inline-node.ts';
import type { InlineText } from './inline-text.ts';
import { labelKey, readLabel, resourceEnd } from './link-parts.ts';

const special = /[\\`&<![\]*_~\n]/;
const plain = /[^\\`&<![\]*_~\n]+/y;

/** Reads the inline marks of a paragraph, in time linear in its length. */
export function readInlines(source: string, line: number, defined: Defined): InlineText {
  if (!special.test(source)) {
    if (source === '') return { pieces: [], enclosed: [] };
    return {
      pieces: [{ kind: 'text', value: source, line, endLine: line, struck: false, image: false }],
      enclosed: [],
    };
  }
  return new InlineReader(source, line, defined).read();
}

interface Bracket {
  readonly node: InlineNode;
  readonly isImage: boolean;
  /** Where its text begins. */
  readonly from: number;
  /** The last run of marks before it. */
  readonly bottom: Run | undefined;
  /** Another bracket began within it, so that its text is no label. */
  hasInner: boolean;
}

class InlineReader {
  private readonly source: string;
  private readonly defined: Defined;
  private readonly angles: AngleBrackets;
  private readonly codes: CodeSpans;
  private readonly addresses: BareAddresses;
  private readonly runs = new Runs();
  private readonly nodes: InlineNode[] = [];
  private readonly brackets: Bracket[] = [];
  /** Brackets before this one are in front of a link: there is none around it. */
  private inert = 0;
  private at = 0;
  private line: number;
  /** Up to here there are no marks. */
  private plainEnd = 0;

  constructor(source: string, line: number, defined: Defined) {
    this.source = source;
    this.line = line;
    this.defined = defined;
    this.angles = new AngleBrackets(source);
    this.codes = new CodeSpans(source);
    this.addresses = new BareAddresses(source);
  }

  read(): InlineText {
    while (this.at < this.source.length) this.readNext();
    this.runs.pair(undefined);
    return finishInlines(this.nodes);
  }

  private readNext(): void {
    const address = this.addresses.placeFrom(this.at);
    if (address === this.at) {
      const end = (this.brackets.length > 0 ? undefined : this.addresses.endOf(address)) ?? address + 1;
      this.put('text', this.source.slice(address, end), end);
      return;
    }
    if (this.at >= this.plainEnd) {
      plain.lastIndex = this.at;
      this.plainEnd = this.at + (plain.exec(this.source)?.[0].length ?? 0);
    }
    const end = Math.min(this.plainEnd, address);
    if (end > this.at) this.put('text', this.source.slice(this.at, end), end);
    else this.readMark(this.source.charAt(this.at));
  }

  private readMark(mark: string): void {
    const read = readers[mark];
    if (read === undefined) this.readRun(mark);
    else read(this);
  }

  readEscape(): void {
    const next = this.source.charAt(this.at + 1);
    if (next === '\n') {
      this.at += 1;
      this.readBreak();
    } else if (/[!-/:-@[-`{-~]/.test(next)) {
      this.putText(next, 2);
    } else {
      this.putText('\\', 1);
    }
  }

  readBreak(): void {
    const last = this.nodes.at(-1);
    if (last?.kind === 'text') last.value = withoutSpaces(last.value);
    this.putText('\n', 1);
  }

  readCode(): void {
    const code = this.codes.read(this.at);
    if (code === undefined) {
      const length = this.runLength('`');
      this.putText('`'.repeat(length), length);
    } else {
      this.put('code', code.value, code.end);
    }
  }

  readEntity(): void {
    const entity = readEntity(this.source, this.at);
    this.putText(entity?.text ?? '&', entity?.length ?? 1);
  }

  readAngle(): void {
    const address = this.angles.address(this.at);
    const html = address === undefined ? this.angles.html(this.at) : undefined;
    if (address !== undefined) this.putText(address.slice(1, -1), address.length);
    else if (html !== undefined) this.put('html', html, this.at + html.length);
    else this.putText('<', 1);
  }

  readExclamation(): void {
    if (this.source[this.at + 1] === '[') this.openBracket(true);
    else this.putText('!', 1);
  }

  openBracket(isImage: boolean): void {
    const length = isImage ? 2 : 1;
    const call = this.footnoteCall(this.at + length - 1);
    if (call !== undefined) {
      this.putText(isImage ? '!' : '', call - this.at);
      return;
    }
    const outer = this.brackets.at(-1);
    if (outer !== undefined) outer.hasInner = true;
    const node = this.put('text', isImage ? '![' : '[', this.at + length);
    this.brackets.push({ node, isImage, from: this.at, bottom: this.runs.last, hasInner: false });
  }

  /** Where the mark of a footnote that begins here ends. */
  private footnoteCall(at: number): number | undefined {
    if (this.source[at + 1] !== '^') return undefined;
    const mark = readLabel(this.source, at);
    return mark !== undefined && this.defined.footnotes.has(labelKey(mark.label.slice(1))) ? mark.end : undefined;
  }

  closeBracket(): void {
    const bracket = this.brackets.pop();
    const isInert = bracket?.isImage === false && this.brackets.length < this.inert;
    const end = bracket === undefined || isInert ? undefined : this.linkEnd(bracket);
    this.inert = Math.min(this.inert, this.brackets.length);
    if (bracket === undefined || end === undefined) {
      this.putText(']', 1);
      return;
    }
    bracket.node.value = '';
    enclose(bracket.node, this.put('text', '', end), bracket.isImage ? 'image' : 'link');
    this.runs.pair(bracket.bottom);
    if (!bracket.isImage) this.inert = this.brackets.length;
  }

  /** Where a link or an image ends whose text ends here: with a destination, or with a label that is defined. */
  private linkEnd({ from, hasInner }: Bracket): number | undefined {
    const after = this.at + 1;
    const resource = resourceEnd(this.source, after);
    if (resource !== undefined) return resource;
    const reference = readLabel(this.source, after);
    if (reference !== undefined) {
      return this.defined.links.has(labelKey(reference.label)) ? reference.end : undefined;
    }
    const isDefined = !hasInner && this.defined.links.has(labelKey(this.source.slice(from, this.at)));
    if (!isDefined) return undefined;
    return this.source.startsWith('[]', after) ? after + 2 : after;
  }

  private readRun(mark: string): void {
    const length = this.runLength(mark);
    const end = this.at + length;
    const flank = flanks(mark, this.neighbour(this.at, -1, mark), this.neighbour(end - 1, 1, mark));
    const node = this.put('text', this.source.slice(this.at, end), end);
    const isText = (mark === '~' && length > 2) || (!flank.opens && !flank.closes);
    if (!isText) this.runs.add({ node, mark, length, opens: flank.opens, closes: flank.closes });
  }

  /** The character beside a run, looking through tildes beside other marks. */
  private neighbour(place: number, step: 1 | -1, mark: string): string {
    let at = place + step;
    while (mark !== '~' && this.source[at] === '~') at += step;
    const character = this.source.charAt(at);
    if (!/[\ud800-\udfff]/.test(character)) return character;
    return step === 1 ? this.source.slice(at, at + 2) : this.source.slice(at - 1, at + 1);
  }

  private runLength(mark: string): number {
    let end = this.at;
    while (this.source[end] === mark) end += 1;
    return end - this.at;
  }

  private putText(value: string, length: number): void {
    this.put('text', value, this.at + length);
  }

  /** Adds a node and moves on. */
  private put(kind: InlineNode['kind'], value: string, end: number): InlineNode {
    const first = this.line;
    for (; this.at < end; this.at += 1) if (this.source[this.at] === '\n') this.line += 1;
    const node = inlineNode(kind, value, first, this.line);
    this.nodes.push(node);
    return node;
  }
}

/** What is done at each mark; the others are runs of emphasis. */
const readers: Readonly<Record<string, (reader: InlineReader) => void>> = {
  '\\': (reader) => reader.readEscape(),
  '\n': (reader) => reader.readBreak(),
  '`': (reader) => reader.readCode(),
  '&': (reader) => reader.readEntity(),
  '<': (reader) => reader.readAngle(),
  '[': (reader) => reader.openBracket(false),
  '!': (reader) => reader.readExclamation(),
  ']': (reader) => reader.closeBracket(),
};

function withoutSpaces(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1;
  return text.slice(0, end);
}

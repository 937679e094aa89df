/** Where a web address in running text may begin. */
const beginning = /(?:https?:\/\/|www\.)/gi;
const domain = /(?:[-._]|[^\s\p{P}\p{S}])+/uy;
const path = /[^\s<]*/y;

/**
 * The web addresses of a paragraph, which GitHub links without being asked: no mark within them counts. They are asked
 * for from left to right.
 */
export class BareAddresses {
  private readonly source: string;
  private readonly places: readonly number[];
  private next = 0;
  /** Up to here there is a domain that is none, which must not be tried again and again. */
  private barren = 0;

  constructor(source: string) {
    this.source = source;
    this.places = Array.from(source.matchAll(beginning), ({ index }) => index);
  }

  /** Where the next one may begin, at this place or behind it. */
  placeFrom(at: number): number {
    while ((this.places[this.next] ?? at) < at) this.next += 1;
    return this.places[this.next] ?? this.source.length;
  }

  /** Where the address that begins here ends; undefined if there is none. */
  endOf(at: number): number | undefined {
    if (at < this.barren) return undefined;
    const before = this.source.charAt(at - 1);
    const isWww = /w/i.test(this.source.charAt(at));
    if ((isWww ? /[^\s(*_[\]~]/ : /[a-z]/i).test(before)) return undefined;
    const from = isWww ? at : this.source.indexOf('//', at) + 2;
    domain.lastIndex = from;
    const name = domain.exec(this.source)?.[0] ?? '';
    const lastParts = name.split('.').slice(-2);
    if (!/^[^-._]/.test(name) || lastParts.some((part) => part.includes('_'))) {
      this.barren = from + name.length;
      return undefined;
    }
    path.lastIndex = from + name.length;
    return trimmedEnd(this.source, at, path.exec(this.source)?.[0].length ?? 0, from + name.length);
  }
}

/** Without the punctuation behind an address, and a parenthesis that was opened before it. */
function trimmedEnd(source: string, at: number, pathLength: number, domainEnd: number): number {
  let end = domainEnd + pathLength;
  const count = (character: string) => source.slice(at, end).split(character).length - 1;
  let surplus = count(')') - count('(');
  while (end > domainEnd) {
    const last = source.charAt(end - 1);
    const entity = last === ';' ? /&[a-z]+;$/i.exec(source.slice(Math.max(domainEnd, end - 40), end))?.[0] : undefined;
    if (!/[?!.,:*_~'";)\]]/.test(last) || (last === ')' && surplus <= 0)) return end;
    if (last === ')') surplus -= 1;
    end -= entity?.length ?? 1;
  }
  return end;
}

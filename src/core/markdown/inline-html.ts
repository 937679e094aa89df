const tag =
  /<[a-z][a-z0-9-]*(?:\s+[a-z_:][a-z0-9_.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>|<\/[a-z][a-z0-9-]*\s*>/iy;
const address =
  /<(?:[a-z][a-z0-9+.-]{1,31}:[^\s<>\p{Cc}]*|[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*)>/iuy;

/** What is not a tag but hidden like one: how it begins and ends. */
const hidden: readonly (readonly [begin: RegExp, end: string])[] = [
  [/<!--/y, '-->'],
  [/<\?/y, '?>'],
  [/<!\[CDATA\[/y, ']]>'],
  [/<![a-z]/iy, '>'],
];

/** Finds HTML and addresses in angle brackets, in time linear in the length of the source if asked from left to right. */
export class AngleBrackets {
  private readonly source: string;
  /** Ends that do not come any more. */
  private readonly missing = new Set<string>();

  constructor(source: string) {
    this.source = source;
  }

  /** An address in angle brackets, with them. */
  address(at: number): string | undefined {
    return match(address, this.source, at);
  }

  html(at: number): string | undefined {
    for (const [begin, end] of hidden) {
      if (match(begin, this.source, at) !== undefined) return this.upTo(end, at);
    }
    return match(tag, this.source, at);
  }

  private upTo(end: string, at: number): string | undefined {
    if (this.missing.has(end)) return undefined;
    // `<!-->` and `<!--->` are whole comments.
    const found = this.source.indexOf(end, at + 2);
    if (found === -1) this.missing.add(end);
    return found === -1 ? undefined : this.source.slice(at, found + end.length);
  }
}

function match(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

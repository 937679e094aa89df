/** Elements whose content GitHub shows as code, quoted, struck, linked, laid out or folded away: not as plain text. */
const tracked = new Set([
  ...['a', 'blockquote', 'code', 'del', 'details', 'div', 'dl', 'kbd', 'ol', 'picture', 'pre', 'q', 's', 'samp'],
  ...['script', 'strike', 'style', 'summary', 'svg', 'table', 'template', 'textarea', 'tt', 'ul', 'video', 'xmp'],
]);

const tag = /<(\/?)([a-z][a-z0-9]*)\b[^<>]*>/gi;

/** The HTML elements that are open at some point of a text. */
export class OpenElements {
  private readonly names: string[] = [];
  /** How often each is among them. */
  private readonly counts = new Map<string, number>();

  get isEmpty(): boolean {
    return this.names.length === 0;
  }

  /**
   * Goes on behind a piece of HTML. Made-up tags such as `<stage>` and those that need no end tag do not count; an end
   * tag closes everything down to its start tag.
   */
  read(html: string): void {
    for (const [whole, slash, name = ''] of html.replace(/<!--[\s\S]*?(?:-->|$)/g, '').matchAll(tag)) {
      const element = name.toLowerCase();
      if (!tracked.has(element) || whole.endsWith('/>')) continue;
      if (slash === '') this.open(element);
      else this.close(element);
    }
  }

  private open(element: string): void {
    this.names.push(element);
    this.counts.set(element, (this.counts.get(element) ?? 0) + 1);
  }

  private close(element: string): void {
    while ((this.counts.get(element) ?? 0) > 0) {
      const last = this.names.pop() ?? '';
      this.counts.set(last, (this.counts.get(last) ?? 0) - 1);
      if (last === element) return;
    }
  }
}

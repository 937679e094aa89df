/** Elements whose content GitHub shows as code, quoted, struck, linked, laid out or folded away: not as plain text. */
const tracked = new Set([
  ...['a', 'blockquote', 'code', 'del', 'details', 'div', 'dl', 'kbd', 'ol', 'picture', 'pre', 'q', 's', 'samp'],
  ...['script', 'strike', 'style', 'summary', 'svg', 'table', 'template', 'textarea', 'tt', 'ul', 'video', 'xmp'],
]);

const tag = /<(\/?)([a-z][a-z0-9]*)\b[^<>]*>/gi;

/** The HTML elements that are open at some point of a text, innermost last. */
export type OpenElements = readonly string[];

/**
 * The elements that are open behind a piece of HTML. Made-up tags such as `<stage>` and those that need no end tag do
 * not count; an end tag closes everything down to its start tag.
 */
export function readTags(html: string, open: OpenElements): OpenElements {
  const after = [...open];
  for (const [whole, slash, name = ''] of html.replace(/<!--[\s\S]*?(?:-->|$)/g, '').matchAll(tag)) {
    const element = name.toLowerCase();
    if (!tracked.has(element) || whole.endsWith('/>')) continue;
    if (slash === '') {
      after.push(element);
    } else if (after.includes(element)) {
      after.length = after.lastIndexOf(element);
    }
  }
  return after;
}

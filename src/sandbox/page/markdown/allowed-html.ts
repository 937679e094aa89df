import type { IOptions } from 'sanitize-html';

const blocks = ['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'br', 'blockquote', 'pre', 'details', 'summary'];
const lists = ['ul', 'ol', 'li', 'dl', 'dt', 'dd'];
const tables = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];
const phrases = ['a', 'abbr', 'b', 'bdo', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'ins', 'kbd', 'mark', 'q', 's'];
const morePhrases = ['samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var', 'wbr'];
const rest = ['img', 'figure', 'figcaption', 'picture', 'source', 'ruby', 'rt', 'rp', 'section', 'input'];

/** Ids and targets of footnotes are the only ones that stay; they begin with this. */
export const anchorPrefix = 'user-content-';

/**
 * What GitHub leaves of the HTML in a comment: no scripts, styles, forms, event handlers, and links to web and mail
 * only. `taskMark` is known to this process alone: only boxes of real task lists carry it.
 */
export function allowedHtml(taskMark: string): IOptions {
  return {
    allowedTags: [...blocks, ...lists, ...tables, ...phrases, ...morePhrases, ...rest],
    allowedAttributes: {
      '*': ['align', 'dir', 'lang', 'title', 'aria-label', 'aria-hidden', 'aria-describedby', 'id'],
      a: ['href', 'data-footnote-ref', 'data-footnote-backref'],
      img: ['src', 'alt', 'width', 'height'],
      source: ['srcset', 'media', 'type'],
      input: ['type', 'checked', 'data-task'],
      details: ['open'],
      ol: ['start', 'reversed'],
      li: ['value'],
      time: ['datetime'],
      section: ['data-footnotes'],
      th: ['colspan', 'rowspan', 'width', 'scope'],
      td: ['colspan', 'rowspan', 'width'],
      table: ['width', 'border'],
    },
    allowedClasses: { code: ['language-*'], section: ['footnotes'], h2: ['sr-only'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['http', 'https'], source: ['http', 'https'] },
    allowProtocolRelative: false,
    // The texts of these go with them.
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'iframe', 'svg', 'math', 'template'],
    nestingLimit: 60,
    exclusiveFilter: ({ tag, attribs }) => tag === 'input' && attribs['data-task'] !== taskMark,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: { ...withOwnIds(attribs) } }),
      '*': (tagName, attribs) => ({ tagName, attribs: withOwnIds(attribs) }),
    },
  };
}

/** An id of somebody's own making could take the place of one of the page's. */
function withOwnIds(attribs: Record<string, string>): Record<string, string> {
  const { id, ...others } = attribs;
  return id?.startsWith(anchorPrefix) ? attribs : others;
}

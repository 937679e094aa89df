import { createHash } from 'node:crypto';
import { html, type Markup } from './html.ts';

/** A part of the page that the browser exchanges when its hash has changed. `list`: entry by entry, see `entry`. */
export function live(id: string, content: Markup, options: { readonly list?: boolean } = {}): Markup {
  const kind = options.list === true ? 'list' : 'whole';
  return html`<div id="${id}" data-live="${kind}" data-hash="${hashOf(content)}">${content}</div>`;
}

/** One entry of a live list. */
export function entry(key: string, content: Markup): Markup {
  return html`<div id="${key}" class="entry" data-key="${key}" data-hash="${hashOf(content)}">${content}</div>`;
}

function hashOf(content: Markup): string {
  return createHash('sha1').update(content.markup).digest('base64url').slice(0, 12);
}

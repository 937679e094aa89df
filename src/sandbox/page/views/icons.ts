import type { Issue } from '../../github/state/world.ts';
import { html, type Markup } from './html.ts';

/** The ring that says whether an issue is open, done or given up. */
export function stateIcon(issue: Pick<Issue, 'state' | 'stateReason'>): Markup {
  if (issue.state === 'open')
    return icon('open', html`${ring}<circle cx="8" cy="8" r="2" fill="currentColor" stroke="none"/>`);
  if (issue.stateReason === 'not_planned') return icon('skipped', html`${ring}<path d="M4 12l8-8"/>`);
  return icon('done', html`${ring}<path d="M5 8.2l2.2 2.2L11.2 6"/>`);
}

const ring = html`<circle cx="8" cy="8" r="6.6"/>`;

const paths = {
  tag: html`<path d="M2 2.5h5.5L14 9l-5 5-6.5-6.5z"/><circle cx="5" cy="5.3" r=".9" fill="currentColor" stroke="none"/>`,
  pencil: html`<path d="M3 13l.7-3L11 2.7l2.3 2.3L6 12.3z"/>`,
  link: html`<path d="M6.5 9.5l3-3M7 5l1.8-1.8a2.6 2.6 0 013.9 3.9L11 9M9 11l-1.8 1.8a2.6 2.6 0 01-3.9-3.9L5 7"/>`,
  nest: html`<rect x="2.5" y="2" width="7" height="4" rx="1"/><path d="M5 6v6h3"/><rect x="8" y="10" width="6" height="4" rx="1"/>`,
  reopen: html`<path d="M3 8a5 5 0 108.6-3.4L10 3M10 3v3h3"/>`,
  clock: html`${ring}<path d="M8 4v4.2l2.8 1.6"/>`,
  smile: html`${ring}<path d="M5 9.4c1.4 2.2 4.6 2.2 6 0"/><path d="M6 6v.6M10 6v.6"/>`,
} as const;

export function glyph(name: keyof typeof paths): Markup {
  return icon(name, paths[name]);
}

function icon(name: string, content: Markup): Markup {
  return html`<svg class="icon icon-${name}" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${content}</svg>`;
}

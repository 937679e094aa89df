import { createHash } from 'node:crypto';
import { html, type Markup } from './html.ts';

/** Initials on a colour of their own: `PM` for product-manager. The app itself has a tick in a ring. */
export function drawAvatar(login: string): Markup {
  const hue = (createHash('sha1').update(login).digest().readUInt16BE(0) * 360) / 65_536;
  const isBot = login.endsWith('[bot]');
  const corner = isBot ? 12 : 32;
  const content =
    login === 'rollcall[bot]'
      ? html`<circle cx="32" cy="32" r="17" fill="none" stroke="#fff" stroke-width="5" stroke-dasharray="84 23" stroke-linecap="round"/><path d="M24 32l7 7 14-17" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>`
      : html`<text x="32" y="33" fill="#fff" font-family="system-ui,sans-serif" font-size="25" font-weight="600" text-anchor="middle" dominant-baseline="central">${initials(login)}</text>`;
  const fill = login === 'rollcall[bot]' ? '#5b3fd6' : `hsl(${Math.round(hue)} 48% 42%)`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="${corner}" fill="${fill}"/>${content}</svg>`;
}

export function avatarPath(login: string): string {
  return `/avatars/${encodeURIComponent(login)}.svg`;
}

/** Its size is in pixels. The name always stands beside it, so it says nothing to screen readers. */
export function avatar(login: string, size: number): Markup {
  return html`<img class="avatar" src="${avatarPath(login)}" width="${size}" height="${size}" alt="">`;
}

function initials(login: string): string {
  const words = login.replace(/\[bot\]$/, '').split(/[^a-z\d]+/i);
  const letters = words.map((word) => word.charAt(0)).join('');
  return (letters.length > 1 ? letters.slice(0, 2) : login.slice(0, 2)).toUpperCase();
}

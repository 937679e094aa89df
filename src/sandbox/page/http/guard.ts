import type { IncomingMessage } from 'node:http';

/**
 * Nothing from elsewhere, no inline script. Styles in the page are allowed because diagrams bring theirs; people's texts
 * have lost all of their own to the sanitiser.
 */
export const safetyHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' https: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/**
 * Whether a request comes from a page of this server. Another site's page can send requests here and make its own name
 * point here, so `Host` is looked at always and `Origin` for everything that changes something. `hosts`: with the port;
 * empty allows any name, for a server that listens to more than this machine.
 */
export function isOwnRequest(request: IncomingMessage, hosts: readonly string[]): boolean {
  const host = request.headers.host ?? '';
  if (hosts.length > 0 && !hosts.includes(host.toLowerCase())) return false;
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  return request.headers.origin === `http://${host}`;
}

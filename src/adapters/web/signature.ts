import { createHmac, timingSafeEqual } from 'node:crypto';

export const signatureHeader = 'x-hub-signature-256';

/** Secrets of the webhook, the one in force first. */
export type Secrets = readonly [string, ...string[]];

/**
 * The secret with which a body is signed, if any: while the webhook's secret is being changed GitHub may still sign with
 * the one before.
 */
export function signedWith(body: Uint8Array, given: string, secrets: Secrets): string | undefined {
  return secrets.find((secret) => isEqual(given, sign(body, secret)));
}

/** As GitHub signs. */
export function sign(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

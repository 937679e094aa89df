import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const header = 'x-hub-signature-256';

/**
 * While the webhook's secret is being changed GitHub may still sign with the one before. A body that is rightly signed
 * with an earlier secret gets the signature of the present one, which is the only one that Probot knows.
 */
export function acceptPreviousSecret(
  request: IncomingMessage & { readonly rawBody?: Uint8Array | undefined },
  [current, ...earlier]: readonly [string, ...string[]],
): IncomingMessage {
  const given = request.headers[header];
  const { rawBody } = request;
  if (typeof given !== 'string' || rawBody === undefined) return request;
  if (earlier.some((secret) => isEqual(given, sign(secret, rawBody)))) request.headers[header] = sign(current, rawBody);
  return request;
}

function sign(secret: string, body: Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

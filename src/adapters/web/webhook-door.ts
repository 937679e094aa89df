import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './read-body.ts';
import { type Secrets, sign, signatureHeader, signedWith } from './signature.ts';

/** GitHub's own cap on a webhook's body. */
const maxBodyBytes = 25 * 1024 * 1024;

export interface WebhookDoor {
  readonly path: string;
  readonly secrets: Secrets;
  /** Answers a webhook that is within bounds and rightly signed, with the secret that is in force. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;
  readonly onRefused: (reason: Refusal) => void;
}

export type Refusal = 'method' | 'content-type' | 'headers' | 'too-large' | 'signature';

const answers: Readonly<Record<Refusal, { readonly status: number; readonly text: string }>> = {
  method: { status: 405, text: 'POST only\n' },
  'content-type': { status: 415, text: 'the content type must be application/json\n' },
  headers: { status: 400, text: 'GitHub sends more headers than that\n' },
  'too-large': { status: 413, text: 'at most 25 MB\n' },
  signature: { status: 401, text: 'not signed with the secret of this webhook\n' },
};

/** What GitHub always sends. */
const wantedHeaders = [signatureHeader, 'x-github-event', 'x-github-delivery'];

/**
 * Turns away what cannot be a webhook of GitHub's for as little as possible: nothing of a body is read before its
 * headers are right, and nothing looks into a body before its signature is.
 */
export async function openWebhookDoor(
  door: WebhookDoor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const wrong = checkHeaders(request);
  if (wrong !== undefined) return refuse(door, wrong, request, response);
  const body = await readBody(request, maxBodyBytes);
  if (body === undefined) return refuse(door, 'too-large', request, response);
  const secret = signedWith(body, String(request.headers[signatureHeader]), door.secrets);
  if (secret === undefined) return refuse(door, 'signature', request, response);
  const [current] = door.secrets;
  // The framework knows that one only.
  if (secret !== current) request.headers[signatureHeader] = sign(body, current);
  Object.assign(request, { body: {}, rawBody: body });
  await door.answer(request, response);
}

function checkHeaders({ method, headers }: IncomingMessage): Refusal | undefined {
  if (method !== 'POST') return 'method';
  if (!/^application\/json(?:;|$)/i.test(headers['content-type'] ?? '')) return 'content-type';
  if (wantedHeaders.some((name) => typeof headers[name] !== 'string' || headers[name] === '')) return 'headers';
  return Number(headers['content-length'] ?? 0) > maxBodyBytes ? 'too-large' : undefined;
}

function refuse(door: WebhookDoor, reason: Refusal, request: IncomingMessage, response: ServerResponse): void {
  const { status, text } = answers[reason];
  door.onRefused(reason);
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  // What is still coming is of no interest.
  response.end(text, () => request.destroy());
}

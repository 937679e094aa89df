import type { IncomingMessage } from 'node:http';

/** Reads a request's body; undefined as soon as it is, or says it is, longer than `max` bytes. */
export async function readBody(request: IncomingMessage, max: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > max) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    // Without an encoding set, a request's chunks are buffers.
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > max) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

import type { IncomingMessage } from 'node:http';

/**
 * Reads a request's body; undefined as soon as it is, or says it is, longer than `max` bytes. Rejects when the sender
 * goes away before the end.
 */
export function readBody(request: IncomingMessage, max: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > max) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    // Without an encoding set, a request's chunks are buffers.
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= max) chunks.push(chunk);
      else {
        request.pause();
        chunks.length = 0;
        resolve(undefined);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('the request ended early')));
  });
}

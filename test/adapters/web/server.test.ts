import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { serve, type WebServer } from '../../../src/adapters/web/server.ts';

const sockets: Socket[] = [];
let server: WebServer;

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.stop();
});

/** Begins a request and says no more; resolves with what is answered when the connection ends. */
async function begin(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += String(chunk);
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

it.each([
  ['headers', 'POST /api/github/webhooks HTTP/1.1\r\nHost: rollcall\r\n'],
  ['a body', 'POST / HTTP/1.1\r\nHost: rollcall\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'],
])('serves others while five hundred keep it waiting for %s, and ends those', async (_what, text) => {
  server = await serve({
    host: '127.0.0.1',
    port: 0,
    webhook: undefined,
    patience: { headersMs: 250, requestMs: 500 },
    pages: { '/healthz': async () => ({ status: 200, type: 'text/plain', body: 'ok\n' }) },
  });
  const waiting = Array.from({ length: 500 }, () => begin(server.port, text));
  const others = Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${server.port}/healthz`));
  for (const answer of await Promise.all(others)) expect(answer.status).toBe(200);
  const answers = await Promise.all(waiting);
  const refused = answers.filter((answer) => /^HTTP\/1\.1 (?:408|404) /.test(answer));
  expect(refused).toHaveLength(500);
});

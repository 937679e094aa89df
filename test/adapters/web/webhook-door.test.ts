import { afterEach, beforeEach, expect, it } from 'vitest';
import { serve, type WebServer } from '../../../src/adapters/web/server.ts';
import { sign } from '../../../src/adapters/web/signature.ts';

const path = '/api/github/webhooks';
const body = Buffer.from('{"action":"created"}');

let web: WebServer;
/** The signatures under which bodies were handed on. */
let answered: string[];
let refused: string[];

beforeEach(async () => {
  answered = [];
  refused = [];
  web = await serve({
    host: '127.0.0.1',
    port: 0,
    webhook: {
      path,
      secrets: ['the-secret-in-force', 'the-secret-before-it'],
      async answer(request, response) {
        answered.push(String(request.headers['x-hub-signature-256']));
        response.writeHead(200).end();
      },
      onRefused: (reason) => refused.push(reason),
    },
    pages: {},
  });
});
afterEach(() => web.stop());

function send(secret: string, at = path) {
  return fetch(`http://127.0.0.1:${web.port}${at}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'issue_comment',
      'x-github-delivery': 'd-1',
      'x-hub-signature-256': sign(body, secret),
      connection: 'close',
    },
  });
}

it('takes what is signed with the secret in force', async () => {
  expect((await send('the-secret-in-force')).status).toBe(200);
  expect(answered).toEqual([sign(body, 'the-secret-in-force')]);
});

it('hands on what is signed with the secret before it as if it were signed with the one in force', async () => {
  expect((await send('the-secret-before-it')).status).toBe(200);
  expect(answered).toEqual([sign(body, 'the-secret-in-force')]);
});

it('hands on nothing that is signed with neither', async () => {
  expect((await send('the-secret-in-forc')).status).toBe(401);
  expect((await send('')).status).toBe(401);
  expect(answered).toEqual([]);
  expect(refused).toEqual(['signature', 'signature']);
});

it('takes webhooks at the bare address too, and nowhere else', async () => {
  expect((await send('the-secret-in-force', '/?from=proxy')).status).toBe(200);
  expect((await send('the-secret-in-force', `${path}/more`)).status).toBe(404);
  expect(answered).toHaveLength(1);
});

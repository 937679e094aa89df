import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { readDemoRelease } from './demo-release.ts';
import { isOwnRequest, safetyHeaders } from './http/guard.ts';
import { liveUpdates } from './http/live-updates.ts';
import { answerGet } from './http/pages.ts';
import { json, plainText, type Reply } from './http/reply.ts';
import { answerPost } from './http/requests.ts';
import { type SandboxWorld, startWorld } from './start-world.ts';

export interface SandboxPageOptions {
  /** 4000 by default; 0 is any free one. */
  readonly port?: number;
  /** 127.0.0.1 by default. Another one opens the page to whoever reaches it. */
  readonly host?: string;
  readonly log: Logger;
}

export interface SandboxPage {
  /** Address of the page. */
  readonly url: string;
  stop(): Promise<void>;
}

const usualPort = 4000;
const loopback = '127.0.0.1';
/** A body of 65,536 characters in JSON, at its longest, with room to spare. */
const largestBody = 1_000_000;

/** Serves the sandbox's page with the demo's release open. Rejects when the port is taken. */
export async function startSandboxPage(options: SandboxPageOptions): Promise<SandboxPage> {
  const { log, host = loopback } = options;
  const updates = liveUpdates();
  let hosts: readonly string[] = [];
  let world: SandboxWorld | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<Reply | undefined> {
    const url = new URL(`http://page${request.url ?? '/'}`);
    if (!isOwnRequest(request, hosts)) return plainText('This page answers its own requests only.\n', 403);
    if (world === undefined) return plainText('The sandbox is starting.\n', 503);
    if (request.method === 'POST') {
      const body = await readBody(request);
      return body === undefined ? json({ message: 'That is too long' }, 413) : answerPost(world, url.pathname, body);
    }
    if (request.method !== 'GET') return plainText('Only GET and POST work here.\n', 405);
    if (url.pathname !== '/events') return answerGet(world, url);
    updates.add(response);
    return undefined;
  }

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(safetyHeaders)) response.setHeader(name, value);
    answer(request, response)
      .then((reply) => reply && send(response, reply))
      .catch((error: unknown) => {
        log.error({ err: error, path: request.url }, 'the sandbox page failed');
        send(response, plainText('The sandbox failed; its log says why.\n', 500));
      });
  });
  const port = await listen(server, options.port ?? usualPort, host);
  if (host === loopback || host === 'localhost') hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const url = `http://${host === '0.0.0.0' ? loopback : host}:${port}`;
  try {
    world = await startWorld(await readDemoRelease(), { webUrl: url, log });
  } catch (error) {
    server.close();
    throw error;
  }
  world.onChange(updates.announce);
  const running = world;

  return {
    url,
    async stop() {
      updates.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await running.stop();
    },
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(reply.status, {
    'content-type': reply.type,
    'cache-control': reply.cache ?? 'no-store',
    ...(reply.location === undefined ? {} : { location: reply.location }),
  });
  response.end(reply.body);
}

/** Undefined when it is too long. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    // The rest is taken in and dropped: to hang up would lose the answer.
    if (size <= largestBody) chunks.push(bytes);
  }
  return size > largestBody ? undefined : Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

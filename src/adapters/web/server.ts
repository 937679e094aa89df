import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openWebhookDoor, type WebhookDoor } from './webhook-door.ts';

export interface WebServer {
  readonly port: number;
  readonly host: string;
  /** Takes no more requests; resolves when those under way have been answered. */
  stop(): Promise<void>;
}

export interface WebOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Undefined where no webhooks are taken. */
  readonly webhook: WebhookDoor | undefined;
  /** How long headers, and a whole request, may take: 5 s and 15 s when not given. */
  readonly patience?: { readonly headersMs: number; readonly requestMs: number };
  /** Answers to `GET` by path. */
  readonly pages: Readonly<Record<string, () => Promise<Page>>>;
}

export interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** The HTTP door: bodies that are too large, too slow or on no path are turned away before anything looks at them. */
export async function serve(options: WebOptions): Promise<WebServer> {
  const { headersMs, requestMs } = options.patience ?? { headersMs: 5_000, requestMs: 15_000 };
  const timeouts = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    // Left to itself Node looks for what takes too long only every 30 seconds.
    connectionsCheckingInterval: Math.min(1_000, headersMs),
  };
  const server = createServer(timeouts, (request, response) => {
    answer(options, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.maxConnections = 1_000;
  await listen(server, options);
  // The server listens on a host and port, so its address is no pipe.
  const { port, address } = server.address() as AddressInfo;
  return { port, host: address, stop: () => close(server) };
}

async function answer(options: WebOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  // The set-up page registers the bare address as the webhook's; behind a proxy it is often all there is.
  const isWebhook = path === options.webhook?.path || (path === '/' && request.method === 'POST');
  if (isWebhook && options.webhook !== undefined) {
    request.url = options.webhook.path;
    return openWebhookDoor(options.webhook, request, response);
  }
  const page = request.method === 'GET' ? options.pages[path] : undefined;
  send(response, page === undefined ? { status: 404, type: 'text/plain', body: 'not found\n' } : await page());
}

function send(response: ServerResponse, { status, type, body }: Page): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body);
}

function listen(server: Server, { host, port }: WebOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

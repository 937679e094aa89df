import type { ServerResponse } from 'node:http';

/** Browsers that want to know when something may look different. */
export interface LiveUpdates {
  add(response: ServerResponse): void;
  announce(): void;
  stop(): void;
}

/** Changes that come together are told together. */
const gatherMs = 40;
/** Some proxies end what is silent for a minute. */
const keepAliveMs = 25_000;

/** Server-sent events: one `change` without any content, upon which the page fetches itself again. */
export function liveUpdates(): LiveUpdates {
  const open = new Set<ServerResponse>();
  let gathering: NodeJS.Timeout | undefined;
  let count = 0;
  const keepAlive = setInterval(() => send(': still here\n\n'), keepAliveMs);
  keepAlive.unref();

  function send(text: string): void {
    for (const response of open) response.write(text);
  }

  return {
    add(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      open.add(response);
      response.on('close', () => open.delete(response));
    },
    announce() {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        count += 1;
        send(`event: change\ndata: ${count}\n\n`);
      }, gatherMs);
    },
    stop() {
      clearTimeout(gathering);
      clearInterval(keepAlive);
      for (const response of open) response.end();
    },
  };
}

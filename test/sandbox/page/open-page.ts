import { pino } from 'pino';
import { type SandboxPage, startSandboxPage } from '../../../src/sandbox/page/start-sandbox-page.ts';

export interface OpenPage {
  readonly url: string;
  /** The HTML of a page, by its path after `/acme/appointments`. */
  read(path: string): Promise<string>;
  /** Sends what the page's script would send. */
  ask(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  act(action: Readonly<Record<string, unknown>>): Promise<Response>;
  stop(): Promise<void>;
}

export async function openPage(): Promise<OpenPage> {
  const page: SandboxPage = await startSandboxPage({ port: 0, log: pino({ level: 'silent' }) });
  const ask: OpenPage['ask'] = (path, body, headers = { origin: page.url }) =>
    fetch(`${page.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    url: page.url,
    async read(path) {
      const response = await fetch(`${page.url}/acme/appointments${path}`);
      return response.text();
    },
    ask,
    act: (action) => ask('/api/act', { as: 'product-manager', ...action }),
    stop: page.stop,
  };
}

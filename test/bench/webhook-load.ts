import { Agent, request } from 'node:http';
import type { SignedWebhook } from './comment-webhook.ts';
import { quantile } from './sample.ts';

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds from sending to the whole answer. */
  readonly p50: number;
  readonly p99: number;
}

const usualConnections = 16;

/** Sends each webhook once, as fast as the server answers over so many connections. Throws when one is not answered with 2xx. */
export async function sendAtOnce(
  url: string,
  webhooks: readonly SignedWebhook[],
  connections = usualConnections,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const left = webhooks[Symbol.iterator]();
  const times: number[] = [];
  const started = performance.now();
  // They share one iterator: whoever is free takes the next.
  const senders = Array.from({ length: connections }, async () => {
    for (const webhook of left) times.push(await send(url, webhook, agent));
  });
  await Promise.all(senders);
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return describe(times, seconds);
}

/** Sends so many a second, whether the earlier ones have been answered or not. */
export async function sendEvenly(
  url: string,
  webhooks: readonly SignedWebhook[],
  perSecond: number,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: usualConnections });
  const times: number[] = [];
  const started = performance.now();
  const sent = webhooks.map(async (webhook, i) => {
    const dueAt = started + (i * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, dueAt - performance.now()));
    times.push(await send(url, webhook, agent));
  });
  await Promise.all(sent);
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return describe(times, seconds);
}

function describe(times: readonly number[], seconds: number): LoadResult {
  const sorted = [...times].sort((a, b) => a - b);
  return { perSecond: times.length / seconds, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}

function send(url: string, { headers, body }: SignedWebhook, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      const { statusCode = 0 } = response;
      response.resume();
      response.on('end', () => {
        if (statusCode >= 200 && statusCode < 300) resolve(performance.now() - started);
        else reject(new Error(`a webhook was answered with ${statusCode}`));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

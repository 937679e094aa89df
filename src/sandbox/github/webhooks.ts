import { createHmac } from 'node:crypto';
import { type Instant, minuteMs } from '../../core/instant.ts';
import type { Clock } from '../../ports.ts';
import { type Delivery, deliveryGuid } from './delivery.ts';
import type { Faults } from './faults.ts';
import { type Happening, iso, type Platform } from './platform.ts';
import { presentAccount, presentInstallation, presentOrganization } from './rest/present-account.ts';
import { presentRepository } from './rest/present-repository.ts';
import { covers } from './state/roles.ts';
import type { App } from './state/world.ts';

/** GitHub waits this long for an answer. */
const patienceMs = 10_000;
/** A delivery that waits to be overtaken goes out after this time, real, when nothing follows. */
const overtakeMs = 100;
const hookId = 421_337;

export interface Webhooks {
  /** Every attempt, oldest first. */
  readonly deliveries: readonly Delivery[];
  sendTo(url: string | undefined): void;
  publish(happening: Happening): void;
  /** Sends an earlier delivery again, under the same guid. */
  redeliver(delivery: Delivery): void;
  /** Resolves when everything that is not delayed has been sent and answered. */
  quiet(): Promise<void>;
  /** When the next delayed delivery goes out. */
  nextDueAt(): Instant | undefined;
}

export interface WebhooksOptions {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly app: App;
  readonly secret: string;
  readonly faults: Faults;
  /** Makes the delivery ids. */
  readonly seed: string;
}

/** Tells the app what happens, one after the other, in order. */
export function webhooks(options: WebhooksOptions): Webhooks {
  const { platform, clock, app, secret, faults } = options;
  const deliveries: Delivery[] = [];
  const queue: Delivery[] = [];
  const delayed = new Set<Instant>();
  let target: string | undefined;
  let overtaken: Delivery | undefined;
  let sending: Promise<void> | undefined;
  let published = 0;

  function enqueue(delivery: Delivery): void {
    queue.push(delivery);
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
  }

  async function sendAll(): Promise<void> {
    // What is published in one go is queued in one go before the first of it is sent.
    await new Promise((resolve) => setImmediate(resolve));
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await send(next, target);
  }

  function releaseOvertaken(): void {
    if (overtaken === undefined) return;
    const held = overtaken;
    overtaken = undefined;
    enqueue(held);
  }

  function attempt(
    event: Omit<Delivery, 'id' | 'deliveredAt' | 'duration' | 'status' | 'statusCode' | 'answer'>,
  ): Delivery {
    const id = 30_000_000_000 + deliveries.length + 1;
    const open = { duration: 0, status: 'pending', statusCode: 0, answer: '' };
    const delivery: Delivery = { ...event, id, deliveredAt: clock.now(), ...open };
    deliveries.push(delivery);
    return delivery;
  }

  function publish(happening: Happening): void {
    const installation = [...platform.world.installations.values()].find(
      (one) => one.app === app && covers(one, happening.repository),
    );
    if (installation === undefined || !app.events.includes(happening.event)) return;
    published += 1;
    const guid = deliveryGuid(options.seed, published);
    const { owner } = happening.repository;
    const body = JSON.stringify({
      ...(happening.action === undefined ? {} : { action: happening.action }),
      ...happening.payload,
      repository: presentInPush(happening, presentRepository(platform, happening.repository)),
      ...(owner.kind === 'Organization' ? { organization: presentOrganization(platform, owner) } : {}),
      sender: presentAccount(platform, happening.sender),
      installation: pick(presentInstallation(platform, installation), installation.nodeId),
    });
    const headers = sign(body, { guid, event: happening.event, appId: app.id, secret });
    const event = {
      guid,
      event: happening.event,
      action: happening.action,
      redelivery: false,
      installationId: installation.id,
      repositoryId: happening.repository.id,
      headers,
      body,
    };
    dispatch(attempt(event));
  }

  function dispatch(delivery: Delivery): void {
    const fault = faults.strike('deliveries');
    switch (fault?.mode) {
      case 'dropped':
        finish(delivery, 'failed to connect to host', 0);
        break;
      case 'lost':
        finish(delivery, 'OK', 200);
        break;
      case 'delayed':
        delay(delivery, (fault.options.byMinutes ?? 10) * minuteMs);
        break;
      case 'reordered':
        letOvertake(delivery);
        break;
      case 'duplicate':
        sendNow(delivery);
        enqueue(attempt(delivery));
        break;
      default:
        sendNow(delivery);
    }
  }

  function sendNow(delivery: Delivery): void {
    enqueue(delivery);
    releaseOvertaken();
  }

  /** Waits for the next one to go first. */
  function letOvertake(delivery: Delivery): void {
    if (overtaken !== undefined) {
      sendNow(delivery);
      return;
    }
    overtaken = delivery;
    setTimeout(releaseOvertaken, overtakeMs).unref();
  }

  function delay(delivery: Delivery, ms: number): void {
    const at = clock.now() + ms;
    delayed.add(at);
    clock.at(at, () => {
      delayed.delete(at);
      enqueue(delivery);
    });
  }

  async function quiet(): Promise<void> {
    while (sending !== undefined || overtaken !== undefined) {
      if (sending === undefined) releaseOvertaken();
      await sending;
    }
  }

  return {
    deliveries,
    sendTo(url) {
      target = url;
    },
    publish,
    redeliver(delivery) {
      enqueue(attempt({ ...delivery, redelivery: true }));
    },
    quiet,
    nextDueAt: () => (delayed.size === 0 ? undefined : Math.min(...delayed)),
  };
}

async function send(delivery: Delivery, target: string | undefined): Promise<void> {
  if (target === undefined) {
    finish(delivery, 'failed to connect to host', 0);
    return;
  }
  const started = performance.now();
  try {
    const answer = await fetch(target, {
      method: 'POST',
      headers: delivery.headers,
      body: delivery.body,
      signal: AbortSignal.timeout(patienceMs),
    });
    delivery.answer = await answer.text();
    finish(delivery, answer.ok ? 'OK' : `Invalid HTTP Response: ${answer.status}`, answer.status);
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    finish(delivery, timedOut ? 'timed out' : 'failed to connect to host', 0);
  }
  delivery.duration = Math.round(performance.now() - started) / 1000;
}

function finish(delivery: Delivery, status: string, statusCode: number): void {
  delivery.status = status;
  delivery.statusCode = statusCode;
}

function sign(
  body: string,
  facts: { guid: string; event: string; appId: number; secret: string },
): Record<string, string> {
  const digest = (algorithm: string) => createHmac(algorithm, facts.secret).update(body).digest('hex');
  return {
    Accept: '*/*',
    'Content-Type': 'application/json',
    'User-Agent': 'GitHub-Hookshot/5a4d0c1',
    'X-GitHub-Delivery': facts.guid,
    'X-GitHub-Event': facts.event,
    'X-GitHub-Hook-ID': String(hookId),
    'X-GitHub-Hook-Installation-Target-ID': String(facts.appId),
    'X-GitHub-Hook-Installation-Target-Type': 'integration',
    'X-Hub-Signature': `sha1=${digest('sha1')}`,
    'X-Hub-Signature-256': `sha256=${digest('sha256')}`,
  };
}

/** `push` writes the repository's times in seconds, a leftover of its age. */
function presentInPush(happening: Happening, repository: ReturnType<typeof presentRepository>) {
  if (happening.event !== 'push') return repository;
  const seconds = (at: number) => Math.floor(at / 1000);
  return {
    ...repository,
    created_at: seconds(happening.repository.createdAt),
    pushed_at: seconds(happening.repository.pushedAt),
    updated_at: iso(happening.repository.createdAt),
  };
}

function pick(installation: { readonly id: number }, nodeId: string) {
  return { id: installation.id, node_id: nodeId };
}

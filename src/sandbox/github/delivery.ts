import { createHash } from 'node:crypto';
import type { Instant } from '../../core/instant.ts';

/** One attempt to tell the app, as `GET /app/hook/deliveries` lists it. */
export interface Delivery {
  readonly id: number;
  /** The same for every attempt to tell the same thing. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | undefined;
  readonly redelivery: boolean;
  readonly installationId: number;
  readonly repositoryId: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The payload exactly as signed. */
  readonly body: string;
  readonly deliveredAt: Instant;
  /** Real seconds. */
  duration: number;
  /** `OK`, or what went wrong; `pending` while it is under way. */
  status: string;
  /** HTTP status of the app's answer; 0 without one. */
  statusCode: number;
  answer: string;
}

/** Shaped like a GUID, counted so that two runs give the same ones. */
export function deliveryGuid(seed: string, count: number): string {
  const hex = createHash('sha1').update(`${seed}/${count}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `1${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Runs something for a delivery; whatever it calls can ask for which one. */
export function forDelivery<Result>(deliveryId: string, run: () => Promise<Result>): Promise<Result> {
  return storage.run(deliveryId, run);
}

/** The id of the delivery that is being worked on here; undefined for what no event caused. */
export function currentDelivery(): string | undefined {
  return storage.getStore();
}

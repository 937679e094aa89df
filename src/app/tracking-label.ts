import type { Store } from '../ports.ts';

/** The label that makes an issue of this repository a tracking issue; undefined until its settings have been read. */
export function trackingLabelOf(store: Store, repositoryId: number): Promise<string | undefined> {
  return store.getFact(keyOf(repositoryId));
}

export async function rememberTrackingLabel(store: Store, repositoryId: number, label: string): Promise<void> {
  if ((await trackingLabelOf(store, repositoryId)) !== label) await store.putFact(keyOf(repositoryId), label);
}

function keyOf(repositoryId: number): string {
  return `tracking-label:${repositoryId}`;
}

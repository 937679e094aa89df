import type { Clients } from '../adapters/github/clients.ts';
import type { Store } from '../ports.ts';
import type { Log } from './log.ts';

const key = 'app-slug';

/**
 * The name the app has on GitHub, asked for once: what the app writes comes from `<slug>[bot]`. Without an answer the
 * last known one is used, so that the app starts while GitHub is away.
 */
export async function appSlug(clients: Clients, store: Store, log: Log): Promise<string> {
  const known = await store.getFact(key);
  if (known !== undefined) return known;
  try {
    const { data } = await clients.forApp().rest.apps.getAuthenticated();
    const slug = data?.slug ?? 'rollcall';
    await store.putFact(key, slug);
    return slug;
  } catch (error) {
    log.warn({ err: error }, 'GitHub did not say what the app is called: taken to be rollcall');
    return 'rollcall';
  }
}

import { beforeEach, describe, expect, it } from 'vitest';
import { createDeliveries, readAppIdentity } from '../../../src/adapters/github/deliveries.ts';
import { playTheNetwork, startWire, type Wire } from './wire.ts';

function attempt(id: string, deliveredAt: string): string {
  return `{"id":${id},"guid":"g-${id}","delivered_at":"${deliveredAt}","redelivery":false,"duration":0.1,"status":"OK","status_code":200,"event":"issues","action":"opened","installation_id":5,"repository_id":900}`;
}

const json = { 'content-type': 'application/json' };
playTheNetwork();
let wire: Wire;
beforeEach(() => {
  wire = startWire();
});

describe('the deliveries of the webhook', () => {
  it('are listed back to a moment, page by page', async () => {
    const cursors: (string | undefined)[] = [];
    const next = '<https://api.github.com/app/hook/deliveries?per_page=100&cursor=v1_2>; rel="next"';
    wire.rest
      .get('/app/hook/deliveries')
      .query(true)
      .reply((uri) => {
        const cursor = new URL(uri, 'https://api.github.com').searchParams.get('cursor') ?? undefined;
        cursors.push(cursor);
        const page =
          cursor === undefined
            ? [attempt('9', '2021-03-01T12:00:00Z'), attempt('8', '2021-03-01T11:00:00Z')]
            : [attempt('7', '2021-03-01T10:00:00Z'), attempt('6', '2021-03-01T09:00:00Z')];
        return [200, `[${page.join(',')}]`, { ...json, link: next }];
      });
    const deliveries = createDeliveries(wire.clients.forApp(), wire.clock);
    const found = await deliveries.list(Date.parse('2021-03-01T10:00:00Z'));
    expect(found.map(({ guid }) => guid)).toEqual(['g-9', 'g-8', 'g-7']);
    expect(cursors).toEqual([undefined, 'v1_2']);
    expect(found[0]).toEqual({
      id: '9',
      guid: 'g-9',
      deliveredAt: Date.parse('2021-03-01T12:00:00Z'),
      event: 'issues',
      action: 'opened',
      statusCode: 200,
      isRedelivery: false,
    });
  });

  it('keep ids that no JavaScript number holds, and are asked for again by them', async () => {
    const id = '208900003870605313';
    let asked = '';
    wire.rest
      .get('/app/hook/deliveries')
      .query(true)
      .reply(200, `[${attempt(id, '2021-03-01T12:00:00Z')}]`, json);
    wire.rest.post(/^\/app\/hook\/deliveries\/\d+\/attempts$/).reply((uri) => {
      asked = uri;
      return [202, '{}', json];
    });
    const deliveries = createDeliveries(wire.clients.forApp(), wire.clock);
    const [found] = await deliveries.list(0);
    expect(found?.id).toBe(id);
    await deliveries.redeliver(found?.id ?? '');
    expect(asked).toBe(`/app/hook/deliveries/${id}/attempts`);
  });

  it('fail as everything else does', async () => {
    wire.rest.get('/app/hook/deliveries').query(true).reply(503, {}, { 'retry-after': '3' });
    const deliveries = createDeliveries(wire.clients.forApp(), wire.clock);
    await expect(deliveries.list(0)).rejects.toMatchObject({ retry: { notBefore: wire.clock.now() + 3000 } });
  });
});

it('the app knows its own name', async () => {
  wire.rest.get('/app').reply(200, { id: 77, slug: 'rollcall', name: 'Rollcall' });
  expect(await readAppIdentity(wire.clients.forApp(), wire.clock)).toEqual({ id: 77, slug: 'rollcall' });
});

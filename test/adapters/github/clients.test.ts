import { describe, expect, it } from 'vitest';
import type { GitHubCall } from '../../../src/adapters/github/clients.ts';
import { readData } from './read-data.ts';
import { issueRef, playTheNetwork, startWire } from './wire.ts';

playTheNetwork();

const engineer = { id: 31, login: 'engineer', isBot: false };

describe('a client', () => {
  it('tells of every request, with its price', async () => {
    const calls: GitHubCall[] = [];
    const wire = startWire({ http: { observe: (call) => calls.push(call) } });
    wire.answer({ headers: { 'x-ratelimit-remaining': '4321' }, body: { data: readData() } });
    wire.rest.get(/permission$/).reply(404, { message: 'Not Found' });
    const { facts } = await wire.github.read(issueRef, engineer);
    wire.answerData({ e0: {} });
    await wire.github.write(issueRef, facts, [{ id: 'r', kind: 'react', subject: 'IC_9', content: 'ROCKET' }], false);
    const told = calls.map(({ method, route, operation, status, points, remaining }) => {
      return [method, route, operation, status, points, remaining];
    });
    expect(told).toEqual([
      ['POST', '/app/installations/{installation_id}/access_tokens', undefined, 201, 5, undefined],
      ['POST', '/graphql', 'RollcallRead', 200, 1, 4321],
      ['GET', '/repos/{owner}/{repo}/collaborators/{username}/permission', undefined, 404, 1, undefined],
      ['POST', '/graphql', 'RollcallFlip', 200, 5, undefined],
    ]);
  });

  it('tells of a request that nothing answered', async () => {
    const calls: GitHubCall[] = [];
    const wire = startWire({ http: { observe: (call) => calls.push(call) } });
    wire.answer({ broken: true });
    await expect(wire.github.read(issueRef, undefined)).rejects.toThrow('nothing');
    expect(calls.at(-1)).toMatchObject({ operation: 'RollcallRead', status: undefined });
  });

  it('sends headers that were asked for, freshly for each request', async () => {
    let delivery = 'd-1';
    const wire = startWire({ http: { extraHeaders: () => ({ 'x-rollcall-delivery': delivery }) } });
    wire.answerData(readData());
    wire.answerData(readData());
    await wire.github.read(issueRef, undefined);
    delivery = 'd-2';
    await wire.github.read(issueRef, undefined);
    expect(wire.documents.map(({ headers }) => headers['x-rollcall-delivery'])).toEqual(['d-1', 'd-2']);
  });

  it('gives up on a request that takes too long', async () => {
    const wire = startWire({ http: { timeoutMs: 20 } });
    wire.rest.get('/app').delay(200).reply(200, {});
    await expect(wire.clients.forApp().request('GET /app')).rejects.toThrow(/timeout/i);
  });

  it('is one for each installation', () => {
    const { clients } = startWire();
    expect(clients.forInstallation(1)).toBe(clients.forInstallation(1));
    expect(clients.forInstallation(1)).not.toBe(clients.forInstallation(2));
  });
});

import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/adapters/database/open-store.ts';
import { releaseShow } from '../../src/cli/release-show.ts';
import { quiet, removeDirectories, temporaryDirectory } from '../adapters/database/engines.ts';
import { decideOn, decision, reading, rollout } from '../adapters/database/fixtures.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = temporaryDirectory();
  vi.stubEnv('ROLLCALL_DATA_DIR', dataDir);
  vi.stubEnv('DATABASE_URL', undefined);
  const store = await openStore({ dataDir, log: quiet });
  const note = { actor: 'product-manager', action: '/advance', outcome: 'done', detail: 'canary' } as const;
  await decideOn(store, 'd1', decision({ reason: 'adopted' }));
  const readings = { put: [reading('comment:1/0', 1)], withdraw: [] };
  await decideOn(store, 'd2', decision({ rollout: rollout(10), readings, ledger: [note] }));
  await store.close();
});
afterEach(() => {
  vi.unstubAllEnvs();
  removeDirectories();
});

async function shown(...more: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  try {
    await releaseShow(['acme/appointments#7', ...more]);
  } finally {
    write.mockRestore();
  }
  return lines.join('');
}

function byHand(statement: string): void {
  const hand = new Database(join(dataDir, 'rollcall.db'));
  hand.exec(statement);
  hand.close();
}

describe('rollcall release show', () => {
  it('prints the state, whether the ledger leads to it, the ledger and the readings', async () => {
    expect((await shown()).split('\n')).toEqual([
      'acme/appointments#7',
      'state: planning, 10%',
      'since: 2021-03-01T12:00:00Z',
      'ledger: 2 entries',
      'state by the ledger: the same',
      '  2021-03-01T12:00:00Z  product-manager  change of state: noted adopted',
      '  2021-03-01T12:00:00Z  product-manager  /advance: done canary',
      'readings: 1',
      '  2021-03-01T12:00:00Z  Errors = 1',
      '',
    ]);
  });

  it('says what in the state the ledger knows nothing of', async () => {
    byHand(`update release set rollout = replace(rollout, '"share":10', '"share":100')`);
    byHand(`update reading set body = replace(body, '"value":1', '"value":2')`);
    expect(await shown()).toContain('state by the ledger: another in readings, share\n');
    expect(JSON.parse(await shown('--json'))).toMatchObject({ check: { differs: ['readings', 'share'] } });
  });

  it('says which entry somebody has changed', async () => {
    byHand(`update ledger set actor = 'visitor' where ordinal = 2`);
    expect(await shown()).toContain('ledger: 2 entries, changed by somebody at entry 2\n');
  });
});

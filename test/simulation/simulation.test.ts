/**
 * The whole protocol on simulated time, some thousand times: processes that are killed and stand still, a database and a
 * GitHub that fail in every way, webhooks that come twice, late or never. `SEED=1234 npx vitest run test/simulation`
 * tells one run again, step by step.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { githubSchema } from '../../src/sandbox/github/graphql/schema.ts';
import type { Trouble } from './faults.ts';
import { type SimulateOptions, simulate, type Without } from './simulate.ts';
import { replay, simulateMany } from './simulate-many.ts';
import { storeOnSqlite } from './simulated-store.ts';
import { acknowledgeBeforeCommit, withoutFence, withoutMarkers, withoutSweep } from './wrong-versions.ts';

const seed = process.env['SEED'];

describe.runIf(seed !== undefined)('one run', () => {
  it(`of seed ${seed}`, () => replay(Number(seed)), 60_000);
});

describe.runIf(seed === undefined)('whatever goes wrong', { timeout: 900_000 }, () => {
  it('nothing is lost and nothing is done twice, and the issue says what was decided', async () => {
    expect(await simulateMany({ from: 1, count: 2000 })).toEqual([]);
  });

  it('nothing is lost and nothing is done twice, with all that the core decides', async () => {
    expect(await simulateMany({ from: 1, count: 40, realCore: true })).toEqual([]);
  });
});

describe.runIf(seed === undefined)('a wrong version is found out', { timeout: 900_000 }, () => {
  it.each<[what: string, without: Without, only: readonly Trouble[], finding: RegExp]>([
    [
      'acknowledging before the commit loses deliveries',
      acknowledgeBeforeCommit,
      ['crash'],
      /acknowledged and is lost/,
    ],
    ['without a fence two processes decide on one lane', withoutFence, ['freeze'], /out of order|no longer so/],
    ['without markers a comment is there twice', withoutMarkers, ['answer-lost'], /has 2 comments/],
    [
      'without a sweep what gets through late stays',
      withoutSweep,
      ['late'],
      /has 2 (?:comments|cards)|is there 2 times/,
    ],
  ])('%s', async (_what, without, only, finding) => {
    const seedOfIt = await firstSeed({ without, only }, finding);
    expect((await simulate(seedOfIt, { only })).wrong).toEqual([]);
  });

  async function firstSeed(options: SimulateOptions, finding: RegExp): Promise<number> {
    for (let tried = 1; tried <= 1000; tried += 1) {
      const { wrong } = await simulate(tried, options);
      if (wrong.some((one) => finding.test(one))) return tried;
    }
    throw new Error('it was not found out in 1000 runs');
  }
});

describe.runIf(seed === undefined)('the simulation is no truth of its own', { timeout: 900_000 }, () => {
  const seeds = Array.from({ length: 8 }, (_, index) => 100 + index);

  beforeAll(async () => {
    await githubSchema();
  });

  it.each(seeds)('the real store gives the same, step by step: seed %i', async (one) => {
    const store = await storeOnSqlite();
    const onReal = await simulate(one, { store, hurries: false });
    await store.close();
    const inMemory = await simulate(one, { hurries: false });
    expect(onReal.trace).toEqual(inMemory.trace);
    expect(onReal.seen).toBe(inMemory.seen);
  });

  it.each(seeds)("GitHub's official schema gives the same, step by step: seed %i", async (one) => {
    const official = await simulate(one, { official: true, hurries: false });
    const fast = await simulate(one, { hurries: false });
    expect(official.trace).toEqual(fast.trace);
    expect(official.seen).toBe(fast.seen);
  });

  it('the same seed gives the same run', async () => {
    const [one, other] = [await simulate(7), await simulate(7)];
    expect(one).toEqual(other);
  });
});

import { expect, it } from 'vitest';
import { simulateMany } from '../simulation/simulate-many.ts';

it('nothing is lost and nothing is done twice in 20,000 runs', async () => {
  expect(await simulateMany({ from: 10_000, count: 20_000 })).toEqual([]);
}, 3_600_000);

it('nor in 1,500 runs with all that the core decides', async () => {
  expect(await simulateMany({ from: 10_000, count: 1_500, realCore: true })).toEqual([]);
}, 3_600_000);

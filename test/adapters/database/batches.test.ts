import { expect, it } from 'vitest';
import { createBatches } from '../../../src/adapters/database/batches.ts';

it('runs together what is asked for at once, and gives each its own result', async () => {
  const batches: (readonly number[])[] = [];
  const double = createBatches(async (items: readonly number[]) => {
    batches.push(items);
    return items.map((item) => item * 2);
  });
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(batches).toEqual([[1, 2, 3]]);
});

it('gathers what is asked for while a batch is under way', async () => {
  const batches: (readonly string[])[] = [];
  const begun = barrier();
  const gate = barrier();
  const run = createBatches(async (items: readonly string[]) => {
    batches.push(items);
    begun.open();
    await gate.opened;
    return items;
  });
  const first = run('a');
  await begun.opened;
  const later = [run('b'), run('c')];
  gate.open();
  expect(await Promise.all([first, ...later])).toEqual(['a', 'b', 'c']);
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

it('runs each by itself when they fail together, and lets nobody else wait for that', async () => {
  const gate = barrier();
  const run = createBatches(async (items: readonly string[]) => {
    if (items.includes('broken') && items.length === 1) await gate.opened;
    if (items.includes('broken')) throw new Error('it is broken');
    return items.map((item) => item.toUpperCase());
  });
  const broken = run('broken').catch((error: unknown) => String(error));
  expect(await Promise.all([run('a'), run('b')])).toEqual(['A', 'B']);
  expect(await run('c')).toBe('C');
  gate.open();
  expect(await broken).toBe('Error: it is broken');
});

function barrier() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

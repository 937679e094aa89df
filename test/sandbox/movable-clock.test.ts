import { expect, it } from 'vitest';
import { movableClock } from '../../src/sandbox/movable-clock.ts';

it('runs what falls due on the way at its own moment, in order', () => {
  const clock = movableClock(0);
  const ran: [string, number][] = [];
  clock.at(30, () => ran.push(['c', clock.now()]));
  clock.at(10, () => {
    ran.push(['a', clock.now()]);
    clock.at(20, () => ran.push(['b', clock.now()]));
  });
  clock.at(30, () => ran.push(['d', clock.now()]));
  const cancel = clock.at(15, () => ran.push(['never', clock.now()]));
  clock.at(50, () => ran.push(['later', clock.now()]));
  cancel();

  clock.advance(40);

  expect(ran).toEqual([
    ['a', 10],
    ['b', 20],
    ['c', 30],
    ['d', 30],
  ]);
  expect(clock.now()).toBe(40);
});

it('runs soon what is due already, and never goes back', async () => {
  const clock = movableClock(100);
  let ran = 0;
  clock.at(50, () => {
    ran += 1;
  });
  const atOnce = ran;
  await Promise.resolve();
  clock.set(10);

  expect([atOnce, ran, clock.now()]).toEqual([0, 1, 100]);
});

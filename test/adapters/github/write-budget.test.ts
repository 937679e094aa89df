import { describe, expect, it } from 'vitest';
import { createWriteBudget, publishedLimits } from '../../../src/adapters/github/write-budget.ts';
import { hourMs, minuteMs } from '../../../src/core/instant.ts';
import { GitHubFailure } from '../../../src/ports.ts';
import { createFakeClock } from './fake-clock.ts';

const patient = { ...publishedLimits, maxWaitMs: Number.POSITIVE_INFINITY };

/** Takes as fast as the budget gives, for a time; returns the moments. */
async function takeFor(ms: number, each: number): Promise<readonly number[]> {
  const clock = createFakeClock(0);
  const budget = createWriteBudget(clock, patient);
  const taken: number[] = [];
  let isWaiting = false;
  for (let at = 0; at <= ms; at += 250) {
    clock.moveTo(at);
    // What was waiting goes on before the next moment.
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    while (!isWaiting) {
      isWaiting = true;
      void budget.take(each).then(() => {
        isWaiting = false;
        for (let index = 0; index < each; index += 1) taken.push(clock.now());
      });
      await Promise.resolve();
      await Promise.resolve();
    }
  }
  return taken;
}

function mostWithin(moments: readonly number[], windowMs: number): number {
  let first = 0;
  let most = 0;
  for (const [index, at] of moments.entries()) {
    while ((moments[first] ?? at) <= at - windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

describe('the budget for writing', () => {
  it('lets a burst through at once', async () => {
    const budget = createWriteBudget(createFakeClock(0));
    for (let index = 0; index < 20; index += 1) await budget.take(1);
  });

  it.each([1, 4])("stays within GitHub's limits in every minute and hour, %i at a time", async (each) => {
    const taken = await takeFor(2 * hourMs, each);
    expect(mostWithin(taken, minuteMs)).toBeLessThanOrEqual(80);
    expect(mostWithin(taken, hourMs)).toBeLessThanOrEqual(500);
    expect(taken.length).toBeGreaterThan(880);
  });

  it('makes those who come later wait longer', async () => {
    const clock = createFakeClock(0);
    const budget = createWriteBudget(clock);
    await budget.take(20);
    const order: string[] = [];
    const first = budget.take(2).then(() => order.push('first'));
    const second = budget.take(1).then(() => order.push('second'));
    clock.moveTo(2000);
    await first;
    expect(order).toEqual(['first']);
    clock.moveTo(3000);
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('gives a job bigger than a burst its turn', async () => {
    const clock = createFakeClock(0);
    const budget = createWriteBudget(clock, patient);
    await budget.take(30);
    const next = budget.take(1);
    clock.moveTo(11_000);
    await next;
  });

  it('sends work back that would have to wait too long, and takes nothing for it', async () => {
    const clock = createFakeClock(0);
    const budget = createWriteBudget(clock);
    await budget.take(20);
    await expect(budget.take(16)).rejects.toMatchObject({ code: 'limited', retry: { notBefore: 16_000 } });
    await expect(budget.take(16)).rejects.toBeInstanceOf(GitHubFailure);
    clock.moveTo(16_000);
    await budget.take(16);
  });

  it('gives nothing while GitHub wants a pause, not even for free', async () => {
    const clock = createFakeClock(0);
    const budget = createWriteBudget(clock);
    budget.pause(90_000);
    budget.pause(60_000);
    await expect(budget.take(0)).rejects.toMatchObject({ retry: { notBefore: 90_000 } });
    clock.moveTo(90_000);
    await budget.take(0);
    budget.pause(undefined);
    await expect(budget.take(0)).rejects.toMatchObject({ retry: { notBefore: 150_000 } });
  });
});

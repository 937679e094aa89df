/** Programs that answer each other must come to an end. */
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createNoiseLimit } from '../../src/app/noise-limit.ts';
import { ignore } from '../../src/core/handlers/conclude.ts';
import { dayMs, hourMs, minuteMs } from '../../src/core/instant.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { movableClock } from '../../src/sandbox/movable-clock.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let issue: Issue;

beforeEach(async () => {
  world = await startWorld();
  issue = world.openPlan();
  await world.settle();
});
afterEach(() => world.end());

/** Until nobody has anything to say any more; returns how often it was answered. */
async function answerEverything(say: () => void): Promise<number> {
  for (let answered = 0; answered < 200; answered += 1) {
    const before = own().length;
    say();
    await world.github.quiet();
    await world.app.settle();
    if (own().length === before) return answered;
  }
  throw new Error('it goes on for ever');
}

/** Rollcall's own, not those of other bots. */
function own(): readonly string[] {
  return issue.comments.filter(({ author }) => author.login === 'rollcall[bot]').map(({ body }) => body);
}

it('a bot that gives commands is not answered at all', async () => {
  expect(await answerEverything(() => world.as('metrics-bot[bot]').comment(issue, '/status'))).toBe(0);
});

it('an account of a person that answers whatever Rollcall says is answered a hundred times, told once, and heard later', async () => {
  const answered = await answerEverything(() => world.as('designer').comment(issue, '/help advance'));
  expect(answered).toBe(100);
  const notices = () => own().filter((text) => text.includes('it looks as if a program answers'));
  expect(notices()).toHaveLength(1);
  expect(own()).toHaveLength(102);

  const other = world.openPlan();
  world.as('product-manager').comment(issue, '/advance canary');
  world.as('product-manager').comment(other, '/advance canary');
  await world.github.quiet();
  await world.app.settle();
  expect([issue.subIssues.length, other.subIssues.length]).toEqual([0, 1]);
  await world.wait(hourMs + minuteMs);
  expect(issue.subIssues).toHaveLength(1);
  expect(notices()).toHaveLength(1);
}, 60_000);

it('pauses for longer each time, for a day at most, and begins anew after a quiet day', () => {
  const clock = movableClock(Date.parse('2021-03-01T12:00:00Z'));
  const noise = createNoiseLimit(clock, pino({ level: 'silent' }));
  const lane = { key: '22#7', owner: 'worker', fence: 1 };
  const comment = { kind: 'post-once', issue: undefined, body: { view: 'cut-note', model: {} } } as const;
  function talk(): number {
    for (let count = 1; count < 100; count += 1) noise.count(lane, { ...ignore('commands'), effects: [comment] });
    expect(noise.pausedUntil(lane)).toBeUndefined();
    expect(noise.count(lane, { ...ignore('commands'), effects: [comment] }).effects).toHaveLength(2);
    const pause = (noise.pausedUntil(lane) ?? 0) - clock.now();
    clock.advance(pause);
    expect(noise.pausedUntil(lane)).toBeUndefined();
    return pause / hourMs;
  }
  expect([talk(), talk(), talk(), talk(), talk(), talk(), talk()]).toEqual([1, 2, 4, 8, 16, 24, 24]);
  clock.advance(dayMs);
  expect(talk()).toBe(1);
  for (let count = 0; count < 1_000; count += 1) {
    clock.advance(7_000);
    expect(noise.count(lane, { ...ignore('commands'), effects: [comment] }).effects).toHaveLength(1);
  }
});

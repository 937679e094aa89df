/** Any sequence of what people, bots and time can do to a release, decided by the core alone. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameValue } from '../../../src/core/ledger/same-value.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import { anyAct, command, numbers, preludes } from './acts.ts';
import { type Beginning, liveThrough, open } from './live-through.ts';
import type { ReleaseWorld } from './release-world.ts';

const farAway = 900_000;

const tracked = { labels: ['release-tracking'], title: 'none', prelude: [] } as const;
const beginning: fc.Arbitrary<Beginning> = fc.record({
  plan: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.nat({ max: 4 }), weight: 2 }),
  labels: fc.oneof({ arbitrary: fc.constant(tracked.labels), weight: 9 }, { arbitrary: fc.constant([]), weight: 1 }),
  title: fc.constantFrom('none', 'share'),
  prelude: fc.constantFrom(...preludes),
});

/** Tries so many sequences; fast-check prints the seed of a failure and the shortest sequence that shows it. */
export function testReleases(runs: number): void {
  it(
    'keeps to its rules and to a model of it, whatever is done to it',
    () => {
      fc.assert(fc.property(beginning, fc.array(anyAct, { minLength: 1, maxLength: 40, size: 'max' }), liveThrough), {
        numRuns: runs,
      });
    },
    farAway,
  );

  it(
    'does with several commands of a comment what it does with them one by one, up to the first refusal',
    () => {
      const several = fc.array(command, { minLength: 2, maxLength: 5 });
      fc.assert(
        fc.property(fc.nat({ max: 2 }), several, several, (plan, before, commands) => {
          const [together, apart] = [open({ plan, ...tracked }), open({ plan, ...tracked })];
          for (const world of [together, apart]) {
            for (const { text } of before) world.write('product-manager', text, 1);
          }
          together.write('product-manager', commands.map(({ text }) => text).join('\n'), 1);
          for (const { text } of commands) {
            const { decision } = apart.write('product-manager', text, 1);
            if (decision.reason === 'refused') break;
          }
          expect(stateOf(together)).toEqual(stateOf(apart));
        }),
        { numRuns: runs / 2 },
      );
    },
    farAway,
  );

  it(
    'has the same numbers in whatever order their comments come in',
    () => {
      const given = fc.uniqueArray(fc.tuple(fc.nat({ max: 50 }), numbers), {
        selector: ([minute]) => minute,
        minLength: 2,
        maxLength: 6,
      });
      const inAnyOrder = given.chain((comments) =>
        fc.tuple(fc.constant(comments), fc.shuffledSubarray(comments, { minLength: comments.length })),
      );
      fc.assert(
        fc.property(inAnyOrder, ([comments, shuffled]) => {
          const orders = [comments, shuffled].map((order) => {
            const world = open({ plan: 1, ...tracked });
            world.write('product-manager', '/advance', 1);
            world.now += 3_600_000;
            for (const [minute, words] of order) {
              const createdAt = world.now - 60_000 * minute;
              const body = `/metric ${words}`;
              world.hearOf({ id: 500 + minute, author: 'analyst', body, createdAt, issueNumber: 1, deleted: false });
            }
            return byId(world.readings);
          });
          expect(sameValue(orders[0], orders[1])).toBe(true);
        }),
        { numRuns: runs / 2 },
      );
    },
    farAway,
  );
}

/** What was decided, without when and by which comment. */
function stateOf({ rollout, readings }: ReleaseWorld) {
  if (rollout === undefined) return undefined;
  const { position, share, periods, signOffs, judgements, answers, overrides, amendments, goLiveDate } = rollout;
  return {
    position,
    share,
    periods,
    signOffs: signOffs.map(({ role, answer }) => [role, answer]),
    judgements: judgements.map(({ criterion, result }) => [criterion, result]),
    answers: answers.map(({ slot, key, text }) => [slot, key, text]),
    overrides: overrides.map(({ from, to, why }) => [from, to, why]),
    amendments,
    goLiveDate,
    readings: readings.map(({ key, figure, stage }) => [key, figure.text, stage]),
  };
}

function byId(readings: readonly Reading[]): readonly Reading[] {
  return [...readings].sort((a, b) => a.id.localeCompare(b.id));
}

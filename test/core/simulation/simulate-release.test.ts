import { describe, expect, it } from 'vitest';
import { seededChance } from '../statistics/chance.ts';
import { type SimulatedRelease, simulateMany } from './simulate-release.ts';

/** `SIMULATE=4000 npx vitest run test/core/simulation` prints the table of docs/verdicts.md. */
const asked = Number(process.env['SIMULATE'] ?? 0);
const releases = asked || 120;

const canary = { laterShare: 30, longestDays: 21 } as const;
type Row = readonly [truth: string, release: SimulatedRelease, go: number, noGo: number];

const rows: readonly Row[] = [
  ['nothing changes', { ...canary, change: [0, 0], startsPerDay: 73 }, 96.4, 1.4],
  ['both rise by 5 points', { ...canary, change: [5, 5], startsPerDay: 73 }, 99.9, 0],
  ['both fall by 5 points, the margin', { ...canary, change: [-5, -5], startsPerDay: 73 }, 45, 29],
  ['both fall by 10 points', { ...canary, change: [-10, -10], startsPerDay: 73 }, 2.1, 93.2],
  ['both fall by 20 points', { ...canary, change: [-20, -20], startsPerDay: 73 }, 0, 100],
  ['one falls by 20 points', { ...canary, change: [-20, 0], startsPerDay: 73 }, 0, 100],
  ['nothing changes', { ...canary, change: [0, 0], startsPerDay: 300 }, 98.8, 1.2],
  ['both fall by 10 points', { ...canary, change: [-10, -10], startsPerDay: 300 }, 0.9, 99.2],
  ['nothing changes', { ...canary, change: [0, 0], startsPerDay: 1000 }, 99.3, 0.7],
];

describe('the whole rule, simulated', () => {
  it.each(rows)(
    '%s: goes and stops as often as docs/verdicts.md says',
    (truth, release, go, noGo) => {
      const rates = simulateMany(release, releases, seededChance(release.startsPerDay + release.change[0]));

      if (asked > 0) {
        const { medianDays } = rates;
        process.stdout.write(
          `${release.startsPerDay} a day, ${truth}: ${rates.go.toFixed(1)} / ${rates.noGo.toFixed(1)} / ${rates.hold.toFixed(1)}, ${medianDays} days\n`,
        );
      }
      // Four standard errors, and two points for the table's own error.
      expect(Math.abs(rates.go - go)).toBeLessThan(4 * standardError(go) + 2);
      expect(Math.abs(rates.noGo - noGo)).toBeLessThan(4 * standardError(noGo) + 2);
    },
    600_000,
  );
});

function standardError(percent: number): number {
  return Math.sqrt((percent * (100 - percent)) / releases);
}

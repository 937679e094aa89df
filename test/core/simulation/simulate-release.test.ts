import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { seededChance } from '../statistics/chance.ts';
import {
  type SimulatedRates,
  type SimulatedRelease,
  simulateLiterally,
  simulateMany,
  simulateRelease,
} from './simulate-release.ts';

/** `npm run simulate` simulates every cell of the table of docs/verdicts.md and prints it. */
const asked = Number(process.env['SIMULATE'] ?? 0);
const releases = asked || 80;
const traffic = [73, 300, 1000] as const;

const truths: Readonly<Record<string, SimulatedRelease['change']>> = {
  'nothing changes': [0, 0],
  'both rise by 5 points': [5, 5],
  'both fall by 5 points, which is the margin': [-5, -5],
  'both fall by 10 points': [-10, -10],
  'both fall by 20 points': [-20, -20],
  'one falls by 20 points': [-20, 0],
};

interface Row {
  readonly truth: string;
  readonly change: SimulatedRelease['change'];
  /** GO, NO-GO, HOLD in percent and the median of days, for each traffic. */
  readonly cells: readonly (readonly number[])[];
  readonly literally: number;
}

/** The table as docs/verdicts.md has it. */
const rows: readonly Row[] = readFileSync(new URL('../../../docs/verdicts.md', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap(([, truth = '', ...cells]) => {
    const change = truths[truth];
    if (change === undefined) return [];
    const numbers = cells.map((cell) => [...cell.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number)));
    return [{ truth, change, cells: numbers.slice(0, 3), literally: numbers[3]?.[0] ?? Number.NaN }];
  });

/** Without being asked only where a mistake in the rule would show first. */
const quick = new Set([
  'nothing changes 73',
  'nothing changes 300',
  'both fall by 10 points 73',
  'one falls by 20 points 73',
]);
const cases = rows
  .flatMap((row) => traffic.map((startsPerDay, i) => ({ ...row, startsPerDay, documented: row.cells[i] ?? [] })))
  .filter(({ truth, startsPerDay }) => asked > 0 || quick.has(`${truth} ${startsPerDay}`));

const printed = new Map<string, string[]>();
afterAll(() => {
  if (asked === 0) return;
  for (const [truth, cells] of printed) process.stdout.write(`| ${[truth, ...cells].join(' | ')} |\n`);
});

function print(truth: string, cell: string): void {
  printed.set(truth, [...(printed.get(truth) ?? []), cell]);
}

function cellText({ go, noGo, hold, medianDays }: SimulatedRates): string {
  const percent = (value: number): string => `${Number(value.toFixed(1))}`;
  return `${percent(go)} / ${percent(noGo)} / ${percent(hold)}%, ${medianDays} d`;
}

/** Four standard errors of both, the simulation and the table, and its last digit. */
function expectNear(percent: number, documented: number): void {
  const variance = (count: number): number => (Math.max(documented, 1) * (100 - Math.min(documented, 99))) / count;
  expect(Math.abs(percent - documented)).toBeLessThan(4 * Math.sqrt(variance(releases) + variance(4000)) + 0.1);
}

describe('the whole rule, simulated', () => {
  it('is documented for everything that can be true', () => {
    expect(rows.map(({ truth }) => truth)).toEqual(Object.keys(truths));
  });

  it.each(cases)(
    'goes and stops as often as docs/verdicts.md says: $truth, $startsPerDay starts a day',
    ({ truth, change, startsPerDay, documented: [go = Number.NaN, noGo = Number.NaN, hold = Number.NaN] }) => {
      const chance = seededChance(startsPerDay + (change[0] ?? 0) + 7 * (change[1] ?? 0));
      const rates = simulateMany(releases, () => simulateRelease({ change, startsPerDay }, chance));
      print(truth, cellText(rates));

      expectNear(rates.go, go);
      expectNear(rates.noGo, noGo);
      expectNear(rates.hold, hold);
    },
    3_600_000,
  );

  it.each(rows)('is better than the plan taken literally: $truth', ({ truth, change, literally }) => {
    const chance = seededChance(1 + (change[0] ?? 0) + 7 * (change[1] ?? 0));
    const rates = simulateMany(Math.max(releases, 400), () => simulateLiterally({ change, startsPerDay: 73 }, chance));
    print(truth, `${Number(rates.go.toFixed(1))}%`);

    expectNear(rates.go, literally);
  });
});

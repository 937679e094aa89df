import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canCutPower, cutPower, powerCutFolder } from './cut-power.ts';

let folder = '';

beforeEach(() => {
  folder = powerCutFolder();
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!canCutPower())('when the power fails', { timeout: 60_000 }, () => {
  it('nothing that was acknowledged or decided is lost, and the file opens', async () => {
    const after = await cutPower(folder, { processes: 2, cuts: 4 });
    expect(after.promised).toBeGreaterThan(200);
    expect([after.lost, after.damage]).toEqual([[], []]);
  });

  it('synchronous=NORMAL loses what was acknowledged', async () => {
    const after = await cutPower(folder, { processes: 1, cuts: 1, synchronous: 'NORMAL' });
    expect(after.lost.length).toBeGreaterThan(0);
  });
});

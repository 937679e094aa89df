import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canCutPower, cutPower, powerCutFolder } from '../power-cut/cut-power.ts';

describe.skipIf(!canCutPower())('when the power fails a hundred times', () => {
  it('nothing that was acknowledged or decided is lost, and the file opens', async () => {
    const folder = powerCutFolder();
    const after = await cutPower(folder, { processes: 20, cuts: 5 });
    rmSync(folder, { recursive: true, force: true });
    expect([after.lost, after.damage]).toEqual([[], []]);
  }, 900_000);
});

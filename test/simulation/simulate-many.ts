import { simulate } from './simulate.ts';

export interface Many {
  readonly from: number;
  readonly count: number;
  readonly realCore?: boolean;
}

/** What was wrong, by seed, and how to see it again; it stops at the third. */
export async function simulateMany({ from, count, realCore = false }: Many): Promise<readonly string[]> {
  const found: string[] = [];
  for (let seed = from; seed < from + count && found.length < 3; seed += 1) {
    const { wrong } = await simulate(seed, { realCore }).catch((error: unknown) => ({ wrong: [String(error)] }));
    const again = `SEED=${seed}${realCore ? ' REAL_CORE=1' : ''} npx vitest run test/simulation`;
    if (wrong.length > 0) found.push(`${again} — ${wrong.join('; ')}`);
  }
  return found;
}

/** Prints a run step by step, and fails as it did. */
export async function replay(seed: number): Promise<void> {
  const { trace, troubles, wrong } = await simulate(seed, { realCore: process.env['REAL_CORE'] === '1' });
  const counts = [...troubles].map(([trouble, count]) => `${count} × ${trouble}`).join(', ');
  process.stdout.write(`${trace.join('\n')}\n\nseconds since the beginning · ${counts}\n`);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

/** Milliseconds that each of `runs` runs took, sorted. */
export async function timed(runs: number, run: (index: number) => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const started = performance.now();
    await run(index);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

/** The value that a share of the sorted values does not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(sorted: readonly number[]): number {
  return quantile(sorted, 0.5);
}

/** The median of `runs` runs, after as many that do not count. */
export async function timeOf(runs: number, run: () => unknown): Promise<number> {
  await timed(runs, run);
  return median(await timed(runs, run));
}

/** Holm's adjusted p-values (Scand. J. Stat. 6, 1979, 65-70): p₍ⱼ₎(m−j+1), running maximum. In the order given. */
export function holm(values: readonly number[]): readonly number[] {
  const order = ascending(values);
  const adjusted = new Array<number>(values.length);
  let largest = 0;
  for (const [rank, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (values[index] ?? 1) * (values.length - rank)));
    adjusted[index] = largest;
  }
  return adjusted;
}

/** Benjamini and Hochberg's adjusted p-values (J. R. Stat. Soc. B 57, 1995, 289-300): p₍ⱼ₎m/j, running minimum. */
export function benjaminiHochberg(values: readonly number[]): readonly number[] {
  const order = ascending(values);
  const adjusted = new Array<number>(values.length);
  let smallest = 1;
  for (let rank = order.length - 1; rank >= 0; rank -= 1) {
    const index = order[rank] ?? 0;
    smallest = Math.min(smallest, ((values[index] ?? 1) * values.length) / (rank + 1));
    adjusted[index] = smallest;
  }
  return adjusted;
}

function ascending(values: readonly number[]): readonly number[] {
  return values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
}

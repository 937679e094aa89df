/**
 * The x in [low, high] at which the increasing function `value` is 0: Newton's step where it stays inside the bracket
 * and gains enough, bisection otherwise. Stops when the bracket cannot shrink any more.
 */
export function findRoot(
  value: (x: number) => number,
  slope: (x: number) => number,
  bracket: { readonly low: number; readonly high: number; readonly start: number },
): number {
  let { low, high } = bracket;
  let x = Math.min(high, Math.max(low, bracket.start));
  let width = high - low;
  for (let i = 0; i < 200; i += 1) {
    const y = value(x);
    if (y === 0) return x;
    if (y < 0) low = x;
    else high = x;
    const step = y / slope(x);
    const newton = x - step;
    const isInside = newton > low && newton < high && Math.abs(step) < 0.7 * width;
    const next = isInside ? newton : (low + high) / 2;
    width = isInside ? Math.abs(step) : high - low;
    if (Math.abs(next - x) <= 1e-15 * Math.abs(next) || next === low || next === high) return next;
    x = next;
  }
  return x;
}

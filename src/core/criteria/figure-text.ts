/**
 * Numbers as they stand in verdicts: one decimal for percentages and points, so that a line reads the same wherever it
 * is shown, and ASCII signs, so that it can be pasted into a calculator.
 */

/** From here on a figure stands for one without bounds: JSON has no infinity, and verdicts are stored as JSON. */
const unbounded = 1e300;

/** The figure as JSON can hold it. */
export function storableFigure(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}

/** "60.0%", "+2.2 pp" without its sign, "106 s", "$5", "1300". Figures below 0.1 keep two digits: "0.05%". */
export function figureText(value: number, unit: string | undefined): string {
  const isRate = unit === '%' || unit === 'pp';
  return withUnit(isRate ? rateDigits(value) : plainDigits(value), unit);
}

/** The same with a sign, also for 0: "+2.2 pp", "-13.6 pp", "+0.0 pp". */
export function changeText(value: number, unit: string | undefined): string {
  const size = figureText(Math.abs(value), unit);
  return `${value < 0 && /[1-9∞]/.test(size) ? '-' : '+'}${size}`;
}

/** "2.0e-5". */
export function probabilityText(p: number): string {
  return p >= 0.001 ? p.toPrecision(2) : p.toExponential(1);
}

/** "7.3", "26": one decimal where it says something. */
export function amountText(value: number): string {
  return plainDigits(Math.round(value * 10) / 10);
}

function rateDigits(value: number): string {
  if (!(Math.abs(value) < unbounded)) return value > 0 ? '∞' : '-∞';
  const isTiny = value !== 0 && Math.abs(value) < 0.095;
  return isTiny ? plainDigits(Number(value.toPrecision(2))) : value.toFixed(1);
}

function plainDigits(value: number): string {
  if (!(Math.abs(value) < unbounded)) return value > 0 ? '∞' : '-∞';
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return `${Math.round(value)}`;
  return `${Number(value.toPrecision(4))}`;
}

function withUnit(digits: string, unit: string | undefined): string {
  if (unit === '%') return `${digits}%`;
  if (unit === '$') return `$${digits}`;
  return unit === undefined || unit === 'count' ? digits : `${digits} ${unit}`;
}

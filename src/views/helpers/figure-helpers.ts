import { type Helper, plainText } from '../helper.ts';

/** Helpers for numbers, shares and counted words. */
export const figureHelpers: readonly Helper[] = [
  { name: 'number', run: ([value]) => (typeof value === 'number' ? numberText(value) : plainText(value)) },
  { name: 'figure', run: ([value, unit]) => (typeof value === 'number' ? figureText(value, plainText(unit)) : '') },
  { name: 'signed', run: ([value, unit]) => (typeof value === 'number' ? signedText(value, plainText(unit)) : '') },
  { name: 'plain', run: ([value]) => (typeof value === 'number' ? plainNumber(value) : '') },
  { name: 'share', run: ([share]) => shareText(share) },
  { name: 'percent', run: ([share]) => (typeof share === 'number' ? `${share}%` : '') },
  { name: 'plural', run: ([count, one, many]) => pluralText(count, plainText(one), plainText(many)) },
];

const plainFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const signedFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1, signDisplay: 'exceptZero' });

/** "1,301", "62.4": thousands separators, at most two decimals. */
function numberText(value: number): string {
  return plainFormat.format(value).replace('-', '−');
}

/** "1301", "-0.05": digits only, as diagrams read numbers; nothing for what is no number. */
function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  return value
    .toFixed(8)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
}

/** "5%", "1,301", "$5", "46 s". */
function figureText(value: number, unit: string): string {
  if (unit === '$') return `${value < 0 ? '−' : ''}$${numberText(Math.abs(value))}`;
  return `${numberText(value)}${unitText(unit)}`;
}

function unitText(unit: string): string {
  if (unit === '' || unit === 'count') return '';
  return unit === '%' ? '%' : ` ${unit}`;
}

/** "+2.2 pp", "−4%", "0%". */
function signedText(value: number, unit: string): string {
  return `${signedFormat.format(value).replace('-', '−')}${unitText(unit)}`;
}

/** "10%", "30–60%", and "—" for a stage without a percentage. */
function shareText(share: unknown): string {
  if (typeof share === 'number') return `${numberText(share)}%`;
  if (!Array.isArray(share)) return '—';
  const [lowest, highest]: readonly unknown[] = share;
  if (typeof lowest !== 'number' || typeof highest !== 'number') return '—';
  return lowest === highest ? shareText(lowest) : `${numberText(lowest)}–${numberText(highest)}%`;
}

/** "1 day", "3 days". */
function pluralText(count: unknown, one: string, many: string): string {
  if (typeof count !== 'number') return '';
  return `${numberText(count)} ${count === 1 ? one : many || `${one}s`}`;
}

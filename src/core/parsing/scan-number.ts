import { multipliers } from '../criteria/criterion-vocabulary.ts';

/** A number as it stands in a text, with what scales it (`~52k`, `1.2 mil`), without its unit. */
export interface ScannedNumber {
  readonly value: number;
  /** `$`, `€` or `£` when it stands before the number. */
  readonly currency: string | undefined;
  readonly end: number;
}

const number =
  /([+-]?)\s?([$€£]?)\s?([+-]?)(\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?(?:e[+-]?\d{1,4}(?!\w))?|\.\d+)/iy;
const scale = /\s?(k|thousand|mil|mio|million|bn|b|billion)(?![\w/-])|(M)(?![\w/-])/iy;
/** `1.2M` is millions; `5m` is minutes, unless it is money. */
const million = /\s?M(?![\w/-])|\s?m(?![\w/-])/y;

/** The number that stands at this place. */
export function scanNumber(text: string, at: number): ScannedNumber | undefined {
  number.lastIndex = at;
  const found = number.exec(text);
  if (found === null) return undefined;
  const [, before, currency = '', after, digits = ''] = found;
  const { power, end } = scanScale(text, number.lastIndex, currency !== '');
  const plain = digits.replace(/[, ]/g, '');
  // `1.2e6` is exact where 1.2 · 10⁶ need not be.
  const scaled = /e/i.test(plain) ? Number(plain) * 10 ** power : Number(`${plain}e${power}`);
  const negative = (before === '-') !== (after === '-');
  return { value: negative ? -scaled : scaled, currency: currency === '' ? undefined : currency, end };
}

function scanScale(text: string, at: number, isMoney: boolean): { readonly power: number; readonly end: number } {
  million.lastIndex = at;
  const found = million.exec(text)?.[0].trim();
  if (found === 'M' || (found === 'm' && isMoney)) return { power: 6, end: million.lastIndex };
  scale.lastIndex = at;
  const word = scale.exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return { power: 0, end: at };
  const factor = word === 'bn' ? 1e9 : (multipliers[word] ?? 1);
  return { power: Math.round(Math.log10(factor)), end: scale.lastIndex };
}

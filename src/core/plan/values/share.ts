const figure = '(\\d{1,3}(?:\\.\\d{1,3})?|\\.\\d{1,3})';
const range = new RegExp(`${figure}\\s*%?\\s*(?:-|to|\\.\\.)\\s*${figure}\\s*(?:%|percent\\b)`, 'i');
const single = new RegExp(`(?<![\\d.])${figure}\\s*(?:%|percent\\b)|%\\s?${figure}(?![\\d%])`, 'i');

/**
 * The first percentage of a text, as lowest and highest: `10% of users` is [10, 10], `30-60% (dependent on …)` is
 * [30, 60]. Undefined where there is none from 0 to 100.
 */
export function readShare(text: string): readonly [lowest: number, highest: number] | undefined {
  const plain = text.slice(0, 400).replace(/[\u2010-\u2015\u2212]/g, '-');
  const both = range.exec(plain);
  const one = single.exec(plain);
  if (both && (!one || both.index <= one.index)) return withinPercent(Number(both[1]), Number(both[2]));
  if (!one) return undefined;
  const value = Number(one[1] ?? one[2]);
  return withinPercent(value, value);
}

function withinPercent(low: number, high: number): readonly [number, number] | undefined {
  if (Math.max(low, high) > 100) return undefined;
  return low <= high ? [low, high] : [high, low];
}

/**
 * The share of users that a stage's field names. "100% at two clinics" is a share of a place and not of the users:
 * such a stage has no percentage.
 */
export function readUserShare(text: string): readonly [lowest: number, highest: number] | undefined {
  const share = readShare(text);
  if (share?.[0] === 100 && ofPlaces.test(text)) return undefined;
  return share;
}

const ofPlaces =
  /100\s?%(?: of \w+)?,? (?:at|in|for|within)\b[^.;]{0,40}\b(?:facilit|clinic|site|location|region|office|station|hospital|campus|countr|state|tenant|organi[sz]ation)/i;

/**
 * A list that only grows at its end. The longer one shares everything with the shorter one it was made from: adding
 * costs the same at any length, and the shorter one stays as it was.
 */
export interface Chain<T> {
  /** The last one added. */
  readonly value: T;
  readonly before: Chain<T> | undefined;
  readonly length: number;
  /**
   * A link some way back, so that searching takes as many steps as the length has digits (Myers, Information Processing
   * Letters 17, 1983, 241-248). Undefined where it would lie before the beginning.
   */
  readonly shortcut: Chain<T> | undefined;
}

export function addLink<T>(chain: Chain<T> | undefined, value: T): Chain<T> {
  if (chain === undefined) return { value, before: undefined, length: 1, shortcut: undefined };
  const far = chain.shortcut?.length ?? 0;
  const farther = chain.shortcut?.shortcut?.length ?? 0;
  const shortcut = chain.length - far === far - farther ? chain.shortcut?.shortcut : chain;
  return { value, before: chain, length: chain.length + 1, shortcut };
}

/** The newest link that fits, where with one that fits all older ones do. */
export function newestFit<T>(chain: Chain<T> | undefined, fits: (value: T) => boolean): Chain<T> | undefined {
  let link = chain;
  while (link !== undefined && !fits(link.value)) {
    const { shortcut } = link;
    link = shortcut !== undefined && !fits(shortcut.value) ? shortcut : link.before;
  }
  return link;
}

/** The oldest link that fits, where with one that fits all newer ones do. */
export function oldestFit<T>(chain: Chain<T> | undefined, fits: (value: T) => boolean): Chain<T> | undefined {
  if (chain === undefined || !fits(chain.value)) return undefined;
  let link = chain;
  while (link.before !== undefined && fits(link.before.value)) {
    const { shortcut } = link;
    link = shortcut !== undefined && fits(shortcut.value) ? shortcut : link.before;
  }
  return link;
}

/** From the newest to the oldest. */
export function* newestFirst<T>(chain: Chain<T> | undefined): Generator<T> {
  for (let link = chain; link !== undefined; link = link.before) yield link.value;
}

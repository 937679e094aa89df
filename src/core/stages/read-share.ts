/** Reads a share of users in percent, `45%` or `45`, from 0 to 100; undefined when it is none. */
export function readShare(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,3})?)\s?%?$/.exec(text.trim());
  if (match === null) return undefined;
  const share = Number(match[1]);
  return share <= 100 ? share : undefined;
}

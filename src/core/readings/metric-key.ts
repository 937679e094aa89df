/** The metric's name for matching. */
export function metricKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/Δ|&#916;/gi, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Longer words are no misspellings of ours, and comparing them is wasted work. */
const maxLength = 64;

/**
 * The candidate that was probably meant: the smallest number of letters added, left out, replaced or swapped with their
 * neighbour (restricted Damerau-Levenshtein distance), at most a third of the longer word. Letter case, spaces and
 * underscores for hyphens count as no difference. The first of equally near ones wins; undefined when none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word === '' || word.length > maxLength) return undefined;
  const plain = fold(word);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const other = fold(candidate);
    const limit = Math.floor(Math.max(plain.length, other.length) / 3);
    if (Math.abs(plain.length - other.length) > limit || candidate.length > maxLength) continue;
    const distance = editDistance(plain, other);
    if (distance > limit || distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[\s_]+/g, '-');
}

/** Letters added, left out, replaced or swapped with their neighbour. Takes time of the product of the lengths. */
export function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          cell(last, column) + 1,
          cell(current, column - 1) + 1,
          cell(last, column - 1) + (same ? 0 : 1),
          swapped ? cell(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return cell(last, b.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

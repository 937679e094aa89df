/** Keeps a statement's parameters far below SQLite's 32,766 and PostgreSQL's 65,535, with up to 15 for each row. */
const batchSize = 500;

/** Cuts a list into parts that fit into one statement; an empty list has none. */
export function* inBatches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += batchSize) yield items.slice(start, start + batchSize);
}

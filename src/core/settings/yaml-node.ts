import { isMap, isNode, isPair, isScalar, isSeq, type Pair } from 'yaml';

/** The value of a node as plain data. Depth is bounded by the reader of the text. */
export function plainValue(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map(plainValue);
  // `fromEntries` makes an own property of `__proto__`, as of any other key.
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [keyOf(pair), plainValue(pair.value)]));
  return undefined;
}

/** A key that is a list or a mapping has no name of ours. */
export function keyOf(pair: Pair): string {
  const key = plainValue(pair.key);
  return typeof key === 'object' && key !== null ? '?' : String(key ?? '');
}

/** Offset in the text. */
export function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Offset of what the path leads to: the value, or the key where the value has no place of its own. */
export function offsetAt(node: unknown, path: readonly (string | number)[], lastIsKey: boolean): number | undefined {
  let current: unknown = node;
  let offset = startOf(node);
  for (const [index, step] of path.entries()) {
    const child = childOf(current, step);
    if (child === undefined) return offset;
    const key = isPair(child) ? child.key : undefined;
    current = isPair(child) ? child.value : child;
    const isLast = index === path.length - 1;
    offset = (lastIsKey && isLast ? startOf(key) : undefined) ?? startOf(current) ?? startOf(key) ?? offset;
  }
  return offset;
}

function childOf(node: unknown, step: string | number): unknown {
  if (isSeq(node)) return node.items[Number(step)];
  if (isMap(node)) return node.items.find((pair) => keyOf(pair) === String(step));
  return undefined;
}

/** Finds code spans, in time linear in the length of the source if asked from left to right. */
export class CodeSpans {
  private readonly source: string;
  /** Places of the runs of backticks that have not been passed, by their length, the last one first. */
  private places: Map<number, number[]> | undefined;

  constructor(source: string) {
    this.source = source;
  }

  /** The code that begins here, and where it ends: at the next run of as many backticks. */
  read(at: number): { readonly value: string; readonly end: number } | undefined {
    let from = at;
    while (this.source[from] === '`') from += 1;
    this.places ??= findRuns(this.source);
    const places = this.places.get(from - at) ?? [];
    while ((places.at(-1) ?? from) < from) places.pop();
    const to = places.at(-1);
    if (to === undefined) return undefined;
    const code = this.source.slice(from, to).replaceAll('\n', ' ');
    const isPadded = code.startsWith(' ') && code.endsWith(' ') && /[^ ]/.test(code);
    return { value: isPadded ? code.slice(1, -1) : code, end: to + from - at };
  }
}

function findRuns(source: string): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (const { 0: run, index } of [...source.matchAll(/`+/g)].toReversed()) {
    const same = places.get(run.length);
    if (same === undefined) places.set(run.length, [index]);
    else same.push(index);
  }
  return places;
}

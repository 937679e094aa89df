import { enclose, type InlineNode } from './inline-node.ts';

/** A run of `*`, `_` or `~` that may begin or end a mark. */
export interface Run {
  readonly node: InlineNode;
  readonly mark: string;
  /** As typed. */
  readonly length: number;
  readonly opens: boolean;
  readonly closes: boolean;
  /** Runs behind it have a higher one. */
  readonly order: number;
  before: Run | undefined;
  after: Run | undefined;
}

/**
 * Whether a run may begin and end a mark, by the characters around it. Tildes beside other marks are looked through,
 * as GitHub does.
 */
export function flanks(
  mark: string,
  before: string,
  after: string,
): { readonly opens: boolean; readonly closes: boolean } {
  const left = kindOf(before);
  const right = kindOf(after);
  const isLeft = right === 'word' || (right === 'sign' && left !== 'word');
  const isRight = left === 'word' || (left === 'sign' && right !== 'word');
  if (mark !== '_') return { opens: isLeft, closes: isRight };
  return { opens: isLeft && (!isRight || left === 'sign'), closes: isRight && (!isLeft || right === 'sign') };
}

function kindOf(character: string): 'space' | 'sign' | 'word' {
  if (character === '' || /\s/.test(character)) return 'space';
  return /[\p{P}\p{S}]/u.test(character) ? 'sign' : 'word';
}

/** The runs of a paragraph that still wait for a partner, in their order. */
export class Runs {
  last: Run | undefined;
  private count = 0;

  add({ node, mark, length, opens, closes }: Omit<Run, 'order' | 'before' | 'after'>): void {
    this.count += 1;
    const added: Run = { node, mark, length, opens, closes, order: this.count, before: this.last, after: undefined };
    if (this.last !== undefined) this.last.after = added;
    this.last = added;
  }

  /**
   * Pairs all runs behind one, which stays; those without a partner are text. How far back a run of some kind found
   * none is kept, which makes the whole linear.
   */
  pair(bottom: Run | undefined): void {
    const barren = new Map<string, number>();
    let closer = this.firstBehind(bottom);
    while (closer !== undefined) {
      if (!closer.closes) {
        closer = closer.after;
        continue;
      }
      const kind = `${closer.mark}${Number(closer.opens)}${closer.mark === '~' ? closer.length : closer.length % 3}`;
      const opener = findOpener(closer, barren.get(kind) ?? bottom?.order ?? 0);
      if (opener === undefined) {
        barren.set(kind, closer.order - 1);
        const next: Run | undefined = closer.after;
        if (!closer.opens) this.remove(closer);
        closer = next;
        continue;
      }
      opener.after = closer;
      closer.before = opener;
      closer = this.join(opener, closer);
    }
    this.last = bottom;
    if (bottom !== undefined) bottom.after = undefined;
  }

  /** Puts a mark around what is between two runs, twice where it is strong; the run at which to go on. */
  private join(opener: Run, closer: Run): Run | undefined {
    enclose(opener.node, closer.node, closer.mark === '~' ? 'struck' : 'emphasis');
    opener.node.value = opener.node.value.slice(1);
    closer.node.value = closer.node.value.slice(1);
    if (opener.node.value === '') this.remove(opener);
    if (closer.node.value !== '') return closer;
    this.remove(closer);
    return closer.after;
  }

  private firstBehind(bottom: Run | undefined): Run | undefined {
    let first: Run | undefined;
    for (let run = this.last; run !== bottom && run !== undefined; run = run.before) first = run;
    return first;
  }

  private remove({ before, after }: Run): void {
    if (before !== undefined) before.after = after;
    if (after !== undefined) after.before = before;
    else this.last = before;
  }
}

function findOpener(closer: Run, behind: number): Run | undefined {
  for (let run = closer.before; run !== undefined && run.order > behind; run = run.before) {
    if (run.opens && run.mark === closer.mark && arePartners(run, closer)) return run;
  }
  return undefined;
}

function arePartners(opener: Run, closer: Run): boolean {
  if (closer.mark === '~') return opener.length === closer.length;
  if (!opener.closes && !closer.opens) return true;
  return (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

import type { Trx } from './schema.ts';

/** Remembers which transactions announced work, and calls back when they are committed. */
export function createWorkSignal() {
  const callbacks: (() => void)[] = [];
  const announcing = new WeakSet<Trx>();

  function emit(): void {
    for (const callback of callbacks) callback();
  }

  return {
    emit,
    announce(trx: Trx): void {
      announcing.add(trx);
    },
    committed(trx: Trx): void {
      if (announcing.has(trx)) emit();
    },
    onWork(callback: () => void): void {
      callbacks.push(callback);
    },
  };
}

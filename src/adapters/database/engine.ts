import type { Handle, Trx } from './schema.ts';

/** What the two engines have in common, and the little in which they differ. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres';
  /** For single statements outside a transaction. */
  readonly db: Handle;
  /**
   * Runs the work in one transaction; durable when it resolves. Throws `StoreFailure` when the database is the
   * trouble. Waiting for anything but `trx` inside it would block every other user of the embedded engine.
   */
  transact<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  /** Tells every worker, also in other processes, that a lane has become ready, once the transaction is committed. */
  announce(trx: Trx): Promise<void>;
  /** Calls back after such an announcement. It is a hint: it may come late, twice or not at all. */
  onWork(callback: () => void): void;
  close(): Promise<void>;
}

/** The part of a pino logger that the store uses. */
export interface Log {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** The database is the trouble, and the message says what an operator can do about it. */
export class StoreFailure extends Error {
  readonly code: StoreFailureCode;
  constructor(message: string, options: { readonly code: StoreFailureCode; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'StoreFailure';
    this.code = options.code;
  }
}

export type StoreFailureCode =
  /** Another process has the data directory. */
  | 'in-use'
  | 'damaged'
  | 'read-only'
  | 'full'
  /** Written by a newer version. */
  | 'newer'
  /** The server would acknowledge what it may lose. */
  | 'unsafe'
  | 'unsupported'
  | 'unavailable';

import type { Logger } from 'pino';

/** What the app writes: one line for each decision, WARN for what will be tried again, ERROR where a person must act. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

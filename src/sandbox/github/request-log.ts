import type { Instant } from '../../core/instant.ts';

/** One request to the API, as it was answered. */
export interface LoggedRequest {
  readonly at: Instant;
  /** Delivery that the app says it works on: its header `x-rollcall-delivery`. */
  readonly delivery: string | undefined;
  readonly method: string;
  readonly path: string;
  /** Of GraphQL: the operation's name, or its kind where it has none. */
  readonly operation: string | undefined;
  readonly query: string | undefined;
  readonly variables: unknown;
  readonly status: number;
  /** Against the secondary limit: 1 for a read, 5 for a write, whatever the number of mutations in a document. */
  readonly points: number;
}

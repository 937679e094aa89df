import type { Logger } from 'pino';
import type { Instant } from '../core/instant.ts';
import type { Clock } from '../ports.ts';

/** Starts the app against a GitHub. The player and the page know no more of it than this. */
export type StartApp = (options: AppOptions) => Promise<AppUnderTest>;

export interface AppOptions {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Base address of the REST API; that of GraphQL follows from it. */
  readonly githubUrl: string;
  readonly clock: Clock;
  /** Of the embedded database. */
  readonly dataDir?: string | undefined;
  readonly databaseUrl?: string | undefined;
  readonly log: Logger;
}

export interface AppUnderTest {
  readonly webhookUrl: string;
  /** Resolves when nothing is ready to be done at the clock's time and nothing is under way. */
  settle(): Promise<void>;
  /** The next moments at which it will do something by itself: try again what failed, or run a timer. */
  nextWake(): Promise<{ readonly retryAt?: Instant | undefined; readonly timerAt?: Instant | undefined }>;
  /** Runs the timers that are due now, then settles. */
  fireDue(): Promise<void>;
  releases(): Promise<readonly ReleaseState[]>;
  stop(): Promise<void>;
}

/** Where a release stands, in the words of the scenario's `expect`. */
export interface ReleaseState {
  /** Number of its tracking issue. */
  readonly issue: number;
  /** Id of the stage it is in, or was taken back from; undefined before the first. */
  readonly stage: string | undefined;
  /** Percent of users. */
  readonly share: number | undefined;
  /** `planning`, `stage`, `held`, `rolled-back`, `live`, `complete`, `cancelled`. */
  readonly state: string;
  /** `GO`, `HOLD` or `NO-GO`; undefined where there is nothing to recommend. */
  readonly recommendation: string | undefined;
  readonly verdicts: readonly { readonly criterion: string; readonly result: string; readonly why: string }[];
}

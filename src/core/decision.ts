import type { Effect } from './effect.ts';
import type { Instant } from './instant.ts';
import type { Reading } from './readings/reading.ts';
import type { Rollout } from './rollout.ts';

/** What the core answers to an event. It is recorded before anything is done. */
export interface Decision {
  /** What was decided, from a closed list: it is in the ledger, the log and the metrics. */
  readonly reason: Reason;
  /** The next state; undefined when the issue is none of ours. */
  readonly rollout: Rollout | undefined;
  readonly readings: ReadingChanges;
  /** In the order in which they are to be applied. */
  readonly effects: readonly Effect[];
  /** All timers this release should have from now on; they replace the earlier ones. Undefined: as before. */
  readonly timers: readonly Timer[] | undefined;
  /** For the ledger: who asked for what, and what came of it, one entry for each command or move. */
  readonly ledger: readonly LedgerNote[];
}

export type Reason =
  | 'not-ours'
  | 'own-echo'
  | 'adopted'
  | 'plan-reread'
  | 'commands'
  | 'refused'
  | 'readings'
  | 'readings-withdrawn'
  | 'edit-rejected'
  | 'label-moved'
  | 'label-refused'
  | 'label-repaired'
  | 'checklist-read'
  | 'checklist-closed'
  | 'report'
  | 'released'
  | 'repaired'
  | 'set-aside'
  | 'nothing-to-do';

export interface ReadingChanges {
  /** Replace readings with the same id. */
  readonly put: readonly Reading[];
  /** Source ids whose readings, other than those in `put`, no longer count. */
  readonly withdraw: readonly string[];
}

export interface Timer {
  /** Unique in the release: `weekly:2021-03-15`, `1-week`, `soak:canary`. */
  readonly key: string;
  readonly dueAt: Instant;
}

export interface LedgerNote {
  readonly actor: string;
  /** `/advance canary`, `label stage: canary`, `weekly report`, … in our words, never the user's text. */
  readonly action: string;
  readonly outcome: 'done' | 'refused' | 'dry-run' | 'noted' | 'failed';
  /** A refusal's reason, or a detail of what was done. */
  readonly detail: string | undefined;
}

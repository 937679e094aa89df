import type { Draft } from '../draft.ts';
import type { CommentFacts } from '../event.ts';
import type { Instant } from '../instant.ts';
import type { ReadingSource } from '../readings/reading.ts';
import type { Refusal } from '../refusal.ts';
import type { ActorFacts, Permission, Snapshot } from '../snapshot.ts';
import type { ViewCall } from '../view-models.ts';
import type { Arguments } from './arguments.ts';

/** One slash command. Its sentences are in templates/help/<name>.hbs. */
export interface Command {
  readonly name: string;
  /** `/advance [stage] [--share 20%]`; every command takes `--dry-run` besides. */
  readonly usage: string;
  readonly examples: readonly [string, ...string[]];
  /** The lowest permission by default; `role`: the role that the roll call names decides, with at least `read`. */
  readonly permission: Exclude<Permission, 'none' | 'maintain' | 'admin'> | 'role';
  /** Flags it knows besides `--dry-run`; those with `value` take one. */
  readonly flags?: Readonly<Record<string, 'value' | 'switch'>>;
  run(args: Arguments, context: CommandContext): CommandResult;
}

export interface CommandContext {
  readonly draft: Draft;
  readonly snapshot: Snapshot;
  readonly now: Instant;
  readonly actor: ActorFacts;
  readonly comment: CommentFacts;
  readonly source: ReadingSource;
  /** What answers and readings belong to: the stage of the checklist issue it stands on, else the stage under way. */
  readonly stage: string | undefined;
  /** All commands, for `/help`. */
  readonly commands: readonly Command[];
}

export type CommandResult =
  | {
      readonly kind: 'done';
      readonly draft: Draft;
      /** What is said to it; many commands say nothing beyond a reaction and the card. */
      readonly reply: ViewCall | undefined;
      /** For the ledger: what came of it, in our words. */
      readonly detail: string | undefined;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export function refused(refusal: Refusal): CommandResult {
  return { kind: 'refused', refusal };
}

export function done(draft: Draft, reply?: ViewCall, detail?: string): CommandResult {
  return { kind: 'done', draft, reply, detail };
}

import { readArguments } from '../commands/arguments.ts';
import type { Command, CommandContext } from '../commands/command.ts';
import { mayUse, neededPermission } from '../commands/permission.ts';
import { commandNamed, commands } from '../commands/registry.ts';
import type { LedgerNote } from '../decision.ts';
import type { Draft } from '../draft.ts';
import { dryRunModel } from '../dry-run.ts';
import { nearest } from '../nearest.ts';
import type { FoundCommand } from '../parsing/find-commands.ts';
import type { Refusal } from '../refusal.ts';
import { currentStage } from '../stages/ladder.ts';
import type { ViewCall } from '../view-models.ts';

export interface RanCommands {
  readonly draft: Draft;
  readonly replies: readonly ViewCall[];
  readonly ledger: readonly LedgerNote[];
  readonly refused: boolean;
  /** How many were carried out. */
  readonly done: number;
  /** Nothing but numbers were given: a thumb is answer enough. */
  readonly onlyNumbers: boolean;
  /** A command moved the release: its comment says where things stand. */
  readonly moved: boolean;
}

/** A comment has room for thousands, and each may post a text as long as the card. */
export const maxCommands = 50;

type RunContext = Omit<CommandContext, 'commands' | 'stage'> & {
  /** Of the checklist issue that the comment stands on. */
  readonly checklist: string | undefined;
};

/**
 * Runs a comment's commands in order, each on what the one before it left, and stops at the first refusal. One more than
 * `maxCommands` is refused.
 */
export function runCommands(found: readonly FoundCommand[], context: RunContext): RanCommands {
  let draft = context.draft;
  const replies: ViewCall[] = [];
  const ledger: LedgerNote[] = [];
  let done = 0;
  let refused = false;
  for (const one of found) {
    const stage = context.checklist ?? currentStage(draft.rollout)?.id;
    const outcome =
      done === maxCommands
        ? refusal(one, draft, { reason: 'too-many-commands', limit: maxCommands })
        : runCommand(one, { ...context, draft, stage, commands });
    ledger.push({ actor: context.actor.login, ...outcome.note });
    if (outcome.reply !== undefined) replies.push(outcome.reply);
    if (outcome.note.outcome === 'refused') {
      refused = true;
      break;
    }
    draft = outcome.draft;
    done += 1;
  }
  const onlyNumbers = found.every(({ name }) => name === 'metric' || name === 'baseline');
  return { draft, replies, ledger, refused, done, onlyNumbers, moved: hasMoved(context.draft, draft) };
}

interface Outcome {
  readonly draft: Draft;
  readonly reply: ViewCall | undefined;
  readonly note: Omit<LedgerNote, 'actor'>;
}

function runCommand(found: FoundCommand, context: CommandContext): Outcome {
  const { draft, actor, snapshot } = context;
  const command = commandNamed(found.name);
  if (command === undefined) {
    const names = commands.map(({ name }) => name);
    return refusal(found, draft, { reason: 'unknown-command', name: found.name, nearest: nearest(found.name, names) });
  }
  if (!mayUse(command, actor, snapshot.settings)) {
    return refusal(found, draft, {
      reason: 'not-permitted',
      needs: neededFor(command, context),
      has: actor.permission,
    });
  }
  const read = readArguments(command, found.argument);
  if (read.kind === 'problem') {
    const problem = read.nearest === undefined ? read.problem : `${read.problem} → ${read.nearest}`;
    return refusal(found, draft, badUsage(command, problem));
  }
  const result = command.run(read.args, context);
  if (result.kind === 'refused') return refusal(found, draft, result.refusal);
  const action = `/${command.name}`;
  if (read.args.dryRun) {
    const model = dryRunModel(found.raw, context, result);
    return { draft, reply: { view: 'dry-run', model }, note: { action, outcome: 'dry-run', detail: result.detail } };
  }
  return { draft: result.draft, reply: result.reply, note: { action, outcome: 'done', detail: result.detail } };
}

function refusal(found: FoundCommand, draft: Draft, why: Refusal): Outcome {
  const model = { asked: found.raw, by: 'command', refusal: why } as const;
  const known = commandNamed(found.name)?.name ?? 'unknown';
  return {
    draft,
    reply: { view: 'refused', model },
    note: { action: `/${known}`, outcome: 'refused', detail: why.reason },
  };
}

function neededFor(command: Command, { snapshot }: CommandContext): string {
  return snapshot.settings.permissions[command.name]?.atLeast ?? neededPermission(command);
}

function badUsage({ usage, examples }: Command, problem: string): Refusal {
  return { reason: 'bad-usage', problem, usage, example: examples[0] };
}

function hasMoved(before: Draft, after: Draft): boolean {
  return before.rollout.position !== after.rollout.position || before.rollout.share !== after.rollout.share;
}

import { readArguments } from '../commands/arguments.ts';
import type { Command } from '../commands/command.ts';
import { mayUse } from '../commands/permission.ts';
import { commandNamed } from '../commands/registry.ts';
import type { Decision } from '../decision.ts';
import { withRollout } from '../draft.ts';
import { dryRunModel } from '../dry-run.ts';
import { findCommands } from '../parsing/find-commands.ts';
import type { Rollout } from '../rollout.ts';
import { conclude, ignore } from './conclude.ts';
import type { EventOf, Handling } from './handling.ts';

/** Somebody closed the tracking issue by hand: the record stays, reports stop until it is opened again. */
export function onTrackingClosed(
  event: EventOf<'issue-closed' | 'issue-reopened' | 'issue-deleted' | 'issue-transferred'>,
  handling: Handling,
): Decision {
  const { position, suspended } = handling.draft.rollout;
  const isEnded = position.at === 'complete' || position.at === 'cancelled';
  if (isEnded || suspended !== undefined || handling.snapshot.issue.open) {
    return conclude(handling, { reason: 'nothing-to-do' });
  }
  return conclude(handling, {
    reason: 'released',
    draft: withRollout(handling.draft, { suspended: 'closed' }),
    replies: [{ view: 'paused', model: { why: 'closed', by: event.actor.login } }],
    ledger: [{ actor: event.actor.login, action: 'close', outcome: 'noted', detail: undefined }],
  });
}

export function onReopened(handling: Handling): Decision {
  const draft = withRollout(handling.draft, { suspended: undefined });
  return conclude(handling, { reason: 'repaired', draft, quiet: true });
}

/** `/adopt` on a release that lost its label: it goes on where it was. */
export function onReadopted(event: EventOf<'comment-created'>, handling: Handling): Decision {
  const { snapshot } = handling;
  const { actor, settings } = snapshot;
  const command = commandNamed('adopt');
  if (actor === undefined || command === undefined || !mayUse(command, actor, settings)) return ignore('not-ours');
  const dryRun = dryRunOf(event, command, handling);
  if (dryRun !== undefined) {
    const effects = [{ kind: 'post-once', issue: undefined, body: { view: 'dry-run', model: dryRun } }] as const;
    const ledger = [{ actor: actor.login, action: '/adopt', outcome: 'dry-run', detail: undefined }] as const;
    return { ...ignore('commands'), effects, ledger };
  }
  const decision = conclude(handling, {
    reason: 'adopted',
    draft: withRollout(handling.draft, { suspended: undefined }),
    ledger: [{ actor: actor.login, action: '/adopt', outcome: 'done', detail: undefined }],
    quiet: true,
  });
  return { ...decision, effects: [...decision.effects, { kind: 'ensure-label', label: settings.labels.tracking }] };
}

function dryRunOf({ comment }: EventOf<'comment-created'>, command: Command, { draft, snapshot }: Handling) {
  const found = findCommands(comment.body).find(({ name }) => name === command.name);
  const read = readArguments(command, found?.argument ?? '');
  if (found === undefined || read.kind !== 'arguments' || !read.args.dryRun) return undefined;
  const adopted = withRollout(draft, { suspended: undefined });
  const done = { kind: 'done', draft: adopted, reply: undefined, detail: undefined } as const;
  return dryRunModel(found.raw, { draft, snapshot }, done);
}

export function onGone(
  event: EventOf<'issue-closed' | 'issue-reopened' | 'issue-deleted' | 'issue-transferred'>,
  { draft }: Handling,
): Decision {
  return releaseGone(draft.rollout, event.actor.login, event.kind);
}

/** The issue is gone from here: nothing more can be said, and no timer may go off. */
export function releaseGone(rollout: Rollout, actor: string, action: string): Decision {
  return {
    reason: 'released',
    rollout: { ...rollout, suspended: 'closed' },
    readings: { put: [], withdraw: [] },
    effects: [],
    timers: [],
    ledger: [{ actor, action, outcome: 'noted', detail: 'the tracking issue is gone' }],
  };
}

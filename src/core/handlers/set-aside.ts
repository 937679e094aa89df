import { commandNamed } from '../commands/registry.ts';
import type { Decision, LedgerNote } from '../decision.ts';
import type { Happening, SetAside } from '../event.ts';
import { readMarkdown } from '../markdown/read-markdown.ts';
import { type FoundCommand, findCommands, newCommands } from '../parsing/find-commands.ts';
import { reports } from '../reports/registry.ts';
import { matchStage } from '../stages/ladder.ts';
import type { AskedFor, SetAsideModel } from '../view-models.ts';
import { placeOf } from './comment-created.ts';
import { conclude, ignore } from './conclude.ts';
import type { Handling } from './handling.ts';
import { maxCommands } from './run-commands.ts';

/**
 * Tells whoever asked for something that it could not be done, and does nothing else: what went wrong may lie in what
 * every other decision does as well. What nobody asked for is put right by itself, and is said to nobody.
 */
export function onSetAside(event: SetAside, handling: Handling): Decision {
  const asked = askedFor(event.of, handling);
  const undone = undoneIn(event);
  const isWhole = event.undone === undefined;
  if (handling.adopted) return conclude(handling, { reason: 'adopted' });
  if (asked === undefined || (!isWhole && undone.length === 0)) return ignore('nothing-to-do');
  const { attempts, deliveryId } = event;
  const why = event.code === 'forbidden' || event.code === 'sub-issue-limit' ? event.code : undefined;
  const issue = 'issueNumber' in event.of ? placeOf(event.of.issueNumber, handling).nodeId : undefined;
  const body = { view: 'set-aside', model: { asked, undone, attempts, why, deliveryId } } as const;
  return {
    ...ignore('set-aside'),
    effects: [{ kind: 'post-once', issue, body }],
    ledger: notesOf(asked, isWhole ? undefined : undone),
  };
}

function askedFor(event: Happening, handling: Handling): AskedFor | undefined {
  if (event.kind === 'timer') return askedByCalendar(event);
  if (!('actor' in event) || event.actor.isBot || handling.snapshot.actor?.permission === 'none') return undefined;
  const by = event.actor.login;
  if (event.kind === 'issue-labeled') return askedByLabel(event, handling);
  if (event.kind !== 'comment-created' && event.kind !== 'comment-edited') return undefined;
  const commands = commandsOf(event)
    .slice(0, maxCommands)
    .map(({ raw }) => raw);
  return commands.length === 0 ? undefined : { what: 'commands', commands, by, url: event.comment.url };
}

function askedByCalendar({ timer, dueAt }: Extract<Happening, { kind: 'timer' }>): AskedFor | undefined {
  const report = reports.find(({ name }) => name === timer);
  return report === undefined ? undefined : { what: 'report', report: report.name, dueAt };
}

function askedByLabel(event: Extract<Happening, { label: string }>, { draft, snapshot }: Handling) {
  const prefix = snapshot.settings.labels.stagePrefix;
  if (!event.label.startsWith(prefix)) return undefined;
  const stage = matchStage(draft.rollout.plan.stages, event.label.slice(prefix.length));
  if (stage === undefined) return undefined;
  return { what: 'label', label: event.label, stage: stage.id, by: event.actor.login } as const;
}

/** Those that would have been run: of an edited comment only what its author has added. */
function commandsOf(
  event: Extract<Happening, { kind: 'comment-created' | 'comment-edited' }>,
): readonly FoundCommand[] {
  const found = findCommands(readMarkdown(event.comment.body));
  if (event.kind === 'comment-created') return found;
  if (event.actor.id !== event.comment.author.id || event.bodyBefore === undefined) return [];
  return newCommands(findCommands(readMarkdown(event.bodyBefore)), found);
}

/** What people would miss and what does not come again by itself within the hour. */
const missed: Readonly<Record<string, SetAsideModel['undone'][number]>> = {
  'ensure-checklist-issue': 'checklist',
  'post-once': 'answer',
  'ensure-stage-label': 'label',
  'close-issue': 'closing',
};

function undoneIn({ undone = [] }: SetAside): SetAsideModel['undone'] {
  return [...new Set(undone.flatMap((kind) => missed[kind] ?? []))];
}

function notesOf(asked: AskedFor, undone: SetAsideModel['undone'] | undefined): readonly LedgerNote[] {
  const rest = { outcome: 'failed', detail: undone?.join(', ') } as const;
  switch (asked.what) {
    case 'commands':
      return asked.commands.map((raw) => ({ actor: asked.by, action: actionOf(raw), ...rest }));
    case 'label':
      return [{ actor: asked.by, action: `label for ${asked.stage}`, ...rest }];
    case 'report':
      return [{ actor: 'rollcall', action: `${asked.report} report`, ...rest }];
    default:
      return asked satisfies never;
  }
}

function actionOf(raw: string): string {
  const [, name = ''] = /^\/([\w-]+)/.exec(raw) ?? [];
  return `/${commandNamed(name.toLowerCase())?.name ?? 'unknown'}`;
}

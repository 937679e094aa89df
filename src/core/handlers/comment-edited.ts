import type { Decision } from '../decision.ts';
import { withReadingsOf } from '../draft.ts';
import { readMarkdown } from '../markdown/read-markdown.ts';
import { findCommands, newCommands } from '../parsing/find-commands.ts';
import { readAnswers } from '../readings/read-results.ts';
import { withoutAnswers } from '../reports/with-answers.ts';
import {
  mayPostNumbers,
  numberProblems,
  placeOf,
  readComment,
  sourceOf,
  withBulletAnswers,
} from './comment-created.ts';
import { conclude } from './conclude.ts';
import type { EventOf, Handling } from './handling.ts';
import { runCommands } from './run-commands.ts';

/** Commands that give numbers: in an edited comment they replace numbers instead of being run. */
const numberCommands: readonly string[] = ['metric', 'baseline'];

/**
 * An edited comment never runs a command again. Its author's edit replaces its numbers and runs commands that were not
 * there before; anybody else's edit changes nothing and is told once.
 */
export function onCommentEdited(event: EventOf<'comment-edited'>, handling: Handling): Decision {
  const { draft, snapshot } = handling;
  const { comment } = event;
  const { actor } = snapshot;
  if (actor === undefined) return conclude(handling, { reason: 'nothing-to-do' });
  const source = sourceOf(comment);
  const place = placeOf(event.issueNumber, handling);
  const before = draft.readings.filter((reading) => reading.source.id === source.id);
  if (event.actor.id !== comment.author.id)
    return onForeignEdit(
      event,
      handling,
      before.map(({ metric }) => metric),
    );

  const text = readMarkdown(comment.body);
  const mayPost = mayPostNumbers(actor, snapshot);
  const read = mayPost
    ? readComment({ ...comment, text }, handling, place.stage, true)
    : { readings: [], problems: [] };
  // A number without a date keeps the stage it was given in: correcting a typo later does not make it evidence of another stage.
  const first = before.find((reading) => reading.at === comment.createdAt);
  const readings = read.readings.map((reading) =>
    first === undefined || reading.at !== comment.createdAt
      ? reading
      : { ...reading, stage: first.stage, share: first.share },
  );
  const numbered = before.length > 0 || readings.length > 0 ? withReadingsOf(draft, source.id, readings) : draft;
  const textBefore = event.bodyBefore === undefined ? undefined : readMarkdown(event.bodyBefore);
  const answersBefore = textBefore === undefined ? [] : readAnswers(textBefore);
  const replaced = withBulletAnswers(numbered, text, event, handling, answersBefore);

  const isUnknown = actor.isBot || textBefore === undefined;
  const added = isUnknown ? [] : newCommands(findCommands(textBefore), findCommands(text));
  const toRun = added.filter((command) => !numberCommands.includes(command.name));
  const mayCommand = actor.permission !== 'none';
  const context = { draft: replaced, snapshot, now: snapshot.now, actor, comment, source, checklist: place.checklist };
  const ran = runCommands(mayCommand ? toRun : [], context);
  const hasNumbers = before.length > 0 || readings.length > 0 || replaced.rollout !== draft.rollout;
  return conclude(handling, {
    reason: ran.ledger.length > 0 ? reasonOf(ran.refused) : numbersReason(hasNumbers),
    draft: ran.draft,
    replies: [...numberProblems(read), ...ran.replies],
    on: ran.moved ? undefined : place.nodeId,
    reaction: reactionOf(comment.nodeId, ran, hasNumbers),
    ledger: ran.ledger,
    quiet: ran.moved,
  });
}

/** Numbers and answers of a deleted comment are withdrawn; what was decided by it stays in the record. */
export function onCommentDeleted({ comment, actor }: EventOf<'comment-deleted'>, handling: Handling): Decision {
  const source = sourceOf(comment).id;
  const numberless = withReadingsOf(handling.draft, source, []);
  const draft = withoutAnswers(numberless, readAnswers(readMarkdown(comment.body)), source);
  const hadNumbers = numberless.withdraw.length > handling.draft.withdraw.length;
  const had = hadNumbers || draft !== numberless;
  return conclude(handling, {
    reason: had ? 'readings-withdrawn' : 'nothing-to-do',
    draft,
    ledger: had
      ? [
          {
            actor: actor.login,
            action: hadNumbers ? 'deletion of numbers' : 'deletion of answers',
            outcome: 'noted',
            detail: undefined,
          },
        ]
      : [],
  });
}

function onForeignEdit(event: EventOf<'comment-edited'>, handling: Handling, metrics: readonly string[]): Decision {
  if (metrics.length === 0) return conclude(handling, { reason: 'nothing-to-do' });
  const model = { by: event.actor.login, author: event.comment.author.login, readings: metrics };
  return conclude(handling, {
    reason: 'edit-rejected',
    replies: [{ view: 'edit-rejected', model }],
    on: placeOf(event.issueNumber, handling).nodeId,
    ledger: [{ actor: event.actor.login, action: 'edit of another comment', outcome: 'refused', detail: undefined }],
  });
}

function reasonOf(refused: boolean): Decision['reason'] {
  return refused ? 'refused' : 'commands';
}

function numbersReason(hasNumbers: boolean): Decision['reason'] {
  return hasNumbers ? 'readings' : 'nothing-to-do';
}

function reactionOf(
  subject: string,
  ran: { readonly refused: boolean; readonly done: number },
  hasNumbers: boolean,
): { subject: string; content: 'CONFUSED' | 'ROCKET' | 'THUMBS_UP' } | undefined {
  if (ran.refused) return { subject, content: 'CONFUSED' };
  if (ran.done > 0) return { subject, content: 'ROCKET' };
  return hasNumbers ? { subject, content: 'THUMBS_UP' } : undefined;
}

import { hasAtLeast, mayUse } from '../commands/permission.ts';
import { commandNamed } from '../commands/registry.ts';
import type { Decision, LedgerNote } from '../decision.ts';
import { type Draft, withReadings } from '../draft.ts';
import type { Reaction } from '../effect.ts';
import type { CommentFacts } from '../event.ts';
import type { Markdown } from '../markdown/markdown.ts';
import { readMarkdown } from '../markdown/read-markdown.ts';
import { findCommands } from '../parsing/find-commands.ts';
import { type ReadReadings, readReadings } from '../readings/read-readings.ts';
import { type ResultLine, readAnswers } from '../readings/read-results.ts';
import type { ReadingSource } from '../readings/reading.ts';
import { readingContext } from '../readings/reading-context.ts';
import { openResults, questionsOf } from '../reports/result-questions.ts';
import { goneAnswers, withAnswers, withoutAnswers } from '../reports/with-answers.ts';
import type { ActorFacts, Snapshot } from '../snapshot.ts';
import { currentStage, findStage } from '../stages/ladder.ts';
import type { ViewCall } from '../view-models.ts';
import { conclude } from './conclude.ts';
import type { EventOf, Handling } from './handling.ts';
import { type RanCommands, runCommands } from './run-commands.ts';

/** Reads the numbers of a comment, then runs its commands in order. */
export function onCommentCreated(event: EventOf<'comment-created'>, handling: Handling): Decision {
  const { snapshot } = handling;
  const { actor } = snapshot;
  if (actor === undefined) return conclude(handling, { reason: 'nothing-to-do' });
  const place = placeOf(event.issueNumber, handling);
  const text = readMarkdown(event.comment.body);
  // What a bot writes is never a command; its numbers count when the settings name it.
  const commands = actor.isBot ? [] : findCommands(text);
  const read = mayPostNumbers(actor, snapshot)
    ? readComment({ ...event.comment, text }, handling, place.stage, actor.isBot)
    : { readings: [], problems: [] };
  const answered = withBulletAnswers(withReadings(handling.draft, read.readings), text, event, handling);
  if (actor.permission === 'none' && !actor.isBot) return onOutsider(commands.length, event, handling);

  const source = sourceOf(event.comment);
  const context = { draft: answered, snapshot, now: snapshot.now, actor, comment: event.comment, source };
  const ran = runCommands(commands, { ...context, checklist: place.checklist });
  const problems = numberProblems(read);
  const hasAnswers = answered.rollout !== handling.draft.rollout;
  const content = reactionFor(ran, read, hasAnswers);
  return conclude(handling, {
    reason: reasonFor(ran, read.readings.length > 0 || read.problems.length > 0 || hasAnswers, handling),
    draft: ran.draft,
    replies: [...problems, ...ran.replies],
    on: ran.moved ? undefined : place.nodeId,
    reaction: content === undefined ? undefined : { subject: event.comment.nodeId, content },
    ledger: [...readingNote(actor, read), ...ran.ledger],
    quiet: ran.moved,
  });
}

interface Place {
  /** Of the checklist issue, or the one under way. */
  readonly stage: string | undefined;
  /** The stage of the checklist issue; undefined on the tracking issue. */
  readonly checklist: string | undefined;
  /** Of the checklist issue; undefined for the tracking issue. */
  readonly nodeId: string | undefined;
}

/** Where an event happened. */
export function placeOf(issueNumber: number, { draft, snapshot }: Handling): Place {
  const checklist = snapshot.checklists.find((candidate) => candidate.number === issueNumber);
  if (checklist !== undefined) {
    return { stage: checklist.stage, checklist: checklist.stage, nodeId: checklist.nodeId };
  }
  return { stage: currentStage(draft.rollout)?.id, checklist: undefined, nodeId: undefined };
}

/** Numbers count from people with triage access, or as the settings say for `/metric`, and from the listed bots. */
export function mayPostNumbers(actor: ActorFacts, { settings }: Snapshot): boolean {
  if (actor.isBot) return settings.bots.some((bot) => bareLogin(bot) === bareLogin(actor.login));
  const metric = commandNamed('metric');
  return metric === undefined ? hasAtLeast(actor, 'triage') : mayUse(metric, actor, settings);
}

/**
 * The numbers a comment gives outside of commands. Where no commands are run, because it is a bot's or was edited, its
 * `/metric` lines are numbers too.
 */
export function readComment(
  comment: CommentFacts & { readonly text: Markdown },
  { draft, snapshot }: Pick<Handling, 'draft' | 'snapshot'>,
  stage: string | undefined,
  metricLines: boolean,
): ReadReadings {
  const context = readingContext(draft.rollout, {
    stage,
    at: comment.createdAt,
    now: snapshot.now,
    timeZone: snapshot.settings.timeZone,
    source: sourceOf(comment),
    kind: 'reading',
  });
  return readReadings(comment.text, { ...context, metricLines });
}

/**
 * Answers that a person gives in the template's own bullets, to the results that are open where they write; after an
 * edit to those that the comment was for. What it said `before` and says no longer is taken back.
 */
export function withBulletAnswers(
  draft: Draft,
  text: Markdown,
  { comment, issueNumber }: Pick<EventOf<'comment-created'>, 'comment' | 'issueNumber'>,
  handling: Handling,
  before: readonly ResultLine[] = [],
): Draft {
  const { actor, settings } = handling.snapshot;
  const command = commandNamed('answer');
  if (actor === undefined || actor.isBot || command === undefined || !mayUse(command, actor, settings)) return draft;
  const sourceId = sourceOf(comment).id;
  const { stage, nodeId } = placeOf(issueNumber, handling);
  const isOwn = nodeId !== undefined && findStage(draft.rollout, stage)?.goLive === false;
  const first = draft.rollout.answers.find(
    (answer) => answer.sourceId === sourceId && before.some(({ key }) => key === answer.key),
  );
  const slot = first?.slot ?? (isOwn ? stage : openResults(draft.rollout, stage));
  if (slot === undefined) return draft;
  const lines = readAnswers(text).filter(({ key }) => questionsOf(slot).includes(key));
  const kept = withoutAnswers(draft, goneAnswers(before, lines), sourceId);
  return withAnswers(kept, lines, { slot, by: actor.login, at: comment.createdAt, sourceId });
}

export function sourceOf({ id, url, author, createdAt }: CommentFacts): ReadingSource {
  return { id: `comment:${id}`, url, author: author.login, at: createdAt };
}

export function numberProblems({ problems, readings }: ReadReadings): readonly ViewCall[] {
  if (problems.length === 0) return [];
  return [{ view: 'reading-problems', model: { problems, accepted: readings.length } }];
}

/** On a public repository anybody can comment: a stranger's command gets a reaction and no words. */
function onOutsider(commands: number, event: EventOf<'comment-created'>, handling: Handling): Decision {
  if (commands === 0) return conclude(handling, { reason: 'nothing-to-do' });
  return conclude(handling, {
    reason: 'refused',
    reaction: { subject: event.comment.nodeId, content: 'CONFUSED' },
    ledger: [{ actor: event.actor.login, action: 'command', outcome: 'refused', detail: 'not-permitted' }],
  });
}

function reactionFor(ran: RanCommands, read: ReadReadings, hasAnswers: boolean): Reaction | undefined {
  if (ran.refused || (read.problems.length > 0 && ran.done === 0)) return 'CONFUSED';
  if (ran.done > 0) return ran.onlyNumbers ? 'THUMBS_UP' : 'ROCKET';
  return read.readings.length > 0 || hasAnswers ? 'THUMBS_UP' : undefined;
}

function reasonFor(ran: RanCommands, hasNumbers: boolean, { adopted }: Handling): Decision['reason'] {
  if (ran.refused) return 'refused';
  if (ran.done > 0) return 'commands';
  if (hasNumbers) return 'readings';
  return adopted ? 'adopted' : 'nothing-to-do';
}

function readingNote(actor: ActorFacts, { readings }: ReadReadings): readonly LedgerNote[] {
  if (readings.length === 0) return [];
  return [{ actor: actor.login, action: 'numbers', outcome: 'noted', detail: `${readings.length}` }];
}

/** `metrics-bot[bot]` and `metrics-bot` are the same account. */
function bareLogin(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, '');
}

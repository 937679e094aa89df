import { taskProgress } from '../checklists.ts';
import type { Decision } from '../decision.ts';
import { type Draft, withReadingsOf, withRollout } from '../draft.ts';
import { readResults } from '../readings/read-results.ts';
import type { Reading } from '../readings/reading.ts';
import { readingContext } from '../readings/reading-context.ts';
import { goneAnswers, withAnswers, withoutAnswers } from '../reports/with-answers.ts';
import type { ChecklistFacts, Snapshot } from '../snapshot.ts';
import { findStage, stageRef } from '../stages/ladder.ts';
import { mayPostNumbers, numberProblems } from './comment-created.ts';
import { conclude } from './conclude.ts';
import type { EventOf, Handling } from './handling.ts';

/** Somebody ticked a task or filled in the results block: what stands there now counts. */
export function onChecklistEdited(event: EventOf<'issue-edited'>, handling: Handling): Decision {
  const { draft, snapshot } = handling;
  const checklist = snapshot.checklists.find((candidate) => candidate.number === event.issueNumber);
  const { actor } = snapshot;
  if (checklist === undefined || actor === undefined || !mayPostNumbers(actor, snapshot)) {
    return conclude(handling, { reason: 'nothing-to-do' });
  }
  const read = readChecklist(checklist, draft, snapshot, actor.login);
  const { bodyBefore } = event;
  const before =
    bodyBefore === undefined
      ? undefined
      : readChecklist({ ...checklist, body: bodyBefore }, draft, snapshot, actor.login);
  const problems = read.problems.filter(
    ({ why, text }) => !before?.problems.some((known) => known.why === why && known.text === text),
  );
  const readings = read.readings.map((reading) => asBefore(reading, draft.readings));
  const sourceId = `issue:${checklist.number}`;
  const numbered = withReadingsOf(draft, sourceId, readings);
  const kept = withoutAnswers(numbered, goneAnswers(before?.answers ?? [], read.answers), sourceId);
  return conclude(handling, {
    reason: 'checklist-read',
    draft: withAnswers(kept, read.answers, { slot: checklist.stage, by: actor.login, at: snapshot.now, sourceId }),
    replies: numberProblems({ problems, readings }),
    on: checklist.nodeId,
    ledger: [{ actor: actor.login, action: 'edit of a checklist', outcome: 'noted', detail: checklist.stage }],
  });
}

/** Closing a checklist with open items is noticed once; people may know better, so nothing is undone. */
export function onChecklistClosed(
  event: EventOf<'issue-closed' | 'issue-reopened' | 'issue-deleted' | 'issue-transferred'>,
  handling: Handling,
): Decision {
  const { draft, snapshot } = handling;
  const { rollout } = draft;
  const checklist = snapshot.checklists.find((candidate) => candidate.number === event.issueNumber);
  const stage = findStage(rollout, checklist?.stage);
  if (checklist === undefined || stage === undefined) return conclude(handling, { reason: 'nothing-to-do' });
  const { openItems } = taskProgress(checklist);
  if (checklist.open || openItems.length === 0 || rollout.noticedClosed.includes(stage.id)) {
    return conclude(handling, { reason: 'nothing-to-do' });
  }
  const model = { stage: stageRef(stage), by: event.actor.login, open: openItems };
  return conclude(handling, {
    reason: 'checklist-closed',
    draft: withRollout(draft, { noticedClosed: [...rollout.noticedClosed, stage.id] }),
    replies: [{ view: 'checklist-closed', model }],
    ledger: [{ actor: event.actor.login, action: 'closing of a checklist', outcome: 'noted', detail: stage.id }],
  });
}

function readChecklist(checklist: ChecklistFacts, { rollout }: Draft, snapshot: Snapshot, author: string) {
  const { now } = snapshot;
  const source = {
    id: `issue:${checklist.number}`,
    url: snapshot.issue.url.replace(/\d+$/, String(checklist.number)),
    author,
    at: now,
  };
  const { timeZone } = snapshot.settings;
  const given = { stage: checklist.stage, at: now, now, timeZone, source, kind: 'reading' } as const;
  return readResults(checklist.body, readingContext(rollout, given));
}

/** A number that stood there before is not a new one because a task was ticked. */
function asBefore(reading: Reading, before: readonly Reading[]): Reading {
  const same = before.find(
    ({ id, figure, control, as }) =>
      id === reading.id &&
      figure.text === reading.figure.text &&
      control?.text === reading.control?.text &&
      as === reading.as,
  );
  return same ?? reading;
}

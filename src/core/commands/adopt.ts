import { takeOver } from '../adoption/take-over.ts';
import { type StageEvidence, whereItStands } from '../adoption/where-it-stands.ts';
import { localDate } from '../calendar/time-zone.ts';
import { withRollout } from '../draft.ts';
import type { Plan, Stage } from '../plan/plan.ts';
import type { Refusal } from '../refusal.ts';
import { alreadyEnded } from '../stages/already-ended.ts';
import { matchStage, nearestStage, stageIndex, stageRef } from '../stages/ladder.ts';
import { hasRoomFor } from '../stages/make-move.ts';
import { readShare } from '../stages/read-share.ts';
import type { AdoptedModel } from '../view-models.ts';
import { type Command, type CommandContext, type CommandResult, done, refused } from './command.ts';

/** Makes an existing issue a tracking issue and begins where its team is; what it goes by is said in the answer. */
export const adopt: Command = {
  name: 'adopt',
  usage: '/adopt [stage] [share]',
  examples: ['/adopt', '/adopt moderate 45%'],
  permission: 'write',
  run({ text }, given) {
    const { suspended } = given.draft.rollout;
    const context = suspended === 'unlabeled' ? trackedAgain(given) : given;
    const { plan } = context.draft.rollout;
    const why = tooLate(context);
    // A release that had lost its label goes on where it was.
    if (suspended === 'unlabeled' && (why !== undefined || text === '')) {
      return done(context.draft, undefined, 'tracked again');
    }
    if (why !== undefined) return refused(why);
    const asked = readAsked(text, plan.stages);
    if ('reason' in asked) return refused(asked);
    const read = whereItStands(plan, localDate(context.now, context.snapshot.settings.timeZone));
    const stage = asked.isSaid ? asked.stage : read.stage;
    if (asked.share !== undefined && stage !== undefined && stage.share === undefined) {
      return refused({ reason: 'stage-has-no-share', stage: stage.id });
    }
    if (stage !== undefined && !hasRoomFor(stage.id, context.snapshot)) {
      return refused({ reason: 'sub-issue-limit', limit: 100 });
    }
    return begin({ stage, share: asked.share, isSaid: asked.isSaid, evidence: read.evidence }, context);
  },
};

function trackedAgain(context: CommandContext): CommandContext {
  const suspended = context.snapshot.issue.open ? undefined : 'closed';
  return { ...context, draft: withRollout(context.draft, { suspended }) };
}

interface Beginning {
  readonly stage: Stage | undefined;
  readonly share: number | undefined;
  readonly isSaid: boolean;
  readonly evidence: readonly StageEvidence[];
}

function begin({ stage, share, isSaid, evidence }: Beginning, context: CommandContext): CommandResult {
  const { draft, snapshot, actor, now } = context;
  const { plan } = draft.rollout;
  const taken = takeOver(draft, snapshot, { stage, share, by: actor.login });
  const { rollout } = taken.draft;
  const { position } = rollout;
  const before = plan.stages.slice(0, Math.max(0, stageIndex(plan.stages, stage?.id)));
  const told = new Set(evidence.map((one) => one.stage.id));
  const today = localDate(now, snapshot.settings.timeZone);
  const model: AdoptedModel = {
    by: actor.login,
    stage: stage === undefined ? undefined : stageRef(stage),
    share: rollout.share,
    since: position.at === 'planning' || position.since === now ? undefined : position.since,
    said: isSaid,
    evidence: evidence.map(({ stage: of, why }) => ({ stage: stageRef(of), why })),
    assumed: before.filter(({ id }) => !told.has(id)).map(stageRef),
    answers: taken.answers,
    readings: taken.readings,
    goLivePassed: stage?.goLive === true ? undefined : passedGoLive(plan, today),
  };
  return done(taken.draft, { view: 'adopted', model }, stage?.id ?? 'planning');
}

/** Once it has been moved here, `/advance` and `/rollback` are the way; a first answer may still be corrected. */
function tooLate({ draft }: CommandContext): Refusal | undefined {
  const { position, adoption, periods } = draft.rollout;
  if (position.at === 'planning' || position.at === 'complete' || position.at === 'cancelled') {
    return alreadyEnded(position);
  }
  if (position.at !== 'rolled-back' && adoption?.periods === periods.length) return undefined;
  const stage = position.at === 'rolled-back' ? position.from : position.stage;
  return { reason: 'already-begun', stage, since: position.since };
}

interface Asked {
  readonly isSaid: boolean;
  readonly stage: Stage | undefined;
  readonly share: number | undefined;
}

/** `moderate 45%`, `45%`, `planning`, or nothing at all. */
function readAsked(text: string, stages: readonly Stage[]): Asked | Refusal {
  const divided = /^(?:(.*?)\s+)?(\d[\d.]*\s?%)$/.exec(text);
  const name = (divided === null ? text : (divided[1] ?? '')).replace(/^["'“]|["'”]$/g, '');
  const share = divided === null ? undefined : readShare(divided[2] ?? '');
  if (divided !== null && share === undefined) {
    return { reason: 'not-a-number', text: divided[2] ?? '', example: '/adopt moderate 45%' };
  }
  if (name === '') return { isSaid: false, stage: undefined, share };
  if (/^planning$/i.test(name)) return { isSaid: true, stage: undefined, share: undefined };
  const stage = matchStage(stages, name);
  if (stage !== undefined) return { isSaid: true, stage, share };
  const ids = stages.map(({ id }) => id);
  return { reason: 'unknown-stage', stage: name, nearest: nearestStage(stages, name), stages: ids };
}

function passedGoLive({ goLive }: Plan, today: string): string | undefined {
  return goLive?.from !== undefined && goLive.from < today ? goLive.from : undefined;
}

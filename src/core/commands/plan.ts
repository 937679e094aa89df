import { isSame, withAmendment } from '../amendments/amend-plan.ts';
import type { AcceptedFinding, Amendment } from '../amendments/amendment.ts';
import { canBeAccepted, findingKey } from '../amendments/finding-key.ts';
import { planParts } from '../amendments/plan-parts.ts';
import { type AskedAmendment, readAmendment } from '../amendments/read-amendment.ts';
import { rereadPlan } from '../amendments/reread-plan.ts';
import { nearest } from '../nearest.ts';
import { readPlanOf } from '../plan/read-plan-of.ts';
import type { Refusal } from '../refusal.ts';
import { alreadyEnded } from '../stages/already-ended.ts';
import { type Command, type CommandContext, type CommandResult, done, refused } from './command.ts';
import { hasAtLeast } from './permission.ts';

const example = '/plan set stage canary share 10%';

/** Shows the plan as read; decides about it where the text leaves something open, without touching the text. */
export const plan: Command = {
  name: 'plan',
  usage: '/plan [accept or set part value]',
  examples: ['/plan', '/plan accept', example, '/plan set kpi 1 "completed requests"'],
  permission: 'read',
  run({ text }, context) {
    const { rollout } = context.draft;
    if (text === '') {
      const { plan: inForce, findings, amendments, accepted } = rollout;
      return done(context.draft, { view: 'plan', model: { plan: inForce, findings, amendments, accepted } });
    }
    const [verb = ''] = text.split(' ', 1);
    const why = mayDecide(context);
    if (why !== undefined) return refused(why);
    if (/^accept$/i.test(verb)) return accept(context);
    if (/^set$/i.test(verb)) return set(text.slice(verb.length).trim(), context);
    const meant = nearest(verb, ['accept', 'set']);
    const problem = meant === undefined ? verb : `${verb} → ${meant}`;
    return refused({ reason: 'bad-usage', problem, usage: plan.usage, example });
  },
};

/** Everybody may look; deciding needs write access, as every move does. */
function mayDecide({ actor, draft }: CommandContext): Refusal | undefined {
  if (!hasAtLeast(actor, 'write')) return { reason: 'not-permitted', needs: 'write', has: actor.permission };
  return alreadyEnded(draft.rollout.position);
}

function set(text: string, context: CommandContext): CommandResult {
  const { draft, snapshot, now } = context;
  const { timeZone } = snapshot.settings;
  const read = readAmendment(text, { plan: draft.rollout.plan, now, timeZone });
  if (read.kind === 'refused') return read;
  const amendments = withAmendment(draft.rollout.amendments, amendmentOf(read.asked, context));
  const result = amend({ amendments, accepted: draft.rollout.accepted }, context);
  if (result.kind === 'refused' || read.asked.what !== 'go-live') return result;
  // It was asked for now: a date that was scheduled earlier gives way.
  const rollout = { ...result.draft.rollout, goLiveDate: read.asked.to };
  return { ...result, draft: { ...result.draft, rollout } };
}

/** Takes over what was only offered, and silences the findings that the status shows. */
function accept(context: CommandContext): CommandResult {
  const { draft, snapshot, actor, now } = context;
  const { rollout } = draft;
  const seen = rollout.findings.filter(canBeAccepted);
  const offer = planParts.stages.current(readPlanOf(snapshot).plan, undefined);
  const isOffered = offer !== undefined && rollout.plan.offered !== undefined;
  if (seen.length === 0 && !isOffered) return refused({ reason: 'nothing-to-accept', errors: rollout.findings.length });
  const amendments = isOffered
    ? withAmendment(rollout.amendments, amendmentOf({ what: 'stages', name: undefined, to: offer }, context))
    : rollout.amendments;
  const fresh = seen.map((finding): AcceptedFinding => ({ key: findingKey(finding), by: actor.login, at: now }));
  return amend({ amendments, accepted: [...rollout.accepted, ...fresh] }, context);
}

function amend(
  decided: { readonly amendments: readonly Amendment[]; readonly accepted: readonly AcceptedFinding[] },
  { draft, snapshot, actor }: CommandContext,
): CommandResult {
  const { draft: next, changes } = rereadPlan(draft, snapshot, decided);
  const { findings, accepted } = next.rollout;
  const errors = findings.filter((finding) => !canBeAccepted(finding)).length;
  const model = {
    by: actor.login,
    changes,
    accepted: accepted.filter(({ key }) => draft.rollout.accepted.every((one) => one.key !== key)).length,
    open: { errors, others: findings.length - errors },
  };
  return done(next, { view: 'plan-amended', model }, `${changes.length}`);
}

/** What the text itself says is kept with it, without what was decided about the same thing before. */
function amendmentOf({ what, name, to }: AskedAmendment, { draft, snapshot, actor, now }: CommandContext): Amendment {
  const others = draft.rollout.amendments.filter((amendment) => !isSame(amendment, { what, name }));
  const { plan: written } = readPlanOf(snapshot, others);
  return { what, name, before: planParts[what].current(written, name), to, by: actor.login, at: now };
}

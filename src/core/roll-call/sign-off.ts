import { type CommandContext, type CommandResult, done, refused } from '../commands/command.ts';
import { withRollout } from '../draft.ts';
import { nearest } from '../nearest.ts';
import type { Refusal } from '../refusal.ts';
import type { SignOff } from '../rollout.ts';
import type { RoleSetting } from '../settings.ts';
import { alreadyEnded } from '../stages/already-ended.ts';
import { mayAnswer, rolesOf, sameRole } from './roles.ts';

export interface Asked {
  readonly role: string | undefined;
  readonly answer: SignOff['answer'];
  readonly text: string | undefined;
}

/** Records one role's answer in the roll call, when it is the actor's to give. */
export function signOff(asked: Asked, { draft, snapshot, actor, now, comment }: CommandContext): CommandResult {
  const roles = rolesOf(draft.rollout, snapshot.settings);
  const role = asked.role === undefined ? ownRole(roles, actor) : findRole(roles, asked.role);
  if (role === undefined) {
    return asked.role === undefined
      ? refused(notOne(roles, actor))
      : refused({ reason: 'unknown-role', role: asked.role, roles: namesOf(roles) });
  }
  if (!mayAnswer(role, actor)) {
    return refused({ reason: 'role-not-yours', role: role.role, mayAnswer: [...role.logins, ...role.teams] });
  }
  const ended = alreadyEnded(draft.rollout.position);
  if (ended !== undefined) return refused(ended);
  const given: SignOff = {
    role: role.role,
    answer: asked.answer,
    text: asked.text,
    by: actor.login,
    at: now,
    url: comment.url,
  };
  const signOffs = [...draft.rollout.signOffs, given];
  return done(withRollout(draft, { signOffs }), undefined, `${role.role}: ${asked.answer}`);
}

/** Why no role is meant: several are the actor's to answer for, or none. */
function notOne(roles: readonly RoleSetting[], actor: CommandContext['actor']): Refusal {
  const own = roles.filter((role) => mayAnswer(role, actor));
  if (own.length > 0) return { reason: 'role-unclear', roles: namesOf(own) };
  const others = roles.flatMap(({ logins, teams }) => [...logins, ...teams]);
  return { reason: 'role-not-yours', role: namesOf(roles).join(', '), mayAnswer: [...new Set(others)] };
}

function namesOf(roles: readonly RoleSetting[]): readonly string[] {
  return roles.map(({ role }) => role);
}

/** Without a role named: the one that is assigned to the actor, when it is exactly one; or the only one they may answer for. */
function ownRole(roles: readonly RoleSetting[], actor: CommandContext['actor']): RoleSetting | undefined {
  const assigned = roles.filter((role) => role.logins.length + role.teams.length > 0 && mayAnswer(role, actor));
  if (assigned.length === 1) return assigned[0];
  const own = roles.length === 1 ? roles : roles.filter((role) => mayAnswer(role, actor));
  return own.length === 1 ? own[0] : undefined;
}

function findRole(roles: readonly RoleSetting[], name: string): RoleSetting | undefined {
  const exact = roles.find((role) => sameRole(role.role, name));
  if (exact !== undefined) return exact;
  const names = roles.map((role) => role.role.toLowerCase());
  const close = nearest(name.toLowerCase(), names);
  return roles.find((role) => role.role.toLowerCase() === close);
}

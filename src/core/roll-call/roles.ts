import type { RollRow } from '../report-models.ts';
import type { Rollout, SignOff } from '../rollout.ts';
import type { RoleSetting, Settings } from '../settings.ts';
import type { ActorFacts } from '../snapshot.ts';

/** The roles that must answer: those the plan names, else those of the settings. */
export function rolesOf(rollout: Rollout, settings: Settings): readonly RoleSetting[] {
  const configured = settings.roles;
  if (rollout.plan.roles.length === 0) return configured;
  return rollout.plan.roles.map(
    (role) => configured.find((candidate) => sameRole(candidate.role, role)) ?? { role, logins: [], teams: [] },
  );
}

/** A role with logins or teams is answered by those only; without, by anybody with write access. */
export function mayAnswer(role: RoleSetting, actor: ActorFacts): boolean {
  if (role.logins.length === 0 && role.teams.length === 0) return mayWrite(actor);
  const login = actor.login.toLowerCase();
  return (
    role.logins.some((name) => name.toLowerCase() === login) || role.teams.some((team) => actor.teams.includes(team))
  );
}

/** The roll as it stands: the last answer of each role counts. */
export function rollOf(rollout: Rollout, settings: Settings): readonly RollRow[] {
  return rolesOf(rollout, settings).map((role) => ({
    role: role.role,
    signOff: lastAnswer(rollout.signOffs, role.role),
    mayAnswer: [...role.logins, ...role.teams],
  }));
}

/** What the whole roll says; undefined while a role has not answered. */
export function rollOutcome(roll: readonly RollRow[]): 'go' | 'conditional-go' | 'no-go' | undefined {
  const answers = roll.map((row) => row.signOff?.answer);
  if (answers.includes(undefined)) return undefined;
  if (answers.includes('no-go')) return 'no-go';
  return answers.includes('conditional-go') ? 'conditional-go' : 'go';
}

export function sameRole(a: string, b: string): boolean {
  return simplify(a) === simplify(b);
}

function lastAnswer(signOffs: readonly SignOff[], role: string): SignOff | undefined {
  return signOffs.findLast((signOff) => sameRole(signOff.role, role));
}

function mayWrite({ permission }: ActorFacts): boolean {
  return permission === 'write' || permission === 'maintain' || permission === 'admin';
}

function simplify(role: string): string {
  return role
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

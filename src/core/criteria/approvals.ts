import type { Rollout } from '../rollout.ts';
import type { Settings } from '../settings.ts';

/** Roles whose last answer in the roll call is not a go, with or without a condition. The plan's roles come before the settings'. */
export function waitingRoles(rollout: Rollout, settings: Pick<Settings, 'roles'>): readonly string[] {
  const roles = rollout.plan.roles.length > 0 ? rollout.plan.roles : settings.roles.map(({ role }) => role);
  return roles.filter((role) => {
    const answer = rollout.signOffs.findLast((signOff) => simplify(signOff.role) === simplify(role))?.answer;
    return answer === undefined || answer === 'no-go';
  });
}

function simplify(role: string): string {
  return role
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

import type { PermissionRule, Settings } from '../settings.ts';
import type { ActorFacts, Permission } from '../snapshot.ts';
import type { Command } from './command.ts';

const ranks: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** Whether the actor may use the command: by the repository's permission, or because the settings name them. */
export function mayUse(command: Command, actor: ActorFacts, settings: Settings): boolean {
  const rule: PermissionRule | undefined = settings.permissions[command.name];
  const login = actor.login.toLowerCase();
  if (rule?.logins.some((name) => name.toLowerCase() === login) === true) return true;
  if (rule?.teams.some((team) => actor.teams.includes(team)) === true) return true;
  if (rule !== undefined && rule.atLeast === undefined) return false;
  return hasAtLeast(actor, rule?.atLeast ?? neededPermission(command));
}

/** What the command needs by default; who may answer for a role is the roll call's own question. */
export function neededPermission({ permission }: Command): Permission {
  return permission === 'role' ? 'read' : permission;
}

export function hasAtLeast(actor: ActorFacts, needed: Permission): boolean {
  return ranks.indexOf(actor.permission) >= ranks.indexOf(needed);
}

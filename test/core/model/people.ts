import type { ActorFacts, Permission } from '../../../src/core/snapshot.ts';

interface Somebody {
  readonly permission: Permission;
  readonly isBot: boolean;
}

export const people = {
  'product-manager': { permission: 'write', isBot: false },
  engineer: { permission: 'write', isBot: false },
  analyst: { permission: 'triage', isBot: false },
  designer: { permission: 'read', isBot: false },
  visitor: { permission: 'none', isBot: false },
  'metrics-bot': { permission: 'none', isBot: true },
  'other-bot': { permission: 'write', isBot: true },
} as const satisfies Readonly<Record<string, Somebody>>;

export type Login = keyof typeof people;

/** No one else's numbers may ever count: people with triage access, and the one bot that the settings name. */
export const countedLogins: readonly string[] = ['product-manager', 'engineer', 'analyst', 'metrics-bot'];

export function mayMove(login: Login): boolean {
  return people[login].permission === 'write' && !people[login].isBot;
}

export function actorFacts(login: Login): ActorFacts {
  return { login, teams: [], ...people[login] };
}

/** Whose account it is. */
export function nameOf({ login }: { readonly login: string }): Login {
  // Every account here was made by `account`.
  return login as Login;
}

export function account(login: Login) {
  return { id: 10 + Object.keys(people).indexOf(login), login, isBot: people[login].isBot };
}

/** Who may do something, as people write it: `write`, `release-managers team`, `@acme/release-managers`, `engineer`. */
import { z } from 'zod';
import { nearest } from '../nearest.ts';
import type { PermissionRule } from '../settings.ts';
import { expects, permissionLevels } from './expectation.ts';

type Level = (typeof permissionLevels)[number];

const maxNames = 50;
/** Logins of managed users have an underscore and a suffix, those of apps end in `[bot]`. */
const loginPattern = /^@?[A-Za-z0-9][A-Za-z0-9_-]{0,80}(?:\[bot\])?$/;
const teamPattern = /^(?:[A-Za-z0-9][\w.-]{0,98} team|@[A-Za-z0-9][\w-]{0,80}\/[\w.-]{1,99})$/;
const principalPattern = new RegExp(`${loginPattern.source}|${teamPattern.source}`);
/** On its own a login needs its `@`: `wirte` would otherwise be one that nobody has. */
const alonePattern = new RegExp(
  `^(?:${permissionLevels.join('|')})$|${teamPattern.source}|^@[A-Za-z0-9][A-Za-z0-9_-]{0,80}$`,
);

const login = z
  .string(expects('login'))
  .regex(loginPattern, expects('login'))
  .transform((text) => text.replace('@', ''));
export const logins = z.array(login, expects('logins')).max(maxNames, expects('logins'));

const principal = z.string(expects('principals')).regex(principalPattern, expects('principals'));

/** People and teams; nobody named means anyone with write access. */
export const principals = z
  .union(
    [principal, z.array(principal, expects('principals')).max(maxNames, expects('principals')), z.null()],
    expects('principals'),
  )
  .transform((value) => sortOut(listOf(value)));

const listed = principal.refine(
  (text) => isLevel(text) || nearest(text, permissionLevels) === undefined,
  expects('permission'),
);

/** A level, a team, or a list of levels, teams and logins of which one is enough. */
export const permissionRule = z
  .union(
    [
      z.string(expects('permission')).regex(alonePattern, expects('permission')),
      z.array(listed, expects('permission')).min(1, expects('permission')).max(maxNames, expects('permission')),
    ],
    expects('permission'),
  )
  .meta({ id: 'permission', examples: ['write', ['maintain', 'release-managers team', 'engineer']] })
  .transform((value): PermissionRule => {
    const names = listOf(value);
    return { atLeast: names.find(isLevel), ...sortOut(names.filter((name) => !isLevel(name))) };
  });

interface Principals {
  readonly logins: readonly string[];
  readonly teams: readonly string[];
}

function sortOut(names: readonly string[]): Principals {
  const people: string[] = [];
  const teams: string[] = [];
  for (const name of names) {
    if (teamPattern.test(name)) teams.push(name.replace(/ team$|^@[^/]*\//, ''));
    else people.push(name.replace('@', ''));
  }
  return { logins: people, teams };
}

function listOf(value: string | readonly string[] | null): readonly string[] {
  if (value === null) return [];
  return typeof value === 'string' ? [value] : value;
}

function isLevel(name: string): name is Level {
  return permissionLevels.some((level) => level === name);
}

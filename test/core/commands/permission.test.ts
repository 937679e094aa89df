import { describe, expect, it } from 'vitest';
import { mayUse } from '../../../src/core/commands/permission.ts';
import { commandNamed } from '../../../src/core/commands/registry.ts';
import { defaultSettings } from '../../../src/core/settings/default-settings.ts';
import type { PermissionRule } from '../../../src/core/settings.ts';
import type { Permission } from '../../../src/core/snapshot.ts';

const nobody: PermissionRule = { atLeast: undefined, teams: [], logins: [] };

function may(name: string, permission: Permission, rule?: PermissionRule, teams: readonly string[] = []): boolean {
  const command = commandNamed(name);
  if (command === undefined) throw new Error(`no command ${name}`);
  const settings = { ...defaultSettings, permissions: rule === undefined ? {} : { [name]: rule } };
  return mayUse(command, { login: 'Engineer', isBot: false, permission, teams }, settings);
}

describe('who may use a command', () => {
  it.each<[name: string, needed: Permission, short: Permission]>([
    ['advance', 'write', 'triage'],
    ['metric', 'triage', 'read'],
    ['status', 'read', 'none'],
    ['go', 'read', 'none'],
  ])('/%s is for those with %s access and more, not with %s', (name, needed, short) => {
    expect([may(name, needed), may(name, 'admin'), may(name, short)]).toEqual([true, true, false]);
  });

  it.each<[what: string, rule: PermissionRule, permission: Permission, teams: readonly string[], allowed: boolean]>([
    ['more access than usual', { ...nobody, atLeast: 'maintain' }, 'write', [], false],
    ['that access', { ...nobody, atLeast: 'maintain' }, 'maintain', [], true],
    ['less access than usual', { ...nobody, atLeast: 'read' }, 'read', [], true],
    ['a person, in whatever case', { ...nobody, logins: ['designer', 'engineer'] }, 'read', [], true],
    ['somebody else', { ...nobody, logins: ['designer'] }, 'admin', [], false],
    ['a team', { ...nobody, teams: ['quality', 'release-managers'] }, 'read', ['release-managers'], true],
    ['a team the person is not in', { ...nobody, teams: ['release-managers'] }, 'admin', ['quality'], false],
    ['a team or access', { ...nobody, teams: ['release-managers'], atLeast: 'admin' }, 'admin', [], true],
    ['nobody', nobody, 'admin', [], false],
  ])('settings that name %s hold in the place of the default', (_what, rule, permission, teams, allowed) => {
    expect(may('advance', permission, rule, teams)).toBe(allowed);
  });
});

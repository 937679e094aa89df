import { describe, expect, it } from 'vitest';
import { mayAnswer, rolesOf, rollOutcome, sameRole } from '../../../src/core/roll-call/roles.ts';
import type { SignOff } from '../../../src/core/rollout.ts';
import { defaultSettings } from '../../../src/core/settings/default-settings.ts';
import type { RoleSetting } from '../../../src/core/settings.ts';
import type { Permission } from '../../../src/core/snapshot.ts';
import { open } from '../story.ts';

const anybody: RoleSetting = { role: 'Engineering', logins: [], teams: [] };
const owner: RoleSetting = { role: 'Product owner', logins: ['product-owner'], teams: ['owners', 'deputies'] };

describe('the roll', () => {
  it.each<[plan: readonly string[], called: readonly RoleSetting[]]>([
    [[], [owner, anybody]],
    [['Engineering'], [anybody]],
    [
      ['product_owner', 'Legal'],
      [owner, { role: 'Legal', logins: [], teams: [] }],
    ],
  ])('of a plan that names %j', (roles, called) => {
    const { rollout } = open();
    const settings = { ...defaultSettings, roles: [owner, anybody] };
    expect(rolesOf({ ...rollout, plan: { ...rollout.plan, roles } }, settings)).toEqual(called);
  });

  it.each<[answers: readonly (SignOff['answer'] | undefined)[], outcome: ReturnType<typeof rollOutcome>]>([
    [[], 'go'],
    [['go', 'go'], 'go'],
    [['go', undefined], undefined],
    [['no-go', undefined], undefined],
    [['go', 'conditional-go'], 'conditional-go'],
    [['conditional-go', 'no-go', 'go'], 'no-go'],
  ])('of answers %j is %s', (answers, outcome) => {
    // Of a sign-off only the answer is looked at.
    const roll = answers.map((answer) => ({ role: 'x', mayAnswer: [], signOff: answer && ({ answer } as SignOff) }));
    expect(rollOutcome(roll)).toBe(outcome);
  });

  it.each<[role: RoleSetting, who: string, permission: Permission, teams: readonly string[], may: boolean]>([
    [anybody, 'visitor', 'triage', [], false],
    [anybody, 'engineer', 'write', [], true],
    [anybody, 'engineer', 'maintain', [], true],
    [anybody, 'engineer', 'admin', [], true],
    [owner, 'engineer', 'admin', ['engineers'], false],
    [owner, 'Product-Owner', 'read', [], true],
    [owner, 'designer', 'read', ['designers', 'deputies'], true],
    [{ ...owner, logins: [] }, 'product-owner', 'admin', [], false],
    [{ ...owner, teams: [] }, 'designer', 'read', ['owners'], false],
  ])('$role is answered for by %s with %s access and teams %j: %s', (role, login, permission, teams, may) => {
    expect(mayAnswer(role, { login, isBot: false, permission, teams })).toBe(may);
  });

  it.each([
    ['Product owner', 'product-owner', true],
    ['Product owner', ' PRODUCT  OWNER! ', true],
    ['Product owner', 'Product owners', false],
    ['Productowner', 'Product owner', false],
    ['Équipe 2', 'équipe-2', true],
    ['Équipe 2', 'équipe 3', false],
  ])('%j and %j are one role: %s', (a, b, same) => {
    expect(sameRole(a, b)).toBe(same);
  });
});

import { describe, expect, it } from 'vitest';
import { askedByStage, isAskedAt } from '../../../src/core/criteria/asked-at.ts';
import type { Criterion } from '../../../src/core/criteria/criterion.ts';
import { readCriterion } from '../../../src/core/criteria/read-criterion.ts';

const ladder = ['canary', 'half', 'go-live'];

/** Of "canary: errors < 5%" the stage is the one whose own the criterion is. */
function owned(line: string): { readonly criterion: Criterion; readonly at: number | undefined } {
  const [, stage, text] = /^(?:(\S+): )?(.+)$/.exec(line) ?? [];
  const [criterion] = readCriterion(text ?? '');
  if (criterion === undefined) throw new Error(`no criterion: ${line}`);
  return { criterion, at: stage === undefined ? undefined : ladder.indexOf(stage) };
}

describe("a stage's own criteria", () => {
  it.each<readonly [string, readonly string[], readonly (readonly string[] | undefined)[]]>([
    ['of the whole plan', ['errors < 5%', 'errors < 2%'], [undefined, undefined]],
    ['of the first stage alone, which is asked on', ['canary: errors < 5%'], [undefined]],
    ['of a later one', ['half: conversion > 3%'], [['half', 'go-live']]],
    ['with another bar later', ['canary: errors < 5%', 'half: errors < 2%'], [['canary'], ['half', 'go-live']]],
    [
      'with another bar at each',
      ['canary: Errors < 5%', 'half: errors < 2%', 'go-live: errors < 1%'],
      [['canary'], ['half'], ['go-live']],
    ],
    ['of another metric', ['canary: errors < 5%', 'half: latency < 2 s'], [undefined, ['half', 'go-live']]],
    ['beside one of the whole plan', ['errors < 5%', 'half: errors < 2%'], [undefined, ['half', 'go-live']]],
    ['of another role', ['canary: errors < 5%', 'half: errors < 2% [guardrail]'], [undefined, ['half', 'go-live']]],
    ['of another kind', ['canary: calls < 5', 'half: no increase in calls'], [undefined, ['half', 'go-live']]],
    [
      'two of a stage',
      ['half: errors < 2%', 'half: errors < 3%'],
      [
        ['half', 'go-live'],
        ['half', 'go-live'],
      ],
    ],
  ])('%s', (_what, lines, expected) => {
    expect(askedByStage(lines.map(owned), ladder).map(({ stages }) => stages)).toEqual(expected);
  });

  it('stay as they are otherwise', () => {
    const { criterion } = owned('errors < 5%');
    expect(askedByStage([{ criterion, at: 1 }], ladder)).toEqual([{ ...criterion, stages: ['half', 'go-live'] }]);
  });

  it('are asked at their stages, and all where the stage is not known', () => {
    const { criterion } = owned('errors < 5%');
    const own = { ...criterion, stages: ['half'] };
    expect(ladder.map((stage) => isAskedAt(own, stage))).toEqual([false, true, false]);
    expect([isAskedAt(own, undefined), isAskedAt(criterion, 'canary')]).toEqual([true, true]);
  });
});

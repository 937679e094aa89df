import { describe, expect, it } from 'vitest';
import { isCondition, splitConditions } from '../../../src/core/plan/values/step-condition.ts';

/** In short: triggers begin with `!`. */
function split(line: string) {
  const { step, conditions } = splitConditions(line);
  return [step, ...conditions.map(({ text, isTrigger }) => `${isTrigger ? '!' : ''}${text}`)];
}

describe('the conditions in the line of a step', () => {
  it.each<readonly [string, ...(readonly string[])]>([
    [
      '25% for 1 week - advance if conversion >= 3% and error rate < 1%',
      '25% for 1 week',
      'conversion >= 3%',
      'error rate < 1%',
    ],
    [
      '25% for 1 week; proceed when error rate stays below 1% & p95 latency is under 300 ms.',
      '25% for 1 week',
      'error rate stays below 1%',
      'p95 latency is under 300 ms',
    ],
    ['Staff (5%), 2 days (errors < 5%, latency < 2 s)', 'Staff (5%), 2 days', 'errors < 5%', 'latency < 2 s'],
    ['Stage 2: 50% (1 week, errors < 2%)', 'Stage 2: 50% (1 week)', 'errors < 2%'],
    ['Stage 1: 10% (errors < 2%; 3 days)', 'Stage 1: 10% (3 days)', 'errors < 2%'],
    ['Canary (errors < 1%): 5%', 'Canary: 5%', 'errors < 1%'],
    [
      'Stage 1: 10% (until 200 people have used it and errors < 2%)',
      'Stage 1: 10% (until 200 people have used it)',
      'errors < 2%',
    ],
    ['1% for 1 day. Go on if crash-free sessions > 99.5%.', '1% for 1 day', 'crash-free sessions > 99.5%'],
    ['Day 1: 1%, watch error rate < 0.5%', 'Day 1: 1%', 'error rate < 0.5%'],
    ['50% once error rate is below 1%', '50%', 'error rate is below 1%'],
    ['50% of users if error rate is below 1%', '50% of users', 'error rate is below 1%'],
    ['10% for 2 days as long as errors < 1%', '10% for 2 days', 'errors < 1%'],
    ['5%: error rate < 1%', '5%', 'error rate < 1%'],
    ['5% for 2 days (exit: errors < 1%)', '5% for 2 days', 'errors < 1%'],
    ['5%, success criteria: errors below 1%', '5%', 'errors below 1%'],
    ['10% -> errors < 2%', '10%', 'errors < 2%'],
    ['10% – errors ≤ 2% → 50%', '10% → 50%', 'errors ≤ 2%'],
    ['10%, we will only advance if errors < 1% for at least 2 days', '10%', 'errors < 1% for at least 2 days'],
    ['10% for 2 days. If errors < 5%, we proceed to the next stage', '10% for 2 days', 'errors < 5%'],
    ['10%, then only if p99 < 800 ms', '10%', 'p99 < 800 ms'],
    ['Orders: 10% (lost orders < $5)', 'Orders: 10%', 'lost orders < $5'],
  ])('%s', (line, ...expected) => {
    expect(split(line)).toEqual(expected);
  });

  it.each<readonly [string, ...(readonly string[])]>([
    [
      '10% for 2 days, roll back if error rate > 5% or latency exceeds 2 s',
      '10% for 2 days',
      '!error rate > 5%',
      '!latency exceeds 2 s',
    ],
    ['10% for 2 days, if errors > 5% roll back', '10% for 2 days', '!errors > 5%'],
    ['10% for 2 days. If errors > 5%, roll back.', '10% for 2 days', '!errors > 5%'],
    ['10%, stop when errors > 5%; go on if errors < 1%', '10%', '!errors > 5%', 'errors < 1%'],
    ['10% (rollback if errors > 5%), conversion > 3%', '10%', '!errors > 5%', 'conversion > 3%'],
  ])('may say when to go back: %s', (line, ...expected) => {
    expect(split(line)).toEqual(expected);
  });

  it.each([
    '10% (accounts > 30 days old), 2 days',
    'If errors < 1%, go to 50%',
    'If errors stay under 1%, then 50% if errors stay under 1% to 100% for a week',
    'Stage B: 30-60% of users, more than 200 people',
    'Ramp to 50% (at least 2 days)',
    '25% if at least 200 people have used it',
    '10% of users over 18',
    'Canary (5%, watch errors)',
    '10% <- new, errors',
    `10%, errors < 1%${' '.repeat(400)}`,
    '',
  ])('are none in: %s', (line) => {
    expect(splitConditions(line)).toEqual({ step: line, conditions: [] });
  });

  it.each([
    ['errors < 5%', true],
    ['p95 ≤ $.5', true],
    ['users > 5', false],
    ['watch errors', false],
    ['< 5%', false],
    [`errors < 5${'0'.repeat(400)}`, false],
  ])('are such lines below it: %s', (line, expected) => {
    expect(isCondition(line)).toBe(expected);
  });
});

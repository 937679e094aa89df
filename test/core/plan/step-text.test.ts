import { describe, expect, it } from 'vitest';
import {
  beginsWithTime,
  lengthInStep,
  ordinalOf,
  rangeInStep,
  stepName,
} from '../../../src/core/plan/values/step-text.ts';

const now = Date.UTC(2021, 1, 1);

describe('the length of a step by its own line', () => {
  it.each([
    ['Canary (1 week)', '1 week'],
    ['Half (50%, 3 days)', '3 days'],
    ['Staff (internal, 2 days)', '2 days'],
    ['Half (from 3/1, 2 days)', '2 days'],
    ['Canary (1 day, on weekdays)', '1 day, on weekdays'],
    ['Canary (staff 2, 2 days)', 'staff 2, 2 days'],
    ['Canary (10%) (2 weeks)', '2 weeks'],
    ['Pilot (all of it) for two days', 'two days'],
    ['10% for 2 days', '2 days'],
    ['10% over the next 36 hours', '36 hours'],
    ['Canary: about 3 business days', 'about 3 business days'],
    ['Canary, 1-2 weeks', '1-2 weeks'],
    ['10% - 4d', '4d'],
    ['Canary (300 visits per day)', undefined],
    ['Canary (a week, at least)', 'a week, at least'],
    ['Canary (2 times a week, 3 days)', '3 days'],
    ['Canary (1 day)', '1 day'],
    ['Canary (10 calls a day, at least)', undefined],
    ['Canary (10%)', undefined],
    ['Day 3 at 10%', undefined],
    ['', undefined],
  ])('%s', (line, length) => {
    expect(lengthInStep(line)).toBe(length);
  });

  it.each([
    ['Stage C: 100% of clinics from 11/7-11/10', '11/7-11/10'],
    ['10%, 2021-03-01 to 2021-03-04', '2021-03-01 to 2021-03-04'],
    ['10% on 11/7', undefined],
  ])('may be a range of dates: %s', (line, range) => {
    expect(rangeInStep(line)).toBe(range);
  });
});

describe('a line that begins with a time', () => {
  it.each([
    'Day 3 – 25%',
    'on day 12: 25%',
    'From week 2, half of them',
    'By sprint 1 everybody',
    'month 2',
    'Tue: 10%',
    'Wednesday 3 March',
    'Thurs - 10 shops',
    'Saturday',
    'Sun 10%',
    'March 1: 5%',
    '2021-03-01 - 5%',
    '3/1, 5% of users',
  ])('is %s', (line) => {
    expect(beginsWithTime(line, now)).toBe(true);
  });

  it.each([
    'Weekly 25%',
    'After day 3: 25%',
    'Sundries: 10%',
    'Monitor: 10%',
    'The team: 5%',
    'Team 3: 5%',
    '10% on March 1: all',
    'Users of the map (March 1',
    'Those who ask for it on March 1 2021 : 5%',
  ])('is not %s', (line) => {
    expect(beginsWithTime(line, now)).toBe(false);
  });
});

describe('the ordinal of a step', () => {
  it.each([
    ['Stage A: Canary (10%)', 'stage a'],
    ['**Stages B', 'stage b'],
    ['Phase II', 'phase ii'],
    ['phase 2a - more', 'phase 2a'],
    ['Step `12`', 'step 12'],
    ['Batches Three', 'batch three'],
    ['2. Wave 1', 'wave 1'],
    ['10) Wave 1', 'wave 1'],
    ['iv. Ring 4', 'ring 4'],
    ['b) Cohort C', 'cohort c'],
    ['- xii) Round IV', 'round iv'],
    ['Stage Z', undefined],
    ['Stage one by one', 'stage one'],
    ['Stage onem', undefined],
    ['Stage 123', undefined],
    ['Stage 1e', undefined],
    ['Stage call', undefined],
    ['The stage A', undefined],
    ['Canary', undefined],
  ])('%s', (name, ordinal) => {
    expect(ordinalOf(name)).toBe(ordinal);
  });
});

describe('a name that only a step has', () => {
  it.each(['Canary', 'GA', 'Closed beta', 'Generally available', 'Go-live', 'Everybody else', 'ramp up'])(
    'is %s',
    (name) => {
      expect(stepName.test(name)).toBe(true);
    },
  );

  it.each(['Canar', 'Gallery', 'The canary', 'Betamax'])('is not %s', (name) => {
    expect(stepName.test(name)).toBe(false);
  });
});

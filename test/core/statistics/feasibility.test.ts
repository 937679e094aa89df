import { describe, expect, it } from 'vitest';
import {
  daysToReach,
  feasibilityOf,
  sampleToShow,
  sampleToShowBelow,
} from '../../../src/core/statistics/feasibility.ts';

describe('feasibility', () => {
  it.each([
    ['one day at 10%', { share: 10, days: 1, perDay: 73 }, 8, 42],
    ['two days at 10%', { share: 10, days: 2, perDay: 73 }, 15, 34],
    ['a week at 30%', { share: 30, days: 7, perDay: 73 }, 154, 13],
    ['a week at 60%', { share: 60, days: 7, perDay: 73 }, 307, 12],
    ['a whole number of people', { share: 10, days: 10, perDay: 50 }, 50, 20],
  ])('says what %s can show of a rate of 60%%', (_description, stage, treated, drop) => {
    const feasible = feasibilityOf(stage, 60);

    expect(feasible.treated).toBe(treated);
    expect(Math.round(feasible.smallestDrop ?? 0)).toBe(drop);
  });

  it('has nothing to show where not even a drop to nothing would be seen', () => {
    expect(feasibilityOf({ share: 10, days: 1, perDay: 20 }, 5).smallestDrop).toBeUndefined();
  });

  it.each([
    [10, 28],
    [30, 10],
    [60, 5],
    [0, undefined],
  ])('counts the days to 200 people at %i%%', (share, days) => {
    expect(daysToReach(200, 73, share)).toBe(days);
  });

  it('does not add a day where they come out even', () => {
    expect(daysToReach(200, 50, 40)).toBe(10);
  });

  it('cannot show anything where nobody has the change, or everybody', () => {
    const stage = { days: 7, perDay: 73 };
    expect(feasibilityOf({ ...stage, share: 0 }, 60)).toMatchObject({ control: 511, smallestDrop: undefined });
    expect(feasibilityOf({ ...stage, share: 100 }, 60)).toEqual({ treated: 511, control: 0, smallestDrop: undefined });
  });

  it('knows that "< 5%" takes 59 people without a single error', () => {
    expect(sampleToShowBelow(5)).toBe(59);
    expect(sampleToShowBelow(1)).toBe(299);
  });

  it('needs more people for a smaller difference', () => {
    expect(sampleToShow(60, 5, 50)).toBe(1471);
    expect(sampleToShow(60, 2.5, 50)).toBeGreaterThan(5000);
  });
});

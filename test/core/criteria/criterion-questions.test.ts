import { describe, expect, it } from 'vitest';
import { questionsAbout } from '../../../src/core/criteria/criterion-questions.ts';
import { readCriterion } from '../../../src/core/criteria/read-criterion.ts';

describe('questionsAbout', () => {
  it.each([
    ['a change of 0 is clear but has no margin', 'Completion Δ > 0%', ['no-margin']],
    ['a change of 0 with a margin is clear', 'Completion Δ > 0% (margin 5 pp)', []],
    ['a percentage of a percentage is not clear', 'Completion Δ > 5%', ['relative-or-points']],
    ['points are clear', 'Completion Δ > 5 pp', []],
    ['no increase needs a margin', 'No increase in error rates', ['no-margin']],
    ['watching needs nothing', 'No increase in error rates [watch]', []],
    ['a threshold is clear', 'Error rate < 5%', []],
    ['a placeholder', 'Click rate above xx%', ['placeholder']],
    ['a name alone', 'Unique page views', ['no-number']],
  ])('%s', (_description, text, questions) => {
    expect(readCriterion(text).flatMap(questionsAbout)).toEqual(questions);
  });
});

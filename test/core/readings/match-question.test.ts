import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchQuestion, type Question } from '../../../src/core/readings/match-question.ts';
import { questionKey } from '../../../src/core/readings/question-key.ts';
import { processorTime } from '../../processor-time.ts';

function group(slot: string, ...questions: readonly string[]): readonly Question[] {
  return questions.map((question) => ({ key: questionKey(question), question, slot }));
}

const launch = group(
  'post-launch',
  'How do the KPIs you gathered compare to your pre-launch definition(s) of "success"?',
  'What feedback have you gathered from users, if any?',
  'Which assumptions: the ones of the outline, were validated?',
);
const readiness = group('readiness', 'Engineering: is the error budget intact?', 'Is the help desk informed?');
const results = ['processing-issues', 'errors-logged', 'ux-changes', 'ux-changes-what', 'data-easy'].map((key) => ({
  key,
  question: key,
  slot: '1-week',
}));
const groups = [launch, readiness, results];

function answer(text: string): string | undefined {
  const found = matchQuestion(text, groups);
  if (found === undefined) return undefined;
  const { slot, question } = found.question;
  const name = slot === '1-week' ? question : groups.findIndex((one) => one.includes(found.question));
  const place = groups.flat().indexOf(found.question);
  return `${typeof name === 'string' ? name : place}=${found.text}`;
}

describe('matchQuestion', () => {
  it.each([
    ['the whole question', 'What feedback have you gathered from users, if any? They like it', '1=They like it'],
    [
      'the whole question and a colon',
      'What feedback have you gathered from users, if any?: They like it',
      '1=They like it',
    ],
    ['some of its words', 'feedback from users: they like it', '1=they like it'],
    ['one telling word', 'feedback: they like it', '1=they like it'],
    ['its number', '1: better', '0=better'],
    ['its number with a word', 'Question 2: none', '1=none'],
    ['its number with a letter', 'Q3: none', '2=none'],
    ['one word of five letters', 'error: none', '3=none'],
    ['a question with a colon', 'Which assumptions: the ones of the outline, were validated? all', '2=all'],
    ['a part of a question with a colon', 'Which assumptions: all of them', '2=all of them'],
    ['an owner before the question', 'Engineering: is the error budget intact?: yes, 60% left', '3=yes, 60% left'],
    ['an answer with colons', 'error budget: yes: 60% left?', '3=yes: 60% left?'],
    ['other words in another order', 'were users asked for feedback: yes', '1=yes'],
    ['readiness', 'help desk informed? yes', '4=yes'],
    ['a key', 'errors-logged: none', 'errors-logged=none'],
    ['a key without its hyphen', 'errors logged: 401 errors: 3 requests', 'errors-logged=401 errors: 3 requests'],
    ['the words of the template', 'easy for VA to process: yes', 'data-easy=yes'],
    ['the words of the template, whole', 'Any issues with handling/processing?: no', 'processing-issues=no'],
    ['the question about what', 'If yes, what: a larger button', 'ux-changes-what=a larger button'],
    ['no answer', 'errors logged', 'errors-logged='],
  ])('knows %s', (_, text, expected) => {
    expect(answer(text)).toBe(expected);
  });

  it.each([
    ['another question', 'favourite colour: blue'],
    ['a number that there is not', '7: yes'],
    ['a number behind other words', 'on question 2: none'],
    ['a number before other words', '2 of them: yes'],
    ['one short word', 'desk: yes'],
    ['one word of two questions', 'gathered: yes'],
    ["words of which few are the question's", 'help desk called vendor twice: yes'],
    ['words of two questions', 'is the: yes'],
    ['nothing', ''],
    ['a colon', ': yes'],
  ])('knows nothing by %s', (_, text) => {
    expect(matchQuestion(text, groups)).toBeUndefined();
  });

  it('prefers the question that has no other words, and then the one whose key it is', () => {
    const one = { key: 'load', question: 'Is it stable under load?', slot: 'readiness' };
    const two = { key: 'stable', question: 'Is it stable under load on mobile?', slot: 'readiness' };
    expect(matchQuestion('Is it stable under load? yes', [[two, one]])?.question).toBe(one);
    expect(matchQuestion('stable: yes', [[one, two]])?.question).toBe(two);
    expect(matchQuestion('Load: yes', [[two, one]])?.question).toBe(one);
  });

  it('counts only the questions after the launch', () => {
    expect(matchQuestion('1: yes', [readiness])).toBeUndefined();
  });

  it('finds every question by its own words, and the answer as it was given', () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', 'yes', ' ', '1', '%'), minLength: 1 })
      .map((given) => `b${given}`);
    fc.assert(
      fc.property(fc.constantFrom(...groups.flat()), text, (question, given) => {
        expect(matchQuestion(`${question.question}: ${given}`, groups)).toEqual({ question, text: given });
      }),
    );
  });

  it('never throws and takes no time', () => {
    fc.assert(fc.property(fc.string(), (text) => void matchQuestion(text, groups)));
    const started = processorTime();
    for (const piece of [':', '? ', 'a:', 'feedback ']) matchQuestion(piece.repeat(65_536), groups);
    expect(processorTime() - started).toBeLessThan(3_000);
  });
});

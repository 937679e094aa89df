import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/core/markdown/read-markdown.ts';
import { readAnswers, readResults } from '../../../src/core/readings/read-results.ts';
import { readTasks } from '../../../src/core/readings/read-tasks.ts';
import { context } from './reading-context.ts';

const empty = `This is the checklist of **Canary** for #1 (Release). Share of users: 10%.

### To do

- [ ] Turn the toggle \`provider_selection\` to 10%
- [x] Check the dashboards
- [ ] Watch the errors; to roll back: turn it off

### Success criteria

- \`Preference step completion Δ >0%\`

### Results

Replace each \`x\` or write a comment here, for instance \`/metric Number of unique users = 1,301\`

- Number of unique users: x
- Metrics at this stage (per your "success criteria"): x
- Was the data submitted (if any) easy to process?: yes/no, lorem ipsum
- Types of errors logged: lorem ipsum
- What UX changes (if any) are necessary based on the logs, or feedback on user challenges?: lorem ipsum
`;

function answers(body: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readResults(body, context).answers.map(({ key, text }) => [key, text]));
}

describe('readResults', () => {
  it('finds nothing in an empty results block', () => {
    expect(readResults(empty, context)).toEqual({ readings: [], answers: [], problems: [] });
  });

  it('reads a filled results block', () => {
    const filled = empty
      .replace('users: x', 'users: 1,301')
      .replace('criteria"): x', 'criteria"): Preference step completion 812/1301; Request submissions 640/1301')
      .replace('yes/no, lorem ipsum', 'yes')
      .replace('logged: lorem ipsum', 'logged: 500 (1 request; the same user got a 200): once; `401` (3 requests)')
      .replace('challenges?: lorem ipsum', 'challenges?: No');
    const read = readResults(filled, context);
    expect(read.readings.map(({ key, figure }) => [key, figure.text])).toEqual([
      ['number unique user', '1,301'],
      ['preference step completion', '812/1301'],
      ['request submission', '640/1301'],
    ]);
    expect(answers(filled)).toEqual({
      'data-easy': 'yes',
      'errors-logged': '500 (1 request; the same user got a 200): once; 401 (3 requests)',
      'ux-changes': 'No',
    });
    expect(read.answers[0]?.question).toBe('Was the data submitted (if any) easy to process');
  });

  it.each([
    ['a bold label', '- **Types of errors logged:** none', { 'errors-logged': 'none' }],
    ['a reworded label', '- Was the data easy for the office to handle? Yes, very', { 'data-easy': 'Yes, very' }],
    ['another rewording', '- Error types: 401', { 'errors-logged': '401' }],
    ['an answer below', '- Types of errors logged:\n  - 401\n  - 500 (once)', { 'errors-logged': '401\n500 (once)' }],
    ['an answer below a placeholder', '- Types of errors logged: lorem ipsum\n  - 401', { 'errors-logged': '401' }],
    [
      'an answer in code',
      '- Types of errors logged:\n  ```\n  {:code=>"400"}\n  ```',
      { 'errors-logged': '{:code=>"400"}' },
    ],
    ['an answer on the next line', '- Types of errors logged\n  401', { 'errors-logged': '401' }],
    ['an answer on two lines', '- Types of errors logged\n  401\n  500', { 'errors-logged': '401\n500' }],
    ['a nested answer', '- Types of errors logged:\n  - 401\n    - twice', { 'errors-logged': '401\ntwice' }],
    [
      'an answer in a table',
      '- Types of errors logged:\n\n  | Code | Times |\n  |-|-|\n  | 401 | 3 |',
      { 'errors-logged': 'Code Times\n401 3' },
    ],
    ['an answer in a heading', '- Types of errors logged:\n  ### 401', { 'errors-logged': '401' }],
    ['an eager question', '- Was it easy to process?? Yes', { 'data-easy': 'Yes' }],
    ['an empty bullet before it', '-\n- Types of errors logged: 401', { 'errors-logged': '401' }],
    ['a list in a list', '- - Types of errors logged: 401', { 'errors-logged': '401' }],
    ['a hidden note', '- Types of errors logged:\n\n  <!-- 401 -->', {}],
    ['a paragraph below another bullet', '- Results\n\n  Types of errors logged: 401', {}],
    ['an answer behind the hint', '- Was it easy to process?: yes/no, No', { 'data-easy': 'No' }],
    ['no bullets', '**Types of errors logged**: 401', { 'errors-logged': '401' }],
    ['nested questions', '- Results\n  - Types of errors logged: 401', { 'errors-logged': '401' }],
    [
      'the questions after go-live',
      '- Any issues with handling/processing?: yes, a few\n- Any UX changes necessary based on the logs, or feedback? yes\n- If yes, what: a larger button',
      { 'processing-issues': 'yes, a few', 'ux-changes': 'yes', 'ux-changes-what': 'a larger button' },
    ],
    [
      'answers that say no',
      '- Types of errors logged: N/A\n- Any issues with processing? none',
      { 'errors-logged': 'N/A', 'processing-issues': 'none' },
    ],
    ['a placeholder', '- Types of errors logged: TBD\n- Any UX changes necessary? yes/no', {}],
    ['nothing', '- Types of errors logged:\n- Any UX changes necessary?', {}],
    ['a task', '- [x] Check the types of errors logged: done', {}],
    ['a quote', '> - Types of errors logged: 401', {}],
    ['code', '```\n- Types of errors logged: 401\n```', {}],
  ])('reads %s', (_, body, expected) => {
    expect(answers(body)).toEqual(expected);
  });

  it('has the question as it stands there, and not more than fits of the answer', () => {
    const { answers: given } = readResults(`- Types of **errors** logged : ${'a'.repeat(3_000)}`, context);
    expect(given).toEqual([{ key: 'errors-logged', question: 'Types of errors logged', text: 'a'.repeat(2_000) }]);
  });

  it('takes a command in it for text', () => {
    expect(readResults('/metric Error rate = 5%', context).readings).toEqual([]);
  });

  it('takes the first of two answers', () => {
    expect(answers('- Types of errors logged: 401\n- Types of errors logged: 500')).toEqual({ 'errors-logged': '401' });
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '- ',
      '  ',
      '\n',
      'Types of errors logged',
      ': ',
      '?',
      'x',
      '[ ] ',
      '```',
      '> ',
      'If yes, what',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (body) => {
          for (const { text } of readResults(body, context).answers) expect(text).not.toBe('');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('readAnswers', () => {
  it('reads the bullets of a comment, not its sentences', () => {
    const comment = readMarkdown('Any UX changes necessary? Maybe.\n\n- Types of errors logged: 401');
    expect(readAnswers(comment)).toEqual([{ key: 'errors-logged', question: 'Types of errors logged', text: '401' }]);
  });
});

describe('readTasks', () => {
  it('reads the to-do list', () => {
    expect(readTasks(empty)).toEqual([
      { text: 'Turn the toggle provider_selection to 10%', checked: false },
      { text: 'Check the dashboards', checked: true },
      { text: 'Watch the errors; to roll back: turn it off', checked: false },
    ]);
  });

  it.each([
    ['every bullet and number', '* [x] a\n\n1. [X] b\n\n+ [ ] c', ['x a', 'x b', '- c']],
    ['nested tasks', '- [ ] a\n  - [x] b\n  - c\n    - [ ] d', ['- a', 'x b', '- d']],
    ['marks and links', '- [ ] **a** [b](https://example.org) \\*c', ['- a b *c']],
    ['Windows line ends', '- [ ] a\r\n- [x] b\r\n', ['- a', 'x b']],
    ['several lines', '- [ ] a \n  b', ['- a b']],
    ['no code', '```\n- [ ] a\n```\n\n    - [ ] b', []],
    ['no quotes', '> - [ ] a', []],
    ['no HTML comments', '<!--\n- [ ] a\n-->', []],
    ['no boxes in a sentence', 'Tick - [ ] here', []],
  ])('reads %s', (_, body, expected) => {
    expect(readTasks(body).map(({ text, checked }) => `${checked ? 'x' : '-'} ${text}`)).toEqual(expected);
  });
});

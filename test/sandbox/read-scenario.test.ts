import { describe, expect, it } from 'vitest';
import { parseWait } from '../../src/sandbox/parse-wait.ts';
import { parseScenario, ScenarioError } from '../../src/sandbox/read-scenario.ts';

const head = `repository: acme/appointments
clock: 2021-03-01T14:00:00Z
people: { product-manager: write }
steps:
`;

async function mistakesOf(source: string): Promise<readonly string[]> {
  try {
    await parseScenario(source, 'scenario.yml');
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.mistakes;
    throw error;
  }
}

describe('a mistake in a scenario', () => {
  it.each([
    ['  - coment: { as: product-manager, body: x }', 'scenario.yml:5:5: steps.0.coment: there is no “coment” here'],
    [
      '  - comment: { as: product-manager }',
      'scenario.yml:5:5: steps.0.comment.body: Invalid input: expected string, received undefined',
    ],
    [
      '  - comment: { as: nobody, body: x }',
      'scenario.yml:5:16: steps.0.comment.as: nobody is called “nobody”; there are product-manager',
    ],
    [
      '  - wait: a while',
      'scenario.yml:5:5: steps.0.wait: “a while” is no time; say “7 days”, “2 weeks”, “1 month” or a date',
    ],
    ['  - { wait: 1 day, expect: { state: open } }', 'scenario.yml:5:5: steps.0: a step does exactly one thing'],
    [
      '  - open: { as: product-manager, title: x, body: ./missing.md }',
      'scenario.yml:5:44: steps.0.open.body: the file ./missing.md cannot be read',
    ],
    [
      '  - expect: { state: ajar }',
      'scenario.yml:5:15: steps.0.expect.state: Invalid option: expected one of "open"|"closed"',
    ],
    [
      '  - fault: { writes: "never", next: 1 }',
      'scenario.yml:5:14: steps.0.fault.writes: Invalid option: expected one of "fail-before"|"fail-after"|"secondary-limit"|"too-many"',
    ],
    [
      '  - expect: { comment: /(GO/ }',
      'scenario.yml:5:15: steps.0.expect.comment: Invalid regular expression: /(GO/: Unterminated group',
    ],
  ])('%s is told with its place', async (step, message) => {
    expect(await mistakesOf(head + step)).toEqual([message]);
  });

  it('in the YAML itself is told with its place', async () => {
    expect(await mistakesOf(`${head}  - comment: { as: x`)).toEqual([expect.stringMatching(/^scenario\.yml:5:\d+: /)]);
  });
});

describe('a scenario of somebody else', () => {
  it.each([
    ['any role for a bot', 'bots: { metrics-bot: triage }', '[]'],
    [
      'a list or a text',
      '',
      '[{ expect: { label: [a, b], comment: [/GO/, x], issue: 1 } }, { expect: { label: a, on: canary } }]',
    ],
    ['an end of faults in several words', '', '[{ fault: none }, { fault: false }, { fault: off }]'],
    ['short waits', '', '[{ wait: 7d }, { wait: 36h }, { wait: 2 w }]'],
    ['a file by its bare name', '', '[{ open: { as: product-manager, title: x, body: play.test.ts.md } }]'],
  ])('may have %s', async (_, more, steps) => {
    expect(
      await mistakesOf(
        `repository: a/b\nclock: 2021-03-01\npeople: { product-manager: admin }\n${more}\nsteps: ${steps}`,
      ),
    ).toEqual([]);
  });
});

describe('a wait', () => {
  const from = Date.parse('2021-01-31T09:00:00Z');
  it.each([
    ['7 days', '2021-02-07T09:00:00.000Z'],
    ['1 hour', '2021-01-31T10:00:00.000Z'],
    ['2 weeks', '2021-02-14T09:00:00.000Z'],
    ['36h', '2021-02-01T21:00:00.000Z'],
    ['1 w', '2021-02-07T09:00:00.000Z'],
    ['month', '2021-02-28T09:00:00.000Z'],
    ['13 months', '2022-02-28T09:00:00.000Z'],
    ['2021-03-15', '2021-03-15T00:00:00.000Z'],
    ['2021-03-15T12:00:00+01:00', '2021-03-15T11:00:00.000Z'],
  ])('of %s ends at %s', (text, until) => {
    expect(new Date(parseWait(text, from) ?? 0).toISOString()).toBe(until);
  });
  it.each(['soon', '', '3 moons', '12345678 days'])('of “%s” is none', (text) => {
    expect(parseWait(text, from)).toBeUndefined();
  });
});

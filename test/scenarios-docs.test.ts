import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../src/sandbox/read-scenario.ts';
import { scenarioSchema } from '../src/sandbox/scenario-schema.ts';

const text = readFileSync(new URL('../docs/scenarios.md', import.meta.url), 'utf8');
const step = scenarioSchema.shape.steps.element;

describe('docs/scenarios.md', () => {
  it('names every step, and every expectation', () => {
    const { expect: expectation, ...others } = step.shape;
    const names = [...Object.keys(others), ...Object.keys(expectation.unwrap().shape)];
    expect(names.filter((name) => !text.includes(`\`${name}`))).toEqual([]);
  });

  it.each([...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, example]) => `${example}`))(
    'shows an example without a mistake: %#',
    async (example) => {
      const head = example.startsWith('steps')
        ? 'repository: a/b\nclock: 2021-03-01\npeople: { engineer: write }\n'
        : '';
      // The files of the examples are nobody's.
      const source = (head + example).replaceAll('./', 'of ');
      await expect(parseScenario(source, 'docs/scenarios.yml')).resolves.toBeDefined();
    },
  );
});

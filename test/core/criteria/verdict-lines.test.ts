import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeFile } from '../../../src/core/criteria/judge-file.ts';
import { plainLine } from '../../../src/views/plain-line.ts';
import { createRenderer } from '../../../src/views/render.ts';
import { openTemplateFiles } from '../../../src/views/template-files.ts';

interface Expected {
  readonly criterion_lines: readonly string[];
  readonly line: string;
}

// The file is ours and has this shape.
const file = JSON.parse(readFileSync(new URL('decision-cases.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly { readonly name: string; readonly expected: Expected }[];
};
const withoutMargin = {
  criteria: ['Completion Δ > 0%'],
  data: [{ kT: 132, nT: 205, kC: 1060, nC: 1845 }],
};
const renderer = createRenderer({ files: openTemplateFiles({ strict: true }) });

describe('lines of verdicts and recommendations', () => {
  it.each(file.cases.map((one) => [one.name, one] as const))('say "%s" to the letter', (_name, one) => {
    const judged = judgeFile(one);
    const [answer] = judged.kind === 'judged' ? judged.cases : [];
    const { verdicts = [], recommendation } = answer ?? {};

    expect(recommendation).toBeDefined();
    if (recommendation === undefined) return;
    const text = renderer.render({ view: 'what-if', model: { verdicts, recommendation } }, { links: {}, zone: 'UTC' });
    expect(text.trimEnd().split('\n').map(plainLine)).toEqual([...one.expected.criterion_lines, one.expected.line]);
  });

  it('name what must not be worse than where nobody wrote a margin', () => {
    const judged = judgeFile(withoutMargin);
    const [answer] = judged.kind === 'judged' ? judged.cases : [];
    if (answer === undefined) throw new Error('not judged');
    const text = renderer.render({ view: 'what-if', model: answer }, { links: {}, zone: 'UTC' });

    expect(text).toMatch(/\); must not be worse than the control group -> /);
  });
});

import { describe, expect, it } from 'vitest';
import { judgeFile } from '../../../src/core/criteria/judge-file.ts';
import { plainLine } from '../../../src/views/plain-line.ts';
import { createRenderer } from '../../../src/views/render.ts';
import { openTemplateFiles } from '../../../src/views/template-files.ts';
import { cases } from './cases.ts';

const withoutMargin = {
  criteria: ['Completion Δ > 0%'],
  data: [{ kT: 132, nT: 205, kC: 1060, nC: 1845 }],
};
const renderer = createRenderer({ files: openTemplateFiles({ strict: true }) });

describe('lines of verdicts and recommendations', () => {
  it.each(cases)('say "%s" to the letter', (_name, one) => {
    const judged = judgeFile(one);
    const [answer] = judged.kind === 'judged' ? judged.cases : [];
    const { verdicts = [], recommendation } = answer ?? {};

    expect(recommendation).toBeDefined();
    if (recommendation === undefined) return;
    const text = renderer.render({ view: 'what-if', model: { verdicts, recommendation } }, { links: {}, zone: 'UTC' });
    const lines = text.trimEnd().split('\n').map(plainLine);
    const expected = [...one.expected.criterion_lines, one.expected.line];
    const { further } = recommendation;
    expect(lines.slice(0, expected.length)).toEqual(expected);
    expect(lines.slice(expected.length)).toEqual(further.length > 0 ? [expect.stringMatching(/^Also: .+\.$/)] : []);
  });

  it('list every further reason under the one that decides', () => {
    const judged = judgeFile({
      criteria: ['Completion Δ > 0% (margin 5 pp)', 'Error rate < xx%'],
      data: [{ kT: 90, nT: 205, kC: 1060, nC: 1845 }, null],
      stage: { soaked: false, until: '2021-03-12', srmP: 0.00002, waitingFor: ['Product owner'] },
    });
    const [answer] = judged.kind === 'judged' ? judged.cases : [];
    if (answer === undefined) throw new Error('not judged');
    const text = renderer.render({ view: 'what-if', model: answer }, { links: {}, zone: 'UTC' });

    expect(text.split('\n').map(plainLine).slice(2)).toEqual([
      'NO-GO: completion failed.',
      'Also: the split is off (p=2.0e-5); the numbers cannot be trusted; error-rate cannot be read; the stage runs until 12 March 2021; waiting for Product owner.',
      '',
    ]);
  });

  it('name what must not be worse than where nobody wrote a margin', () => {
    const judged = judgeFile(withoutMargin);
    const [answer] = judged.kind === 'judged' ? judged.cases : [];
    if (answer === undefined) throw new Error('not judged');
    const text = renderer.render({ view: 'what-if', model: answer }, { links: {}, zone: 'UTC' });

    expect(text).toMatch(/\); must not be worse than the control group -> /);
  });
});

import { describe, it } from 'vitest';
import { judgeFile } from '../../../src/core/criteria/judge-file.ts';
import { expectAsLookedAt } from '../../as-looked-at.ts';
import { cases } from './cases.ts';
import { wholeRecommendation, wholeVerdict } from './whole.ts';

describe('agreed cases', () => {
  it('have the verdicts that somebody has looked at, with every figure', () => {
    const text = cases.flatMap(([name, one]) => {
      const judged = judgeFile(one);
      if (judged.kind !== 'judged') return [name, ...judged.problems];
      return judged.cases.flatMap(({ verdicts, recommendation }) => [
        name,
        ...verdicts.map((verdict) => `    ${wholeVerdict(verdict)}`),
        `    ${wholeRecommendation(recommendation)}`,
      ]);
    });

    expectAsLookedAt(`${text.join('\n')}\n`, new URL('whole-verdicts.txt', import.meta.url));
  });
});

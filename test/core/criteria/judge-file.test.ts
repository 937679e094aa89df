import { describe, expect, it } from 'vitest';
import { judgeFile } from '../../../src/core/criteria/judge-file.ts';
import { cases } from './cases.ts';

describe('judgeFile', () => {
  it.each(cases)('decides "%s" as agreed', (_name, one) => {
    const judged = judgeFile(one);

    expect(judged.kind).toBe('judged');
    const [answer] = judged.kind === 'judged' ? judged.cases : [];
    expect(answer?.verdicts.map(({ result }) => result)).toEqual(one.expected.verdicts);
    expect(answer?.recommendation.result).toBe(one.expected.recommendation);
    expect(answer?.code).toBe(one.expected.code);
  });
});

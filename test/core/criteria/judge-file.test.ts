import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeFile } from '../../../src/core/criteria/judge-file.ts';

// The file is ours and has this shape.
const file = JSON.parse(readFileSync(new URL('decision-cases.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly {
    readonly name: string;
    readonly expected: { readonly verdicts: readonly string[]; readonly recommendation: string; readonly code: string };
  }[];
};

describe('judgeFile', () => {
  it.each(file.cases.map((one) => [one.name, one] as const))('decides "%s" as agreed', (_name, one) => {
    const judged = judgeFile(one);

    expect(judged.kind).toBe('judged');
    const [answer] = judged.kind === 'judged' ? judged.cases : [];
    expect(answer?.verdicts.map(({ result }) => result)).toEqual(one.expected.verdicts);
    expect(answer?.recommendation.result).toBe(one.expected.recommendation);
    expect(answer?.code).toBe(one.expected.code);
  });
});

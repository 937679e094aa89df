import { describe, expect, it } from 'vitest';
import { counted, shareFound, table } from './score.ts';

const results = (found: number, missed: number) => [
  ...Array.from({ length: found }, () => ({ status: 'Killed' as const })),
  ...Array.from({ length: missed }, () => ({ status: 'Survived' as const })),
];

describe('the score of the mutation run', () => {
  it('counts what never ends as found, what no test comes past as missed, and what was not tried as neither', () => {
    const statuses = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored', 'CompileError'] as const;

    expect(
      counted(
        'a',
        statuses.map((status) => ({ status })),
      ),
    ).toEqual({
      name: 'a',
      found: 2,
      missed: 2,
      unseen: 1,
      untried: 2,
    });
  });

  it.each([
    [[], 100],
    [[[0, 0]], 100],
    [[[0, 1]], 0],
    [
      [
        [3, 1],
        [1, 3],
      ],
      50,
    ],
  ] as const)('%j is %d percent', (counts, percent) => {
    expect(shareFound(counts.map(([found, missed]) => counted('', results(found, missed))))).toBe(percent);
  });

  it('is printed by folder, and in all', () => {
    expect(table([counted('stages', results(3, 1)), counted('plan', results(1, 3))])).toBe(
      [
        '                            found   missed   unseen  untried    score',
        'stages                          3        1        0        0    75.0%',
        'plan                            1        3        0        0    25.0%',
        'all                             4        4        0        0    50.0%',
      ].join('\n'),
    );
  });
});

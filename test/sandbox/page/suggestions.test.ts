import { describe, expect, it } from 'vitest';
import type { ReleaseState } from '../../../src/sandbox/app-under-test.ts';
import { suggest } from '../../../src/sandbox/page/suggestions.ts';

const roles = [
  { role: 'Product owner', logins: ['product-owner'] },
  { role: 'Engineering', logins: ['engineer'] },
];

function release(state: string, share?: number, result?: string): ReleaseState {
  const verdicts =
    result === undefined ? [] : [{ criterion: 'Preference step completion Δ >0%', result, why: 'for the test' }];
  return { issue: 1, stage: 'canary', share, state, recommendation: undefined, verdicts };
}

function texts(state: ReleaseState, card: string): readonly string[] {
  return suggest({ release: state, card, roles }).map((one) =>
    one.kind === 'clock'
      ? `clock ${one.move}`
      : [one.text, ...(one.as === undefined ? [] : [`as ${one.as}`])].join(' '),
  );
}

describe('what the page suggests', () => {
  it.each([
    ['the first stage', release('planning'), '**Next:** `/advance canary` · `/help`', '/advance canary'],
    [
      'numbers that are missing, split as the share says',
      release('stage', 10, 'INSUFFICIENT'),
      '**Next:** `/metric name = value` · `/hold why`',
      '/metric Preference step completion = 812/1301 vs 6733/11709',
    ],
    [
      'more people where nothing is shown yet',
      release('stage', 50, 'INCONCLUSIVE'),
      '',
      '/metric Preference step completion = 2446/3920 vs 2254/3920',
    ],
    [
      'an answer of the roll',
      release('stage', 30, 'PASS'),
      'HOLD: waiting for Engineering.',
      '/go as Engineering as engineer',
    ],
    ['the next stage', release('stage', 30, 'PASS'), '**Next:** `/advance go-live`', '/advance go-live'],
    ['time to pass, once everything is there', release('stage', 30, 'PASS'), '**Next:** `/hold why`', 'clock day'],
    ['time to pass after go-live', release('live', 100), '', 'clock week'],
    ['nothing at the end', release('complete', 100), '', undefined],
  ])('is %s', (_what, state, card, first) => {
    expect(texts(state, card)[0]).toBe(first);
  });

  it('fills in the placeholders of the card', () => {
    expect(texts(release('held', 10), '**Next:** `/resume` · `/rollback why`')).toEqual([
      '/resume',
      '/rollback requests fail for some people',
    ]);
  });
});

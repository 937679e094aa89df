import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import type { Verdict } from '../../../src/core/criteria/verdict.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import type { Period, Rollout } from '../../../src/core/rollout.ts';
import { createRenderer } from '../../../src/views/render.ts';
import { canary, day, plan, reading, rollout, settings, stages, start } from './releases.ts';

const moderate: Period = { stage: 'moderate', share: 30, from: day(2), until: undefined };
const ended: Period = { ...canary, until: day(2) };
const seed = ['Preference step completion &#916; >0%', 'Request submissions &#916; >0%'];

function judgeOne(text: string, readings: readonly Reading[], at = 2, rest: Partial<Rollout> = {}): Verdict {
  const [verdict] = evaluate({ rollout: rollout([text], [canary], rest), readings, settings, now: day(at) }).verdicts;
  if (verdict === undefined) throw new Error('no verdict');
  return verdict;
}

describe('thresholds', () => {
  it.each([
    ['many people and few errors', 'Error rate < 5%', '12/1300', 'PASS', 'met'],
    ['many people and many errors', 'Error rate < 5%', '120/1300', 'FAIL', 'not-met'],
    ['few people', 'Error rate < 5%', '0/15', 'INCONCLUSIVE', 'not-shown'],
    ['few people where more are asked for', 'Error rate < 5%, n ≥ 60', '0/15', 'INSUFFICIENT', 'sample-short'],
    ['harm is not kept waiting by the sample', 'Error rate < 5%, n ≥ 600', '40/60', 'FAIL', 'not-met'],
    ['a bare value that is right', 'Error rate < 5%', '3.2 %', 'PASS', 'met-plain'],
    ['a bare value that is wrong, once', 'Error rate < 5%', '6 %', 'INCONCLUSIVE', 'one-reading'],
    ['a bare value where people are asked for', 'Error rate < 5%, n ≥ 60', '3.2 %', 'INSUFFICIENT', 'sample-short'],
    ['a value in another unit', 'Error rate < 5%', '12 ms', 'ERROR', 'unit-mismatch'],
    ['a count where a percentage is wanted', 'Error rate < 5%', '12', 'ERROR', 'unit-mismatch'],
    ['minutes for seconds', 'Time to finish < 90 s', '2 min', 'INCONCLUSIVE', 'one-reading'],
    ['a share per 1,000', 'Error rate < 50 per 1,000', '12/1300', 'PASS', 'met'],
    ['a share per 1,000, missed', 'Error rate < 5 per 1,000', '120/1300', 'FAIL', 'not-met'],
    ['percent for per 1,000', 'Error rate < 5 per 1,000', '0.4 %', 'PASS', 'met-plain'],
    ['a bare number for per 1,000', 'Error rate < 5 per 1,000', '4', 'ERROR', 'unit-mismatch'],
    ['more hits than people', 'Error rate < 5%', '19/15', 'ERROR', 'impossible-count'],
    ['a negative count', 'Error rate < 5%', '-1/15', 'ERROR', 'impossible-count'],
    ['nobody yet', 'Error rate < 5%', '0/0', 'INSUFFICIENT', 'no-reading'],
    ['hits without people', 'Error rate < 5%', '3/0', 'ERROR', 'impossible-count'],
    ['a placeholder', 'Click rate above xx%', '12/100', 'ERROR', 'placeholder'],
    ['a person decides', 'All claims are matched', '3', 'MANUAL', 'needs-person'],
    ['a name alone', 'Unique page views', '300', 'MANUAL', 'needs-person'],
  ] as const)('%s', (_description, text, value, result, why) => {
    const metric = /^[A-Za-z ]+?(?= <| above|$)/.exec(text)?.[0] ?? text;

    expect(judgeOne(text, [reading(metric, value, 1)])).toMatchObject({ result, why });
  });

  it('fails a bare value on the second wrong reading in a row only', () => {
    const wrong = [reading('Error rate', '6 %', 1), reading('Error rate', '7 %', 1.5)];
    const mended = [...wrong, reading('Error rate', '4 %', 1.8)];

    expect(judgeOne('Error rate < 5%', wrong)).toMatchObject({ result: 'FAIL', why: 'not-met-plain' });
    expect(judgeOne('Error rate < 5%', mended).result).toBe('PASS');
  });

  it('counts over the whole window: fails at once, passes at its end', () => {
    const text = 'Support desk calls < 2';

    expect(judgeOne(text, [reading('Support desk calls', '1', 0.5)], 0.8)).toMatchObject({
      result: 'INSUFFICIENT',
      why: 'window-open',
      windowEnd: day(1),
    });
    expect(judgeOne(text, [reading('Support desk calls', '1', 0.5)], 1.5)).toMatchObject({
      result: 'PASS',
      why: 'met',
    });
    expect(judgeOne(text, [reading('Support desk calls', '2', 0.5)], 0.6)).toMatchObject({
      result: 'FAIL',
      why: 'limit-reached',
    });
  });

  it('is met at once where so many are wanted, and fails at the end of the window without them', () => {
    const text = 'at least 50 submissions';

    expect(judgeOne(text, [reading('submissions', '51', 0.5)], 0.6).result).toBe('PASS');
    expect(judgeOne(text, [reading('submissions', '20', 0.5)], 0.6).result).toBe('INSUFFICIENT');
    expect(judgeOne(text, [reading('submissions', '20', 0.5)], 1.6).result).toBe('FAIL');
  });

  it('adds the counts of separate days', () => {
    const days = [1, 0, 1].map((count, i) =>
      reading('Support desk calls', `${count}`, i / 2, { as: 'daily', at: day(i) }),
    );

    expect(judgeOne('Support desk calls < 2', days, 3)).toMatchObject({ result: 'FAIL', observed: 2 });
  });

  it('takes none for none: one failure in 205 fails "zero failures"', () => {
    expect(judgeOne('zero lost files', [reading('lost files', '1/205', 0.5)], 0.6).result).toBe('FAIL');
    expect(judgeOne('zero lost files', [reading('lost files', '0/205', 0.5)], 0.6).result).toBe('INSUFFICIENT');
    expect(judgeOne('zero lost files', [reading('lost files', '0/205', 0.5)], 2).result).toBe('PASS');
  });
});

describe('changes', () => {
  const text = 'Preference step completion Δ > 0% (margin 5 pp), n ≥ 200 starts';
  const metric = 'Preference step completion';

  it('takes the control group from the same reading or from one of its own', () => {
    const together = judgeOne(text, [reading(metric, '132/205', 1, { vs: '1060/1845' })]);
    const apart = judgeOne(text, [reading(metric, '132/205', 1), reading(`${metric} (control)`, '1060/1845', 1)]);

    expect(together).toMatchObject({
      result: 'PASS',
      method: 'newcombe',
      against: 'control',
      n: 205,
      referenceN: 1845,
    });
    expect({ ...apart, readings: [], sources: [] }).toEqual({ ...together, readings: [], sources: [] });
  });

  it('takes a baseline of another time where there is no control group, and says so', () => {
    const baseline = reading(metric, '1060/1845', -30, { kind: 'baseline' });

    expect(judgeOne(text, [baseline, reading(metric, '132/205', 1)])).toMatchObject({
      result: 'PASS',
      against: 'baseline',
    });
  });

  it('compares counts with a plain figure of the plan by the interval of the counts', () => {
    const baselines = [{ metric, period: 'Jan 2021', value: 57.5, unit: '%', text: '57.5%' }];
    const one = rollout([], [canary], { plan: plan([text], { baselines }) });
    const [verdict] = evaluate({
      rollout: one,
      readings: [reading(metric, '132/205', 1)],
      settings,
      now: day(2),
    }).verdicts;

    expect(verdict).toMatchObject({ result: 'PASS', method: 'wilson-fixed', against: 'plan', reference: 57.5 });
  });

  it('compares with the stage before where the plan says so', () => {
    const criterion = 'Time to finish Δ < +10% vs previous stage';
    const readings = [reading('Time to finish', '100 s', 1), reading('Time to finish', '105 s', 3)];
    const [verdict] = evaluate({
      rollout: rollout([criterion], [ended, moderate]),
      readings,
      settings,
      now: day(4),
    }).verdicts;

    expect(verdict).toMatchObject({ result: 'PASS', why: 'met-plain', reference: 100, change: 5, changeUnit: '%' });
  });

  it('cannot judge a change without anything to compare with', () => {
    expect(judgeOne(text, [reading(metric, '132/205', 1)])).toMatchObject({ result: 'ERROR', why: 'no-baseline' });
  });

  it('says so when the newest number is in another unit, and does not judge by an older one', () => {
    const readings = [reading('Speed', '90 ms', 1, { vs: '100 ms' }), reading('Speed', '3 %', 1.5)];

    expect(judgeOne('Speed Δ < 0%', readings)).toMatchObject({ result: 'ERROR', why: 'unit-mismatch' });
  });

  it('takes a control group of its own that comes after the number it belongs to', () => {
    const readings = [reading('Speed', '90 ms', 1), reading('Speed (control)', '100 ms', 1.2)];

    expect(judgeOne('Speed Δ < 0%', readings)).toMatchObject({ result: 'PASS', change: -10, against: 'control' });
    expect(judgeOne('Speed Δ < 0%', readings.slice(0, 1))).toMatchObject({ result: 'ERROR', why: 'no-baseline' });
  });

  it.each([
    ['rises from nothing', '3 %', '0 %', 'INCONCLUSIVE'],
    ['stays at nothing', '0 %', '0 %', 'PASS'],
  ])('does not divide by a baseline of 0: error rate %s', (_description, treated, control, result) => {
    const verdict = judgeOne('Error rate Δ < +10%', [reading('Error rate', treated, 1, { vs: control })]);

    expect(verdict).toMatchObject({ result, changeUnit: 'pp' });
  });

  it('asks a person about "stable" without a margin, and the numbers with one', () => {
    const wandered = [reading('Logins', '1030', 1, { vs: '1000' })];

    expect(judgeOne('Logins remain stable', wandered)).toMatchObject({ result: 'MANUAL' });
    expect(judgeOne('Logins ±5%', wandered)).toMatchObject({ result: 'PASS', changeUnit: '%', change: 3 });
    expect(judgeOne('Logins ±2%', wandered)).toMatchObject({ result: 'INCONCLUSIVE', why: 'one-reading' });
  });

  it.each([
    ['milliseconds for seconds', 'No increase in latency (margin 500 ms)', '1.4 s', '1 s', 'PASS', 0.5],
    ['milliseconds for seconds, beyond', 'No increase in latency (margin 50 ms)', '1.4 s', '1 s', 'INCONCLUSIVE', 0.05],
    ['a wanted change in milliseconds', 'latency Δ < 50 ms', '1.4 s', '1 s', 'INCONCLUSIVE', 0.05],
    ['a range in milliseconds', 'latency ±50 ms', '1.04 s', '1 s', 'PASS', 0.05],
    ['a range in milliseconds is none in percent', 'latency ±50 ms', '1.4 s', '1 s', 'INCONCLUSIVE', 0.05],
    ['counts', 'No increase in latency (margin 3)', '12', '10', 'PASS', 3],
    ['counts in their own word', 'No increase in latency (margin 3 calls)', '12 calls', '10 calls', 'PASS', 3],
    ['money', 'latency Δ < $2 (margin $0.50)', '2.4 $', '2 $', 'PASS', 2],
    ['per 1,000 in points', 'No increase in latency (margin 5 per 1,000)', '1.4 %', '1 %', 'PASS', 0.5],
    ['a bare margin in the unit of the number', 'latency Δ < 0 s (margin 1)', '1.4 s', '1 s', 'PASS', 1],
    ['percent of the baseline', 'No increase in latency (margin 50%)', '1.4 s', '1 s', 'PASS', 50],
  ] as const)('takes a margin in its own unit: %s', (_description, criterion, value, vs, result, limit) => {
    expect(judgeOne(criterion, [reading('latency', value, 1, { vs })])).toMatchObject({ result, limit });
  });

  it.each([
    ['a margin in points against seconds', 'No increase in latency (margin 5 pp)', '1.4 s', '1 s'],
    ['a margin in seconds against percentages', 'No increase in latency (margin 5 s)', '1.4 %', '1 %'],
    ['a margin in seconds against counts of people', 'No increase in latency (margin 5 s)', '14/1000', '10/1000'],
    ['a wanted change in seconds against counts', 'latency Δ < 5 s', '14', '10'],
  ])('cannot compare %s', (_description, criterion, value, vs) => {
    expect(judgeOne(criterion, [reading('latency', value, 1, { vs })])).toMatchObject({
      result: 'ERROR',
      why: 'unit-mismatch',
    });
  });

  it('holds the margin against the interval in its own unit', () => {
    const criterion = 'No increase in errors (margin 20 per 1,000)';
    const far = judgeOne(criterion, [reading('errors', '60/3000', 1, { vs: '540/27000' })]);

    expect(far).toMatchObject({ result: 'PASS', limit: 2, changeUnit: 'pp', method: 'newcombe' });
  });

  it('lets "no increase" pass within its margin at every stage', () => {
    const guardrail = 'No increase in error rate (margin 1 pp) [guardrail]';
    const readings = [reading('error rate', '30/3000', 3, { vs: '70/7000' })];
    const at = { rollout: rollout([guardrail], [ended, moderate]), settings, now: day(4) };

    expect(evaluate({ ...at, readings }).verdicts[0]).toMatchObject({ result: 'PASS', limit: 1, rule: 'not-worse' });
  });
});

describe('which readings count', () => {
  const text = 'Error rate < 5%';

  it('leaves readings from before the stage alone and says how old the newest are', () => {
    const { verdicts, recommendation } = evaluate({
      rollout: rollout([text], [ended, moderate]),
      readings: [reading('Error rate', '2/205', 1, { stage: 'canary' })],
      settings,
      now: day(3),
    });

    expect(verdicts[0]).toMatchObject({ result: 'INSUFFICIENT', why: 'stale' });
    expect(recommendation).toMatchObject({ result: 'HOLD', code: 'stale', facts: { newestAt: day(1) } });
  });

  it('takes what was read at the moment of a move for what it was before', () => {
    const atTheMove = reading('Error rate', '2/205', 2, { stage: 'canary' });
    const { recommendation } = evaluate({
      rollout: rollout([text], [ended, moderate]),
      readings: [reading('Error rate', '1/105', 1, { stage: 'canary' }), atTheMove],
      settings,
      now: day(3),
    });
    const periods = [
      { ...canary, until: day(2) },
      { ...canary, share: 60, from: day(2) },
    ];
    const completion = [
      reading('Completion', '52/100', 2, { vs: '450/900', as: 'total', share: 10 }),
      reading('Completion', '482/700', 3, { vs: '730/1300', as: 'total', share: 60 }),
    ];
    const [verdict] = evaluate({
      rollout: rollout(['Completion Δ > 0%'], periods),
      readings: completion,
      settings,
      now: day(4),
    }).verdicts;

    expect(recommendation.facts.newestAt).toBe(day(2));
    expect(verdict).toMatchObject({ periods: 2, mixedShares: false });
  });

  it('takes a late reading for the stage it is about', () => {
    const late = reading('Error rate', '12/1300', 3, { stage: 'canary' });
    const input = { rollout: rollout([text], [ended, moderate]), readings: [late], settings, now: day(4) };

    expect(evaluate({ ...input, stage: 'canary' }).verdicts[0]?.result).toBe('PASS');
    expect(evaluate(input).verdicts[0]?.why).toBe('no-reading');
  });

  it('begins anew when a stage is entered again', () => {
    const back: Period = { ...canary, from: day(5), until: undefined };
    const readings = [reading('Error rate', '120/1300', 1), reading('Error rate', '1/1300', 6)];

    expect(
      evaluate({
        rollout: rollout([text], [ended, { ...moderate, until: day(5) }, back]),
        readings,
        settings,
        now: day(7),
      }).verdicts[0],
    ).toMatchObject({ result: 'PASS', n: 1300 });
  });

  it('begins anew after a rollback into the same stage', () => {
    const back: Period = { ...canary, from: day(5), until: undefined };
    const readings = [reading('Error rate', '120/1300', 1, { stage: 'canary' })];

    expect(
      evaluate({ rollout: rollout([text], [ended, back]), readings, settings, now: day(7) }).verdicts[0],
    ).toMatchObject({ result: 'INSUFFICIENT', why: 'stale' });
  });

  it('tells growing totals from separate days', () => {
    const totals = [reading('Error rate', '1/100', 0.5), reading('Error rate', '2/250', 1)];
    const days = [
      reading('Error rate', '1/100', 0),
      reading('Error rate', '0/80', 1),
      reading('Error rate', '1/90', 2),
    ];

    expect(judgeOne(text, totals)).toMatchObject({ n: 250, as: { mode: 'total', guessed: true } });
    expect(judgeOne(text, days, 3)).toMatchObject({ hits: 2, n: 270, as: { mode: 'daily', guessed: true } });
  });

  it('combines periods of different shares without mixing them', () => {
    const first: Period = { ...canary, until: day(2) };
    const second: Period = { ...canary, share: 60, from: day(2) };
    const readings = [
      reading('Completion', '52/100', 1, { vs: '450/900', as: 'total' }),
      reading('Completion', '482/700', 3, { vs: '730/1300', as: 'total' }),
    ];
    const [verdict] = evaluate({
      rollout: rollout(['Completion Δ > 0%'], [first, second]),
      readings,
      settings,
      now: day(4),
    }).verdicts;

    expect(verdict).toMatchObject({ periods: 2, method: 'newcombe-stratified', mixedShares: false });
    expect(verdict?.change).toBeCloseTo(1.7576, 3);
  });

  it('says when a total runs over a change of share', () => {
    const periods = [
      { ...canary, until: day(2) },
      { ...canary, share: 60, from: day(2) },
    ];
    const readings = [reading('Completion', '482/700', 3, { vs: '730/1300' })];
    const [verdict] = evaluate({
      rollout: rollout(['Completion Δ > 0%'], periods),
      readings,
      settings,
      now: day(4),
    }).verdicts;

    expect(verdict).toMatchObject({ mixedShares: true });
  });

  it.each([
    ['plural and case', 'ERROR RATES', 'PASS'],
    ['the metric in a longer name', 'Error rate of the gateway today', 'PASS'],
    ['something else', 'Latency', 'INSUFFICIENT'],
  ])('matches names in spite of %s', (_description, name, result) => {
    expect(judgeOne(text, [reading(name, '12/1300', 1)]).result).toBe(result);
  });

  it('gives a reading to the criterion that has its name, not to one that contains it', () => {
    const input = {
      rollout: rollout(['Error rate < 5%', 'Upload error rate < 5%'], [canary]),
      readings: [reading('Upload error rate', '12/1300', 1)],
      settings,
      now: day(2),
    };

    expect(evaluate(input).verdicts.map(({ result }) => result)).toEqual(['INSUFFICIENT', 'PASS']);
  });
});

describe("a person's word", () => {
  const judgement = {
    criterion: 'error-rate',
    stage: 'canary',
    result: 'PASS',
    why: 'the gateway was at fault',
    by: 'engineer',
    at: day(1.5),
  } as const;
  const bad = reading('Error rate', '120/1300', 1);

  it('keeps a FAIL until it is reopened', () => {
    const good = reading('Error rate', '12/1300', 1.6);

    expect(judgeOne('Error rate < 5%', [good], 2, { failed: ['error-rate'] })).toMatchObject({
      result: 'FAIL',
      why: 'still-failed',
    });
    expect(judgeOne('Error rate < 5%', [good], 2, { judgements: [judgement] }).result).toBe('PASS');
  });

  it('reopens a FAIL until newer numbers fail again', () => {
    const worse = reading('Error rate', '130/1400', 1.8);

    expect(judgeOne('Error rate < 5%', [bad], 2, { judgements: [judgement] })).toMatchObject({ why: 'judged' });
    expect(judgeOne('Error rate < 5%', [bad, worse], 2, { judgements: [judgement] }).result).toBe('FAIL');
  });

  it('never stands in for numbers that are missing', () => {
    expect(judgeOne('Error rate < 5%', [], 2, { judgements: [judgement] }).result).toBe('INSUFFICIENT');
  });

  it('answers what only a person can, for the stage in which it was given', () => {
    const said = { ...judgement, criterion: 'all-claims-are-matched' };

    expect(judgeOne('All claims are matched', [], 2, { judgements: [said] })).toMatchObject({
      result: 'PASS',
      why: 'judged',
    });
    expect(judgeOne('All claims are matched', [], 2, { judgements: [{ ...said, stage: 'moderate' }] }).result).toBe(
      'MANUAL',
    );
    expect(judgeOne('All claims are matched', [], 2, { judgements: [{ ...said, result: 'FAIL' }] }).result).toBe(
      'FAIL',
    );
  });
});

describe('recommendation', () => {
  const good = [
    reading('Preference step completion', '1320/2050', 1, { vs: '10600/18450' }),
    reading('Request submissions', '1030/2050', 1, { vs: '8350/18450' }),
  ];

  it('follows the plan through the canary', () => {
    const at = (now: number, readings: readonly Reading[]) =>
      evaluate({ rollout: rollout(seed, [canary]), readings, settings, now: day(now) }).recommendation;

    expect(at(0.5, [])).toMatchObject({ result: 'HOLD', code: 'sample', further: ['soak'] });
    expect(at(0.5, good)).toMatchObject({ result: 'HOLD', code: 'soak', facts: { soakUntil: day(1) } });
    expect(at(1.5, good)).toMatchObject({ result: 'GO', code: 'go', facts: { met: 2, counted: 2 } });
  });

  it('waits for the roll call before the go-live, last of all', () => {
    const roles = [{ role: 'Product owner', logins: [], teams: [] }];
    const signOff = {
      role: 'product owner',
      answer: 'go',
      text: undefined,
      by: 'product-owner',
      at: day(8),
      url: '',
    } as const;
    const later = [
      reading('Preference step completion', '1320/2050', 3, { vs: '2750/4783' }),
      reading('Request submissions', '1030/2050', 3, { vs: '2165/4783' }),
    ];
    const at = (signOffs: Rollout['signOffs'], readings: readonly Reading[] = later) =>
      evaluate({
        rollout: rollout(seed, [ended, moderate], { signOffs }),
        readings,
        settings: { ...settings, roles },
        now: day(10),
      }).recommendation;

    expect(at([], [])).toMatchObject({ code: 'sample', further: ['approvals'] });
    expect(at([])).toMatchObject({ result: 'HOLD', code: 'approvals', facts: { waitingFor: ['Product owner'] } });
    expect(at([{ ...signOff, answer: 'no-go' }])).toMatchObject({ code: 'approvals' });
    expect(at([signOff])).toMatchObject({ result: 'GO' });
  });

  it('says how many days the sample takes and which share would do', () => {
    const criteria = ['Preference step completion Δ > 0% (margin 5 pp), n ≥ 200 starts'];
    const readings = [reading('Preference step completion', '9/15', 2, { vs: '78/135' })];
    const { recommendation } = evaluate({ rollout: rollout(criteria, [canary]), readings, settings, now: day(2) });

    expect(recommendation.facts.sample).toEqual({
      id: 'preference-step-completion',
      unit: 'starts',
      perDay: 7.5,
      days: 25,
      betterShare: 30,
      betterDays: 9,
    });
  });

  it('offers the smallest share that does it within the length of the stage', () => {
    const [first, second, last] = stages;
    const wide = [first, { ...second, share: [20, 60], days: [14, 14] }, last] as typeof stages;
    const period: Period = { stage: 'moderate', share: 20, from: start, until: undefined };
    const { recommendation } = evaluate({
      rollout: rollout([], [period], { plan: plan(['Error rate < 5%, n ≥ 600'], { stages: wide }) }),
      readings: [reading('Error rate', '0/80', 2)],
      settings,
      now: day(2),
    });

    expect(recommendation.facts.sample).toMatchObject({ perDay: 40, days: 13, betterShare: 22, betterDays: 12 });
  });

  it('holds for a freeze and for a split that cannot be chance', () => {
    const freeze = [{ from: '2021-03-02', to: '2021-03-05', why: 'deploys are frozen until Monday' }];
    const frozen = evaluate({
      rollout: rollout(seed, [canary]),
      readings: good,
      settings: { ...settings, freeze },
      now: day(2),
    }).recommendation;
    const lopsided = evaluate({
      rollout: rollout(seed.slice(0, 1), [canary]),
      readings: [reading('Preference step completion', '1950/3000', 1, { vs: '10600/18450' })],
      settings,
      now: day(2),
    }).recommendation;

    expect(frozen).toMatchObject({ result: 'HOLD', code: 'freeze', facts: { freezeUntil: '2021-03-05' } });
    expect(lopsided).toMatchObject({ result: 'HOLD', code: 'split' });
  });

  it('takes equal arms for what they are', () => {
    const readings = [reading('Preference step completion', '1320/2050', 1, { vs: '1160/2050' })];

    expect(
      evaluate({ rollout: rollout(seed.slice(0, 1), [canary]), readings, settings, now: day(2) }).recommendation.result,
    ).toBe('GO');
  });

  it('does not count what is only watched', () => {
    const readings = [...good, reading('Error rate', '120/1300', 1)];
    const { verdicts, recommendation } = evaluate({
      rollout: rollout([...seed, 'Error rate < 5% [watch]'], [canary]),
      readings,
      settings,
      now: day(2),
    });

    expect(verdicts[2]?.result).toBe('FAIL');
    expect(recommendation).toMatchObject({ result: 'GO', facts: { counted: 2 } });
  });

  it('is never GO without criteria, in planning, or for a stage that does not exist', () => {
    for (const one of [rollout([], [canary]), rollout(seed, [])]) {
      expect(evaluate({ rollout: one, readings: good, settings, now: day(2) }).recommendation.result).not.toBe('GO');
    }
    const unknown = { rollout: rollout(seed, [canary]), readings: good, settings, now: day(2), stage: 'no-such' };
    expect(evaluate(unknown).recommendation.result).not.toBe('GO');
  });
});

describe('speed', () => {
  it('judges 20 criteria over 10,000 readings without much work', () => {
    const criteria = Array.from({ length: 20 }, (_, i) => `Metric number ${i + 100} Δ > 0%, n ≥ 200`);
    const readings = Array.from({ length: 10_000 }, (_, i) =>
      reading(`Metric number ${(i % 20) + 100}`, `${i}/${2 * i + 1}`, i / 10_000, { vs: `${i}/${2 * i + 1}` }),
    );
    const input = { rollout: rollout(criteria, [canary]), readings, settings, now: day(2) };
    evaluate(input);

    // The best of several, in time of the processor: other tests run on the same machine.
    const times = Array.from({ length: 15 }, () => {
      const before = process.cpuUsage();
      evaluate(input);
      return process.cpuUsage(before).user / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(500);
  });
});

describe('figures without bounds', () => {
  it.each([
    ['errors where there were none', '3/205', '0/1845', 'change +∞% (interval +193.5% to +∞%)'],
    ['no errors in either group', '0/205', '0/1845', 'change +0.0% (interval -100.0% to +∞%)'],
  ])('read the same from the database: %s', (_description, treated, control, expected) => {
    const { verdicts, recommendation } = evaluate({
      rollout: rollout(['Errors Δ < +10% vs control'], [canary]),
      readings: [reading('Errors', treated, 1, { vs: control })],
      settings,
      now: day(2),
    });
    const model = { verdicts, recommendation };
    const stored: typeof model = JSON.parse(JSON.stringify(model));
    const lineOf = (one: typeof model) =>
      createRenderer().render({ view: 'what-if', model: one }, { links: {}, zone: 'UTC' });

    expect(lineOf(model)).toContain(expected);
    expect(lineOf(stored)).toBe(lineOf(model));
  });
});

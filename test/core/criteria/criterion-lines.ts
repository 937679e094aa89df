import type { Criterion } from '../../../src/core/criteria/criterion.ts';

export type Wanted = Partial<Criterion>;

/** One line, one criterion: description, line, what must be read. */
export const single: readonly (readonly [description: string, text: string, wanted: Wanted])[] = [
  [
    'the seed, with an entity',
    'Preference step completion &#916; >0%',
    {
      kind: 'change',
      metric: 'Preference step completion',
      op: '>',
      value: 0,
      unit: '%',
      id: 'preference-step-completion',
    },
  ],
  [
    'the letter Δ',
    'Request submissions Δ > 0%',
    { kind: 'change', metric: 'Request submissions', op: '>', value: 0, unit: '%' },
  ],
  [
    'the increment sign',
    '- Request submissions ∆ >= 2 pp',
    { kind: 'change', metric: 'Request submissions', op: '>=', value: 2, unit: 'pp' },
  ],
  ['a hexadecimal entity', 'Completion &#x394; &gt; 0%', { kind: 'change', metric: 'Completion', op: '>', value: 0 }],
  [
    'less-than sign',
    'Upload failures < 3%',
    { kind: 'threshold', metric: 'Upload failures', op: '<', value: 3, unit: '%' },
  ],
  ['less-than as an entity', 'Upload failures &lt; 3%', { kind: 'threshold', op: '<', value: 3, unit: '%' }],
  ['an escaped sign', 'Upload failures \\< 3%', { kind: 'threshold', op: '<', value: 3, unit: '%' }],
  ['at most, as a sign', 'Upload failures ≤ 3%', { kind: 'threshold', op: '<=', value: 3, unit: '%' }],
  [
    'a colon before the sign',
    'Card failure rate: <1%',
    { kind: 'threshold', metric: 'Card failure rate', op: '<', value: 1 },
  ],
  [
    'a space before the colon',
    'Share of CONFIRMED people : >75%',
    { kind: 'threshold', metric: 'Share of CONFIRMED people', op: '>', value: 75 },
  ],
  [
    'a comma in the metric',
    'Percentage of UNKNOWN, not eligible people : <2.5%',
    { kind: 'threshold', metric: 'Percentage of UNKNOWN, not eligible people', op: '<', value: 2.5 },
  ],
  [
    'bold and a note in the metric',
    'Active % of cards **(tablet)**: >87%',
    { kind: 'threshold', metric: 'Active % of cards (tablet)', op: '>', value: 87 },
  ],
  [
    'a unit of its own',
    'Support desk calls < 2 calls',
    { kind: 'threshold', metric: 'Support desk calls', op: '<', value: 2, unit: 'calls' },
  ],
  ['a count without unit', 'Support desk calls < 2', { kind: 'threshold', op: '<', value: 2, unit: 'count' }],
  [
    'words for the comparator',
    'Gateway error rate below 5%',
    { kind: 'threshold', metric: 'Gateway error rate', op: '<', value: 5 },
  ],
  [
    'a verb before the comparator',
    'Error rates for the search endpoint remain below 5%',
    { kind: 'threshold', metric: 'Error rates for the search endpoint', op: '<', value: 5 },
  ],
  [
    'an operator written twice',
    'errors stay below < 5%',
    { kind: 'threshold', metric: 'errors', op: '<', value: 5, unit: '%' },
  ],
  ['an inverted percent', 'errors stay < %5', { kind: 'threshold', metric: 'errors', op: '<', value: 5, unit: '%' }],
  [
    'at least first',
    'At least 10% of disputed cases settled',
    { kind: 'threshold', metric: 'disputed cases settled', op: '>=', value: 10, unit: '%' },
  ],
  [
    'at least, of a count',
    'at least 50 submissions',
    { kind: 'threshold', metric: 'submissions', op: '>=', value: 50 },
  ],
  [
    'the number first',
    '< 20% of people in the survey say it is hard',
    { kind: 'threshold', op: '<', value: 20, unit: '%' },
  ],
  [
    'inside prose',
    'We hope for < 5% failed logins.',
    { kind: 'threshold', metric: 'failed logins', op: '<', value: 5 },
  ],
  [
    'a fraction of two words',
    'At least three quarters of started renewals are finished',
    { kind: 'threshold', op: '>=', value: 75, unit: '%' },
  ],
  ['one in so many', 'Opt-outs: under 1 in 50', { metric: 'Opt-outs', op: '<', value: 2, unit: '%' }],
  ['one in so many, in words', 'At most one in twenty letters comes back', { op: '<=', value: 5, unit: '%' }],
  ['a fraction of a hundred', 'Fewer than 1/100 orders refunded', { op: '<', value: 1, unit: '%' }],
  ['a ratio is no number', 'Ratio of refunds to orders < 1:50', { kind: 'named', value: undefined }],
  [
    'so much above the baseline is a change',
    'Desk calls: no more than 5% above baseline',
    { kind: 'change', metric: 'Desk calls', op: '<=', value: 5, unit: '%' },
  ],
  [
    'so much below the baseline is a change',
    'Bookings at most 10% below the usual',
    { kind: 'change', metric: 'Bookings', op: '>=', value: -10, unit: '%' },
  ],
  [
    'slower than today',
    'Response time no more than 20 ms slower than today',
    { kind: 'change', metric: 'Response time', op: '<=', value: 20, unit: 'ms', against: 'baseline' },
  ],
  ['a decimal comma', 'Refund rate ≤ 0,5 %', { op: '<=', value: 0.5, unit: '%' }],
  [
    'signs and digits of full width',
    'Login success ＞ ９５％',
    { metric: 'Login success', op: '>', value: 95, unit: '%' },
  ],
  ['an abbreviated comparator and a slash', 'Support tickets: max. 5/week', { op: '<=', value: 5, unit: 'count' }],
  ['points of a scale', 'Satisfaction > 4/5', { metric: 'Satisfaction', op: '>', value: 4 }],
  ['a level after "of"', 'Uptime of 99.95 %', { kind: 'threshold', metric: 'Uptime', op: '>=', value: 99.95 }],
  [
    'no worse by more than',
    'Refunds no worse than baseline by more than 2 pp',
    { kind: 'direction', metric: 'Refunds', margin: 2, marginUnit: 'pp', against: 'baseline' },
  ],
  ['a placeholder behind a sign', 'Open rate > TBD', { metric: 'Open rate', placeholder: true }],
  ['a subject that is no metric', 'We need a minimum of 50 bookings', { metric: 'bookings', op: '>=', value: 50 }],
  ['an old value and an arrow', 'Exit rate 20% → 15%', { metric: 'Exit rate', op: '<=', value: 15, unit: '%' }],
  ['from an old value', 'Reduce calls from 40 to 20 per week', { metric: 'calls', op: '<=', value: 20 }],
  [
    'an increase of points',
    'Increase in self-service of 5 points',
    { kind: 'change', metric: 'self-service', op: '>=', value: 5, unit: 'pp' },
  ],
  ['weeks in words', 'Under two weeks from request to answer', { op: '<', value: 2, unit: 'weeks' }],
  ['a negative is for people to judge', 'No data loss', { kind: 'boolean' }],
  [
    'lower than before, without a number',
    'Error rate lower than last week',
    { kind: 'direction', metric: 'Error rate', op: '<', against: 'baseline' },
  ],
  ['flat', 'Complaints flat', { kind: 'direction', metric: 'Complaints', op: '=' }],
  ['same or better', 'Same or better completion rate', { kind: 'direction', metric: 'completion rate', op: '>=' }],
  ['a picture in front', '🟢 Error rate < 1%', { metric: 'Error rate', op: '<', value: 1 }],
  ['no more than', 'Retries: no more than 4', { kind: 'threshold', metric: 'Retries', op: '<=', value: 4 }],
  [
    'should not exceed',
    'Error rate should not exceed 2%',
    { kind: 'threshold', metric: 'Error rate', op: '<=', value: 2 },
  ],
  ['not below', 'Uptime must not fall below 99.5%', { kind: 'threshold', metric: 'Uptime', op: '>=', value: 99.5 }],
  [
    'less than or equal',
    'Latency less than or equal to 300 ms',
    { kind: 'threshold', metric: 'Latency', op: '<=', value: 300, unit: 'ms' },
  ],
  ['or more', 'Ratings of 4 or more: 80% or more', { kind: 'threshold', op: '>=' }],
  ['plus after the number', 'Completion 60%+', { kind: 'threshold', metric: 'Completion', op: '>=', value: 60 }],
  [
    'seconds',
    'Page load should be less than 5s',
    { kind: 'threshold', metric: 'Page load', op: '<', value: 5, unit: 's' },
  ],
  [
    'minutes and seconds',
    'Time on form under 1m 46s',
    { kind: 'threshold', metric: 'Time on form', op: '<', value: 106, unit: 's' },
  ],
  [
    'hours',
    'Time until scheduled < 24 hours',
    { kind: 'threshold', metric: 'Time until scheduled', op: '<', value: 24, unit: 'hours' },
  ],
  ['business days', 'Time until the meeting < 4 business days', { kind: 'threshold', op: '<', value: 4, unit: 'days' }],
  [
    'money in millions',
    'Yearly cost (<$100m)',
    { kind: 'threshold', metric: 'Yearly cost', op: '<', value: 100_000_000, unit: '$' },
  ],
  ['thousands', 'Visits > 52k', { kind: 'threshold', metric: 'Visits', op: '>', value: 52_000 }],
  ['thousands separators', 'Visits > 1,301', { kind: 'threshold', op: '>', value: 1301 }],
  [
    'zero in words',
    'zero silent losses',
    { kind: 'threshold', metric: 'silent losses', op: '=', value: 0, unit: 'count' },
  ],
  ['zero in figures', '0 new alerts', { kind: 'threshold', metric: 'new alerts', op: '=', value: 0 }],
  [
    'not above zero, in parentheses',
    'Lost letters (should not be above zero)',
    { kind: 'threshold', metric: 'Lost letters', op: '<=', value: 0 },
  ],
  [
    'should not raise any',
    'The breaker should not trigger any alerts',
    { kind: 'threshold', metric: 'breaker', op: '=', value: 0 },
  ],
  [
    'a fraction',
    'Expecting about 1/3 of all visitors to choose Register',
    { kind: 'threshold', op: '=', value: 33.3333, unit: '%' },
  ],
  [
    'a fraction in words',
    'less than one-third of visitors choose Register',
    { kind: 'threshold', op: '<', value: 33.3333, unit: '%' },
  ],
  [
    'a share first',
    '99% of people who check an address should be able to finish',
    { kind: 'threshold', op: '>=', value: 99, unit: '%' },
  ],
  [
    'a target',
    'Single-visit submissions: Target 77%',
    { kind: 'threshold', metric: 'Single-visit submissions', op: '>=', value: 77 },
  ],
  [
    'a target where less is better',
    'Drop-off: Target 10%',
    { kind: 'threshold', metric: 'Drop-off', op: '<=', value: 10 },
  ],
  ['plus a percentage', 'Page views +10%', { kind: 'change', metric: 'Page views', op: '>=', value: 10 }],
  ['minus a percentage', 'Time to finish -17%', { kind: 'change', metric: 'Time to finish', op: '<=', value: -17 }],
  [
    'plus or minus',
    'Logins ±10%',
    { kind: 'change', metric: 'Logins', op: '=', value: 0, margin: 10, marginUnit: '%' },
  ],
  [
    'within a range of the baseline',
    'Logins within 5% of baseline',
    { kind: 'change', metric: 'Logins', op: '=', margin: 5, marginUnit: '%' },
  ],
  [
    'reduce by',
    'Reduce exits from the review page by a third',
    { kind: 'change', metric: 'exits from the review page', op: '<=', value: -33.3333, unit: '%' },
  ],
  [
    'reduction of',
    'Reduction of waiting time by 10%',
    { kind: 'change', metric: 'waiting time', op: '<=', value: -10 },
  ],
  [
    'increase by',
    'Increase clicks into the payment history by 10%.',
    { kind: 'change', metric: 'clicks into the payment history', op: '>=', value: 10 },
  ],
  [
    'a question',
    'Is the number of requests increasing by more than 10%',
    { kind: 'change', metric: 'number of requests', op: '>', value: 10 },
  ],
  [
    'not increase by more than',
    'Latency does not increase by more than 5%',
    { kind: 'change', metric: 'Latency', op: '<=', value: 5 },
  ],
  [
    'against the previous stage, watched',
    'Time to complete Δ < +10% vs previous stage [watch]',
    { kind: 'change', metric: 'Time to complete', op: '<', value: 10, against: 'previous-stage', role: 'watch' },
  ],
  [
    'against control',
    'Completion Δ > 0 pp vs control',
    { kind: 'change', metric: 'Completion', unit: 'pp', against: 'control' },
  ],
  [
    'a minimum sample',
    'Request submissions per path start Δ > 0 pp, n ≥ 200 starts',
    { kind: 'change', metric: 'Request submissions per path start', min: { n: 200, unit: 'starts' } },
  ],
  [
    'a sample in prose',
    'We decide after we hit 250 users or 4 working days. We hope for < 4% failed logins.',
    { kind: 'threshold', metric: 'failed logins', op: '<', value: 4, min: { n: 250, unit: 'users' } },
  ],
  ['a guardrail', 'Error rate < 5% [guardrail]', { kind: 'threshold', metric: 'Error rate', role: 'guardrail' }],
  [
    'an escaped role',
    'Error rate < 5% \\[guardrail\\]',
    { kind: 'threshold', metric: 'Error rate', role: 'guardrail' },
  ],
  [
    'scope and exclusion',
    'Low error rates <5% for the #files endpoint (excluding 401/403 sign-in issues)',
    {
      kind: 'threshold',
      metric: 'error rates',
      scope: 'for the #files endpoint',
      exclusion: 'excluding 401/403 sign-in issues',
    },
  ],
  [
    'an exclusion in the middle',
    'Upload errors, excluding test accounts, stay below 2%',
    { kind: 'threshold', metric: 'Upload errors', op: '<', value: 2, exclusion: 'excluding test accounts' },
  ],
  [
    'a window',
    'Sum of failures should be less than 12 failures for any 15 minute period',
    {
      kind: 'threshold',
      metric: 'Sum of failures',
      op: '<',
      value: 12,
      unit: 'failures',
      window: 'for any 15 minute period',
    },
  ],
  [
    'a checked box with what was observed',
    '[x] Queue errors < 5% (3.97% observed)',
    { kind: 'threshold', metric: 'Queue errors', observed: '3.97%' },
  ],
  [
    'a note after the number',
    'Push errors < 5% (slightly below that of e-mail)',
    { kind: 'threshold', metric: 'Push errors', op: '<', value: 5 },
  ],
  [
    'a link as metric',
    '[Average latency](https://example.com/dash?a=1) should be less than 5s',
    { kind: 'threshold', metric: 'Average latency', value: 5, unit: 's' },
  ],
  [
    'a margin in milliseconds',
    'No increase in p95 latency (margin 50 ms)',
    { kind: 'direction', metric: 'p95 latency', op: '<=', margin: 50, marginUnit: 'ms' },
  ],
  [
    'a margin without a unit',
    'No increase in support calls (margin 3) [guardrail]',
    { kind: 'direction', metric: 'support calls', margin: 3, marginUnit: undefined, role: 'guardrail' },
  ],
  [
    "a margin in the plan's own word",
    'No increase in support calls, margin of 3 calls',
    { kind: 'direction', metric: 'support calls', margin: 3 },
  ],
  [
    'a margin per thousand',
    'No increase in errors (margin 0.5 per thousand)',
    { kind: 'direction', metric: 'errors', margin: 0.5, marginUnit: 'per 1,000' },
  ],
  [
    'a margin in money',
    'Cost per visit Δ < $2 (margin $0.50)',
    { kind: 'change', metric: 'Cost per visit', unit: '$', value: 2, margin: 0.5, marginUnit: '$' },
  ],
  [
    'no worse than so many milliseconds above',
    'Latency no worse than 50 ms above control',
    { kind: 'direction', metric: 'Latency', op: '<=', margin: 50, marginUnit: 'ms', against: 'control' },
  ],
  [
    'not more than so many milliseconds worse',
    'p95 no more than 50 ms worse than baseline',
    { kind: 'direction', metric: 'p95', margin: 50, marginUnit: 'ms', against: 'baseline' },
  ],
  ['a range in milliseconds', 'Latency ±50 ms', { kind: 'change', op: '=', margin: 50, marginUnit: 'ms' }],
  ['a range of counts', 'Logins ±10', { kind: 'change', op: '=', margin: 10, marginUnit: undefined }],
  ['a share per 1,000', 'Errors < 5 per 1000 requests', { metric: 'Errors', op: '<', value: 5, unit: 'per 1,000' }],
  [
    'a share per 1,000 in the name',
    'Errors per 1,000 requests below 5',
    { metric: 'Errors per 1,000 requests', op: '<', value: 5, unit: 'per 1,000' },
  ],
  [
    'no increase',
    'No increase in gateway error rates (margin 0.5 pp) [guardrail]',
    { kind: 'direction', metric: 'gateway error rates', op: '<=', margin: 0.5, marginUnit: 'pp', role: 'guardrail' },
  ],
  [
    'has not increased',
    'Error rate on the last page has not increased',
    { kind: 'direction', metric: 'Error rate on the last page', op: '<=' },
  ],
  [
    'has increased',
    'Use of the accordion has increased',
    { kind: 'direction', metric: 'Use of the accordion', op: '>' },
  ],
  ['stable', 'Crash rates remain stable', { kind: 'direction', metric: 'Crash rates', op: '=' }],
  [
    'baseline range',
    'Gateway logs and faults stay in baseline ranges',
    { kind: 'direction', metric: 'Gateway logs and faults', op: '=' },
  ],
  [
    'consistent with, in parentheses',
    'Error rates of the ticket page (consistent with earlier pages, excluding 404/410)',
    { kind: 'direction', metric: 'Error rates of the ticket page', op: '=', exclusion: 'excluding 404/410' },
  ],
  [
    'no worse than, where more is better',
    'Completion no worse than 5 pp below control',
    { kind: 'direction', metric: 'Completion', op: '>=', margin: 5, marginUnit: 'pp', against: 'control' },
  ],
  [
    'no worse than, where less is better',
    'Error rate no worse than baseline',
    { kind: 'direction', metric: 'Error rate', op: '<=' },
  ],
  ['as good or better', 'The new service works as good or better than the old one', { kind: 'direction', op: '>=' }],
  [
    'a zero with a percent sign',
    'Silent loss rate: 0%',
    { kind: 'threshold', metric: 'Silent loss rate', op: '=', value: 0, unit: '%' },
  ],
  ['zero, twice', 'Zero (0) critical faults', { kind: 'threshold', metric: 'critical faults', op: '=', value: 0 }],
  ['a percentage and its name', '99.5% uptime', { kind: 'threshold', metric: 'uptime', op: '>=', value: 99.5 }],
  ['a percentage of something bad', '5% error rate', { kind: 'threshold', metric: 'error rate', op: '<=', value: 5 }],
  [
    'what is expected of a change',
    'We expect a 10% increase in bookings',
    { kind: 'change', metric: 'bookings', op: '>=', value: 10 },
  ],
  ['a verb before the number', 'Bookings increase 10%', { kind: 'change', metric: 'Bookings', op: '>=', value: 10 }],
  [
    'something to do first',
    'Monitor until we hit 400 people with less than 2% error rate',
    { kind: 'threshold', metric: 'error rate', op: '<', value: 2, min: { n: 400, unit: 'people' } },
  ],
  [
    'does not change',
    "Speed of the search page doesn't change",
    { kind: 'direction', metric: 'Speed of the search page', op: '=' },
  ],
  [
    'a rate of',
    'Task completion rate of 80% or higher',
    { kind: 'threshold', metric: 'Task completion rate', op: '>=', value: 80 },
  ],
  [
    'a placeholder',
    'Click rate above xx%',
    { kind: 'named', metric: 'Click rate', op: '>', value: undefined, unit: '%', placeholder: true },
  ],
  [
    'a question to be answered',
    'Is there proof that people saw the message? Y/N',
    { kind: 'boolean', op: undefined, value: undefined },
  ],
  ['all of them', 'All of the claims are matched to a person', { kind: 'boolean' }],
  ['a negative for a person', 'No complaints about wording through the support desk', { kind: 'boolean' }],
  ['only a name', 'Unique page views', { kind: 'named', metric: 'Unique page views', op: undefined, value: undefined }],
  ['a name with numbers', 'Valid 22-10203 submissions', { kind: 'named', metric: 'Valid 22-10203 submissions' }],
  ['status codes are no targets', 'HTTP 500 answers', { kind: 'named', metric: 'HTTP 500 answers' }],
];

/** One line, several criteria or none. */
export const several: readonly (readonly [description: string, text: string, wanted: readonly Wanted[]])[] = [
  [
    'a name, then a criterion',
    'Finished requests, *support desk calls < 2 calls*',
    [
      { kind: 'named', metric: 'Finished requests' },
      { kind: 'threshold', metric: 'support desk calls', op: '<', value: 2 },
    ],
  ],
  [
    'joined by and',
    'Error rate < 5% and latency under 2s',
    [
      { metric: 'Error rate', op: '<', value: 5 },
      { metric: 'latency', op: '<', value: 2, unit: 's' },
    ],
  ],
  [
    'joined by a semicolon',
    'Error rate < 5%; zero lost files',
    [{ metric: 'Error rate' }, { metric: 'lost files', op: '=', value: 0 }],
  ],
  [
    'the verb is shared',
    'Increase requests by 5% and requests within one visit by 8%',
    [
      { kind: 'change', metric: 'requests', value: 5 },
      { kind: 'change', metric: 'requests within one visit', value: 8 },
    ],
  ],
  [
    'a range',
    'Open rate between 10% and 20%',
    [
      { metric: 'Open rate', op: '>=', value: 10, id: 'open-rate' },
      { metric: 'Open rate', op: '<=', value: 20, id: 'open-rate-2' },
    ],
  ],
  ['nothing', '  - [ ]  ', []],
];

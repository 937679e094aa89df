import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/core/markdown/read-markdown.ts';
import { readReadings } from '../../../src/core/readings/read-readings.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import { processorTime } from '../../processor-time.ts';
import { context, now } from './reading-context.ts';

function read(body: string, metricLines = false) {
  return readReadings(readMarkdown(body), { ...context, metricLines });
}

/** `key=text[ vs control][ daily][ baseline][ @day]` for each reading. */
function short(reading: Reading): string {
  const { key, figure, control, as, kind, at } = reading;
  const against = control === undefined ? '' : ` vs ${control.text}`;
  const day = at === now ? '' : ` @${new Date(at).toISOString().slice(0, 10)}`;
  return `${key}=${figure.text}${against}${as === undefined ? '' : ` ${as}`}${kind === 'baseline' ? ' baseline' : ''}${day}`;
}

function numbers(body: string, metricLines = false): readonly string[] {
  const { readings, problems } = read(body, metricLines);
  return [...readings.map(short), ...problems.map(({ line, why }) => `${line}: ${why}`)];
}

const step = 'preference step completion';

const accepted: readonly [string, string, readonly string[]][] = [
  [
    'a block of lines',
    '```metrics\nError rate = 5%\nOpen rate: 40% daily\n```',
    ['error rate=5%', 'open rate=40% daily'],
  ],
  ['a block with bullets, notes and gaps', '```metrics\n# today\n\n- Error rate = 5%\n```', ['error rate=5%']],
  ['a block with notes behind numbers', '```metrics\nError rate = 5% # {today}\n// all\n```', ['error rate=5%']],
  ['a block with tildes', '~~~metrics\nError rate = 5%\n~~~', ['error rate=5%']],
  ['a block of one metric', '``` metric\n  *  Error rate = 5%\n```', ['error rate=5%']],
  ['a block in a list', '- here they are\n\n  ```metrics\n  Error rate = 5%\n  ```', ['error rate=5%']],
  [
    'a block with Windows line ends',
    '```metrics\r\nError rate = 5%\r\nOpen rate = 4%\r\n```\r\n',
    ['error rate=5%', 'open rate=4%'],
  ],
  ['a metric that the plan does not know', '```metrics\nHelp desk calls = 3\n```', ['help desk call=3']],
  ['a baseline in a block', '```metrics\nbaseline: Error rate = 4%\n```', ['error rate=4% baseline']],
  [
    'a JSON object',
    '```metrics\n{ "Error rate": "13/1083", "Open rate": 40 }\n```',
    ['error rate=13/1083', 'open rate=40'],
  ],
  [
    'JSON records',
    '```metrics\n[{ "metric": "Error rate", "hits": 13, "n": 1083, "control": { "hits": 101, "n": 9183 }, "at": "2021-03-02" }]\n```',
    ['error rate=13/1083 vs 101/9183 @2021-03-03'],
  ],
  [
    'JSON with the words of a fraction',
    '```metrics\n{ "Error rate": { "numerator": 13, "denominator": 1083 } }\n```',
    ['error rate=13/1083'],
  ],
  [
    'JSON with other words of a fraction',
    '```metrics\n[{ "name": "Error rate", "hits": 13, "total": 1083 }]\n```',
    ['error rate=13/1083'],
  ],
  ['JSON with one half of a fraction', '```metrics\n{ "Error rate": { "hits": 13 } }\n```', ['error rate=13']],
  [
    'JSON with a fraction and its unit',
    '```metrics\n  { "Error rate": { "hits": 13, "n": 1083, "unit": "%" } }\n```',
    ['error rate=13/1083'],
  ],
  [
    'JSON with a mean',
    '```metrics\n{ "Endpoint latency": { "value": 250, "unit": "ms", "sd": 40, "n": 340 } }\n```',
    ['endpoint latency=250 ms (sd 40, n 340)'],
  ],
  [
    'JSON with a mean that lacks its number of values',
    '```metrics\n{ "Endpoint latency": { "value": 250, "unit": "ms", "sd": 40 } }\n```',
    ['endpoint latency=250 ms'],
  ],
  [
    'JSON that says daily, and of what there is nothing',
    '```metrics\n{ "Error rate": { "value": "5%", "as": "daily", "control": null, "at": null }, "Open rate": null }\n```',
    ['error rate=5% daily'],
  ],
  ['JSON with a total', '```metrics\n{ "Error rate": { "value": "5%", "n": 20, "as": null } }\n```', ['error rate=5%']],
  [
    'JSON with baselines of each metric',
    '```metrics\n{ "Error rate baseline": { "value": "4%" }, "Baseline open rate": { "value": "40%" } }\n```',
    ['error rate=4% baseline', 'open rate=40% baseline'],
  ],
  [
    'JSON with a group of baselines',
    '```metrics\n{ "Baselines": { "Error rate": "4%" } }\n```',
    ['error rate=4% baseline'],
  ],
  [
    'JSON with a unit',
    '```metrics\n{ "Endpoint latency": { "value": 250, "unit": "ms" } }\n```',
    ['endpoint latency=250 ms'],
  ],
  [
    'JSON with baselines',
    '```metrics\n{ "baseline": { "Error rate": "4%" }, "Open rate": { "value": "40%", "baseline": "38%" } }\n```',
    ['error rate=4% baseline', 'open rate=40%', 'open rate=38% baseline'],
  ],
  [
    'a table of metrics',
    '| Metric | Value |\n| --- | --- |\n| Error rate | 5% |\n| Help desk calls | 3 |',
    ['error rate=5%', 'help desk call=3'],
  ],
  [
    'a table with control, baseline and target',
    '| Metric | Target | Actual | Control | Baseline |\n|-|-|-|-|-|\n| Error rate | < 5% | 13/1083 | 101/9183 | 1.3% |',
    ['error rate=13/1083 vs 101/9183', 'error rate=1.3% baseline'],
  ],
  [
    'a table with hits and totals of both groups',
    '| Metric | Treatment | Hits | n | Control | Hits | n |\n|-|-|-|-|-|-|-|\n| Error rate | 1.2% | 13 | 1083 | 1.1% | 101 | 9183 |',
    ['error rate=13/1083 vs 101/9183'],
  ],
  ['a table with hits alone', '| KPI | Hits | n |\n|-|-|-|\n| Error rate | 13 | 1,083 |', ['error rate=13/1,083']],
  ['a table with hits of nothing', '| KPI | Hits |\n|-|-|\n| Error rate | 13 |', ['error rate=13']],
  [
    'a table with marks in its headings',
    '| KPI | *Hits:* | Sample - size: |\n|-|-|-|\n| Error rate | 13 | 1,083 |',
    ['error rate=13/1,083'],
  ],
  [
    'a table with the names behind a number',
    '| # | Metric | Value | Comment |\n|-|-|-|-|\n| 1 | Error rate | 5% | fine |',
    ['error rate=5%'],
  ],
  ['a table of baselines', '| Metric | Baseline |\n|-|-|\n| Error rate | 4% |', ['error rate=4% baseline']],
  [
    'a table whose control group has no numbers yet',
    '| Metric | Value | Control |\n|-|-|-|\n| Error rate | 5% | TBD |\n| Open rate | 40% | < 50% |',
    ['error rate=5%', 'open rate=40%'],
  ],
  [
    'a table that says daily or total',
    '| Metric | Value | Daily or total |\n|-|-|-|\n| Error rate | 5% | Daily |\n| Open rate | 40% total | |',
    ['error rate=5% daily', 'open rate=40% total'],
  ],
  [
    'a table in which dates are missing',
    '| Metric | Value | Date |\n|-|-|-|\n| Error rate | 5% | |\n| Open rate | 40% | TBD |',
    ['error rate=5%', 'open rate=40%'],
  ],
  [
    'a table with gaps for names',
    '| Metric | Value |\n|-|-|\n| 12 | 5% |\n| TBD | 5% |\n| | 5% |\n| Uptime | 99% |',
    ['uptime=99%'],
  ],
  [
    'a table of days with "actual" in a heading',
    '| | Actual error rate | Open rate |\n|-|-|-|\n| 3/1 | 5% | 40% |',
    ['error rate=5% @2021-03-02', 'open rate=40% @2021-03-02'],
  ],
  ['a table of weeks that are no dates', '| Week | Error rate |\n|-|-|\n| The first one | 5% |', ['error rate=5%']],
  [
    'a table with dates',
    '| Metric | Value | Date |\n|-|-|-|\n| Error rate | 5% | 3/2 |',
    ['error rate=5% @2021-03-03'],
  ],
  [
    'a table that a known metric makes clear',
    '| | Value |\n|-|-|\n| Error rate | 5% |\n| Weather | 12 |',
    ['error rate=5%'],
  ],
  [
    'a table with a row for each day',
    '| Day | Error rate | Open rate | Weather |\n|-|-|-|-|\n| 3/1 | 5% | 40% | 12 |\n| 3/2 | 4% | - | 14 |\n| Total | 4.5% | 40% | |',
    ['error rate=5% @2021-03-02', 'open rate=40% @2021-03-02', 'error rate=4% @2021-03-03'],
  ],
  [
    'a table with days, control and baseline',
    '| Date | Open rate | Error rate | Error rate (control) |\n|-|-|-|-|\n| Baseline | | 6% | |\n| 2021-03-02 | 40% | 4% | 5% |',
    ['error rate=6% baseline', 'open rate=40% @2021-03-03', 'error rate=4% vs 5% @2021-03-03'],
  ],
  ["the template's first line", '- Number of unique users: 1,301', ['number unique user=1,301']],
  [
    'metrics at this stage on one line',
    '- Metrics at this stage (per your "success criteria"): Preference step completion 812/1301; Request submissions 640/1301',
    [`${step}=812/1301`, 'request submission=640/1301'],
  ],
  [
    'metrics at this stage with commas',
    '- Metrics at this stage: Error rate: 5%, Request submissions = 1,301, help desk calls: 3',
    ['error rate=5%', 'request submission=1,301', 'help desk call=3'],
  ],
  [
    'metrics at this stage below it',
    '- **Metrics at this stage** (per your "success criteria"):\n  - Preference step completion: 812/1301\n  - 40% open rate\n  - Help desk calls: 3',
    [`${step}=812/1301`, 'open rate=40%', 'help desk call=3'],
  ],
  [
    'metrics at this stage that end with their names, or have no colon',
    '- Metrics at this stage: 31.4% open rate;  $5 error rate; ~640 request submissions\n- Metrics at this stage (so far)\n  Uptime 99%: 3',
    ['open rate=31.4%', 'error rate=$5', 'request submission=~640', 'uptime 99 percent=3'],
  ],
  [
    'metrics at this stage with commas, numbers first',
    '- Metrics at this stage: 31.4% open rate, 5% error rate',
    ['open rate=31.4%', 'error rate=5%'],
  ],
  [
    'metrics at this stage with a count behind a rate',
    '- Metrics at this stage: error rate 5%, 13 of 260,  open rate 40%',
    ['error rate=5%, 13 of 260', 'open rate=40%'],
  ],
  [
    'metrics at this stage in groups below it',
    '- Metrics at this stage:\n  - Week 1:\n    - Error rate: 5%\n  - Open rate:\n    - before: 38%\n    - now: 40%',
    ['error rate=5%', 'open rate=38% baseline', 'open rate=40%'],
  ],
  ['metrics at this stage of one word', '- Metrics at this stage: uptime: 99%', ['uptime=99%']],
  ['a bullet of a known metric', '* **Error rate**: 5% (3 of 60)', ['error rate=5% (3 of 60)']],
  ['a bullet with an equals sign', '1. Error rate = 5%', ['error rate=5%']],
  ['a bullet with a few more words', '- Error rate on mobile: 5%', ['error rate=5%']],
  ['a bullet with two more words', '- Error rate on mobile phones: 5%', ['error rate=5%']],
  ['the value below a struck one', '- Error rate: ~~4%~~\n  - 5%', ['error rate=5%']],
  [
    'another metric below a name',
    '- Request submissions:\n  - current error rate: 5%\n  - 640',
    ['error rate=5%', 'request submission=640'],
  ],
  [
    'a control group that is counted since the launch',
    '- Error rate:\n  - Since launch: 0.11%\n  - Control group since launch: 0.3%',
    ['error rate=0.11% vs 0.3%'],
  ],
  ['a nested bullet', '- Week 1\n  - Error rate: 5%', ['error rate=5%']],
  ['a value below its name', '- Number of unique users:\n  - 1,301', ['number unique user=1,301']],
  ['a value on the next line', '- Number of unique users:\n  1,301', ['number unique user=1,301']],
  [
    'values before and since',
    '- Error rate\n  - 4 week average before launch: 0.336%\n  - Since launch: 0.11%\n  - Control group: 0.3%',
    ['error rate=0.336% baseline', 'error rate=0.11% vs 0.3%'],
  ],
  [
    'values by day',
    '- Error rate:\n  - 3/1: 5%\n  - 3/2: 4%',
    ['error rate=5% @2021-03-02', 'error rate=4% @2021-03-03'],
  ],
  ['a KPI of the results', '- Post-launch KPI 1 actual: 39% (233/572)', ['post launch kpi 1=39% (233/572)']],
  ['a value with a link', '- Error rate: [5%](https://example.org/a?b=1)', ['error rate=5%']],
];

const ignored: readonly [string, string][] = [
  ['prose', 'Error rate: 5%\n\nThe error rate = 5% today.'],
  ['a quote', '> - Error rate: 5%\n>\n> | Metric | Value |\n> |-|-|\n> | Error rate | 5% |'],
  ['an HTML comment', '<!--\n- Error rate: 5%\n-->'],
  ['a block of other code', '```\nError rate = 5%\n```\n\n```yaml\nError rate: 5%\n```\n\n    Error rate = 5%'],
  ['code in a bullet', '- `Error rate: 5%`'],
  ['struck-out text', '- ~~Error rate: 5%~~'],
  ['HTML', '<ul><li>Error rate: 5%</li></ul>'],
  ['a heading', '# Error rate: 5%'],
  ['a task', '- [ ] Error rate: 5%\n- [x] Open rate: 40%'],
  ['a bullet of another metric', '- Temperature: 12'],
  [
    'a sentence in a bullet',
    '- We looked at the error rate of the new form for a while on Monday: 5 people complained',
  ],
  ['a bullet with three words more than the name', '- Error rate on old mobile phones: 5%'],
  ['a bullet with an answer', '- Error rate: still being counted'],
  ['a bullet with a date', '- Error rate: 3/2/2021'],
  ['notes below a name', '- Error rate:\n  - since launch: not counted yet\n  - 3/2/2021 was a holiday\n  - people: 5'],
  ['words about the stage', '- Metrics at this stage: see the dashboard, 62.4% so far; 12: 5'],
  ['a wanted value', '- Error rate: < 5%\n- Open rate: at least 40%\n- Request submissions: 5 or more'],
  ['targets told again', '- Metrics at this stage: Error rate < 5%; errors stay below 5%; Open rate: >40%'],
  [
    'placeholders',
    '- Number of unique users: x\n- Metrics at this stage (per your "success criteria"): x\n- Error rate: xx%',
  ],
  [
    'more placeholders',
    '- Error rate: TBD\n- Open rate: [FILL_IN]\n- Request submissions: N/A\n- Number of unique users:',
  ],
  [
    'placeholders in a table',
    '| Metric | Value |\n|-|-|\n| Error rate | TBD |\n| Open rate | |\n| Request submissions | < 5% |',
  ],
  ['placeholders in a block', '```metrics\nError rate = xx%\nOpen rate =\n```'],
  ['a table of other things', '| Name | Role |\n|-|-|\n| Ada | engineer |'],
  ['a table of stages', '| Stage | Error rate |\n|-|-|\n| Canary | 5% |'],
  ['a table of stages that are called like metrics', '| Stage | Result |\n|-|-|\n| Open rate | 5% |'],
  ['a table of results without numbers', '| Results | Comment |\n|-|-|\n| Error rate | 5% |'],
  ['a table of places', '| Region | Error rate |\n|-|-|\n| Europe | 5% |'],
  ['a block of another language', '```metrics-old\nError rate = 5%\n```\n\n```my-metrics\nError rate = 5%\n```'],
  ['a question of the results', '- Types of errors logged: 401 (3 requests)\n- Error types: 500'],
  ['links alone', '- [Error rate](https://example.org)'],
  ['commands, which are run', '/metric Error rate = 5%'],
];

const mistakes: readonly [string, string, readonly string[]][] = [
  [
    'a line of a block',
    '```metrics\nError rate = lots\nOpen rate = 4%\nnothing\n```',
    ['open rate=4%', '2: not-a-number', '4: no-value'],
  ],
  ['a record that has no number', '```metrics\n{ "Error rate": { "is": 5 } }\n```', ['2: not-a-number']],
  ['broken JSON', 'x\n\n```metrics\n{ "Error rate": 5, }\n```', ['4: bad-json']],
  ['a part of JSON', '```metrics\n{ "Error rate": 5,\n  "Open rate": [1] }\n```', ['error rate=5', '3: not-a-number']],
  ['JSON without names', '```metrics\n[1, null]\n```', ['2: no-name', '2: no-name']],
  ['JSON with numbers for names', '```metrics\n{ "Error rate": 5,\n  "12": 5 }\n```', ['error rate=5', '3: no-name']],
  [
    'a name in JSON that is written in another way than it is read',
    '```metrics\n{ "Open rate": 40,\n  "Error\\u0020rate": "lots"\n}\n```',
    ['open rate=40', '2: not-a-number'],
  ],
  ['a number in JSON that is none', '```metrics\n{ "Error rate": 1e999 }\n```', ['2: not-finite']],
  [
    'a cell',
    '| Metric | Value |\n|-|-|\n| Error rate | lots |\n| Open rate | 4% |',
    ['open rate=4%', '3: not-a-number'],
  ],
  [
    'a baseline in a cell',
    '| Metric | Value | Baseline |\n|-|-|-|\n| Error rate | 5% | lots |',
    ['error rate=5%', '3: not-a-number'],
  ],
  ['a control in a cell', '| Metric | Value | Control |\n|-|-|-|\n| Error rate | 5% | lots |', ['3: bad-control']],
  ['a date in a cell', '| Metric | Value | Date |\n|-|-|-|\n| Error rate | 5% | soon |', ['3: bad-date']],
  [
    'a day to come',
    '| Date | Error rate | Open rate |\n|-|-|-|\n| 2021-03-09 | 5% | |\n| 2021-03-10 | | |',
    ['3: future-date'],
  ],
  ['a value below its name', '- Error rate:\n  - 3/1: 5-10%\n  - 3/2: 4%', ['error rate=4% @2021-03-03', '2: range']],
  ['a number without a name', '- Metrics at this stage (per your "success criteria"): 62.4%', ['1: no-name']],
  ['a bullet', '- Error rate: 5-10%\n- Open rate: 4%', ['open rate=4%', '1: range']],
];

describe('readReadings', () => {
  it.each(accepted)('reads %s', (_, body, expected) => {
    expect(numbers(body)).toEqual(expected);
  });

  it.each(ignored)('reads nothing in %s', (_, body) => {
    expect(numbers(body)).toEqual([]);
  });

  it.each(mistakes)('says which is wrong and takes the others: %s', (_, body, expected) => {
    expect(numbers(body)).toEqual(expected);
  });

  it('reads command lines where commands are not run', () => {
    const body =
      'Good morning\n\n/metric Error rate = 5%\n/baseline Error rate = 4%\n/hold because\n/metric Open rate = lots';
    expect(numbers(body, true)).toEqual(['error rate=5%', 'error rate=4% baseline', '6: not-a-number']);
    expect(numbers('/metric Error rate = xx%\n/metric Open rate = 4% --dry-run', true)).toEqual(['1: placeholder']);
    expect(numbers('/metric Error rate = 5%\n\n- Open rate: 4%', true)).toEqual(['error rate=5%', 'open rate=4%']);
    expect(read('/metric Error rate = 5%', true).readings[0]?.kind).toBe('reading');
  });

  it('gives the same place in the same comment the same id', () => {
    const ids = (body: string) => read(body, true).readings.map(({ id }) => id);
    const body =
      '- Error rate: 5%\n\n/metric Error rate = 4% at 2021-03-02\n\n/baseline Error rate = 6%\n/metric Open rate = 4%\n/metric Error rate = 3%';
    const expected = ['error rate', 'error rate/2', 'error rate/baseline', 'open rate', 'error rate/3'];
    expect(ids(body)).toEqual(expected.map((id) => `comment:7/${id}`));
    expect(ids(body.replace('5%', '5.5%'))).toEqual(ids(body));
  });

  it('cuts what it repeats', () => {
    const [problem] = read(`\`\`\`metrics\nError rate = ${'a'.repeat(500)}\n\`\`\``).problems;
    expect(problem?.text).toHaveLength(120);
  });

  it('takes a reasonable number of readings and says so', () => {
    const { readings, problems } = read(`\`\`\`metrics\nError rate = lots\n${'Error rate = 5%\n'.repeat(400)}\`\`\``);
    expect(readings).toHaveLength(300);
    expect(new Set(readings.map(({ id }) => id)).size).toBe(300);
    expect(problems).toEqual([
      { line: 2, text: 'lots', why: 'not-a-number' },
      { line: 303, text: '', why: 'too-many' },
    ]);
  });

  it('says of a reasonable number of mistakes what is wrong', () => {
    expect(read(`\`\`\`metrics\n${'Error rate = lots\n'.repeat(30)}\`\`\``).problems).toHaveLength(20);
  });

  it.each([
    ['a date', '| Metric | Value | Date |\n|-|-|-|\n| Error rate | 5% | soon |', 'soon'],
    ['a JSON text', '```metrics\n{ "Error rate": }\n\n```', '{ "Error rate": }'],
    ['a JSON value', '```metrics\n{ "Error rate": [5] }\n```', 'Error rate: [5]'],
    ['a JSON name', '```metrics\n{ "12": 5 }\n```', '12: 5'],
    ['a day to come', '| Date | Error rate |\n|-|-|\n| 2021-03-09 | 5% |', '2021-03-09'],
    ['a number without a name', '- Metrics at this stage: 62.4%', '62.4%'],
  ])('says of %s how it was written', (_, body, text) => {
    expect(read(body).problems).toMatchObject([{ text }]);
  });

  it('calls metrics as they are written, without what stands around them', () => {
    const { readings } = read('- Metrics at this stage (so far): Error rate: 5%, help desk calls 3;  40% open rate');
    expect(readings.map(({ metric }) => metric)).toEqual(['Error rate', 'open rate']);
  });

  it('takes a question of the results for no metric, also where the plan has one of the same words', () => {
    const text = readMarkdown('- Types of errors logged: 401\n- Errors: 500');
    const { readings } = readReadings(text, { ...context, known: ['Errors'], metricLines: false });
    expect(readings.map(short)).toEqual(['error=500']);
  });

  it.each([
    ['a value with its total', 'Value | n', '5% | 1083', { value: 5, n: 1083, hits: undefined }],
    ['a value that has a total of its own', 'Value | n', '13/1000 | 1083', { hits: 13, n: 1000 }],
    ['a value whose total is no number', 'Value | n', '5% | many', { value: 5, n: undefined }],
    ['hits with a total that is no number', 'Hits | n', '13 | many', { value: 13, n: undefined }],
    ['a total before the value', 'n | Value', '1083 | 5%', { value: 5, n: 1083 }],
    ['a total of the baseline alone', 'Value | Baseline | n', '5% | 4% | 1083', { value: 5, n: undefined }],
    ['words for hits', 'Value | Hits | n', '5% | some | 1083', { value: 5, n: 1083, hits: undefined }],
  ])('takes from a table %s', (_, head, row, figure) => {
    const { readings } = read(
      `| Metric | ${head} |\n|-${'|-'.repeat(head.split('|').length)}|\n| Error rate | ${row} |`,
    );
    expect(readings[0]?.figure).toMatchObject(figure);
  });

  it('never throws, and never gives two readings one id', () => {
    const piece = fc.constantFrom(
      ...[
        '- ',
        '  - ',
        '| ',
        '|-|-|\n',
        '\n',
        'Metric',
        'Error rate',
        ': ',
        ' = ',
        '5%',
        '13/1083',
        'Date',
        '3/2',
        '```metrics\n',
      ],
      ...['```\n', '{', '"', '}', 'Metrics at this stage: ', ';', 'Control', 'baseline', '> ', '<!--', '/metric '],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
        ),
        (body) => {
          const { readings } = read(body, true);
          expect(new Set(readings.map(({ id }) => id)).size).toBe(readings.length);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['bullets', '- Error rate: 5%\n'],
    ['bullets with many colons', `- ${'a: '.repeat(100)}\n`],
    ['a slot with many parts', '- Metrics at this stage: a; b: 5; c 4%\n'],
    ['lines', '```metrics\nError rate = 5%\n```\n'],
    ['JSON', '```metrics\n{"a":1,"b":{"value":2}}\n```\n'],
    ['rows', '| Metric | Value |\n|-|-|\n| Error rate | 5% |\n\n'],
    ['commands', '/metric Error rate = 5% vs 4% at 3/2\n'],
  ])('reads a full page of %s in time', (_, piece) => {
    const body = piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536);
    const started = processorTime();
    read(body, true);
    expect(processorTime() - started).toBeLessThan(10_000);
  });

  it('reads a table as long as a comment in time', () => {
    const body = `| Metric | Value |\n|-|-|\n${'| Error rate | 5% |\n'.repeat(3_400)}`;
    const started = processorTime();
    expect(read(body).readings).toHaveLength(300);
    expect(processorTime() - started).toBeLessThan(10_000);
  });
});

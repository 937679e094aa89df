import { describe, expect, it } from 'vitest';
import { compileTemplate, parseTemplate, type RenderSite } from '../../src/views/compile-template.ts';

const site: RenderSite = {
  links: { canary: 12 },
  zone: 'America/New_York',
  now: undefined,
  budget: undefined,
  has: () => false,
  include: (name) => `<${name}>`,
};

function show(source: string, model: object = {}, zone = site.zone): string {
  return compileTemplate(parseTemplate(source))(model, { ...site, zone });
}

/** 15 March 2021, 02:30 UTC: the day before in New York. */
const at = Date.UTC(2021, 2, 15, 2, 30);

describe('helpers', () => {
  it.each([
    ['date of a moment is the day in the zone', '{{date at}}', { at }, '14 March 2021'],
    ['date of a date is that day', '{{date day}}', { day: '2021-03-15' }, '15 March 2021'],
    ['date leaves other text as it is', '{{date day}}', { day: 'soon' }, 'soon'],
    ['date leaves a day that is not there as it is', '{{date day}}', { day: '2021-13-45' }, '2021-13-45'],
    ['moment names the zone', '{{moment at}}', { at }, '14 March 2021, 22:30 EDT'],
    [
      'dates of a range',
      '{{dates at}}',
      { at: { from: '2021-03-01', to: '2021-04-15', text: 'x' } },
      '1 March 2021 – 15 April 2021',
    ],
    ['dates of one day', '{{dates at}}', { at: { from: '2021-03-01', to: '2021-03-01', text: 'x' } }, '1 March 2021'],
    ['dates that could not be read are as written', '{{dates at}}', { at: { text: 'next *week*' } }, 'next \\*week\\*'],
    ['span of one month', '{{span from to}}', { from: '2021-03-01', to: '2021-03-11' }, '1–11 March 2021'],
    ['span of two months', '{{span from to}}', { from: '2021-03-25', to: '2021-04-02' }, '25 March – 2 April 2021'],
    ['span of two years', '{{span a b}}', { a: '2020-12-31', b: '2021-01-02' }, '31 December 2020 – 2 January 2021'],
    ['spelled writes short lengths out', '{{spelled a}}, {{spelled b}}', { a: '1d..2d', b: '1w' }, '1-2 days, 1 week'],
    ['chartTime is the moment in the zone', '{{chartTime at}}', { at }, '2021-03-14 22:30'],
    ['plain has digits only', '{{plain n}}', { n: -1103090.25 }, '-1103090.25'],
    ['plain keeps whole tens', '{{plain n}}', { n: 100 }, '100'],
    ['plain has no exponent', '{{plain n}}', { n: 1e-9 }, '0'],
    ['duration is rounded down', '{{duration ms}}', { ms: 86_400_000 * 2.9 }, '2 days'],
    ['duration of one hour', '{{duration ms}}', { ms: 3_600_000 }, '1 hour'],
    ['number has separators', '{{number n}}', { n: 1_103_090.456 }, '1,103,090.46'],
    ['number has a minus sign', '{{number n}}', { n: -3.5 }, '−3.5'],
    ['figure in percent', '{{figure n "%"}}', { n: 5 }, '5%'],
    ['figure of a count', '{{figure n "count"}}', { n: 1301 }, '1,301'],
    ['figure in money, which is no formula', '{{figure n "$"}}', { n: -5 }, '−\u200b$5'],
    ['figure in another unit', '{{figure n unit}}', { n: 46, unit: 's' }, '46 s'],
    ['signed shows a plus', '{{signed n "pp"}}', { n: 2.25 }, '+2.3 pp'],
    ['signed shows no sign for nothing', '{{signed n "%"}}', { n: 0 }, '0%'],
    ['share of one percentage', '{{share share}}', { share: 0 }, '0%'],
    ['share of a range', '{{share share}}', { share: [30, 60] }, '30–60%'],
    ['share of a range of one', '{{share share}}', { share: [10, 10] }, '10%'],
    ['share of none', '{{share share}}', {}, '—'],
    ['plural of one', '{{plural n "day" "days"}}', { n: 1 }, '1 day'],
    ['plural of none', '{{plural n "day"}}', { n: 0 }, '0 days'],
    ['join', '{{join list}}', { list: ['a', 'b', 'c'] }, 'a, b, c'],
    ['join with a last word', '{{join list last="and"}}', { list: ['a', 'b', 'c'] }, 'a, b and c'],
    ['join of one with a last word', '{{join list last="and"}}', { list: ['a'] }, 'a'],
    ['join escapes', '{{join list}}', { list: ['*a*', '@all'] }, '\\*a\\*, @\u200ball'],
    ['brief leaves what is short', '{{brief a}}', { a: 'Check the dashboards' }, 'Check the dashboards'],
    ['brief ends at a word', '{{brief a}}', { a: `${'word '.repeat(11)}end; and more` }, `${'word '.repeat(11)}end…`],
    ['brief cuts one long word', '{{brief a}}', { a: 'x'.repeat(70) }, `${'x'.repeat(60)}…`],
    ['default', '{{default a b "c"}}', { a: '', b: undefined }, 'c'],
    ['known counts nothing as something', '{{#if (known n)}}yes{{/if}}', { n: 0 }, 'yes'],
    ['known does not count an empty list', '{{#if (known n)}}yes{{else}}no{{/if}}', { n: [] }, 'no'],
    ['conditions', '{{#if (and (eq a 1) (or (gt b 5) (not b)))}}yes{{/if}}', { a: 1, b: 6 }, 'yes'],
    ['checklist is the issue', '{{checklist "canary"}}', {}, '#12'],
    ['checklist is the name without an issue', '{{checklist "moderate" "Stage *B*"}}', {}, 'Stage \\*B\\*'],
    ['checklist takes no inherited name', '{{checklist "constructor"}}', {}, 'constructor'],
    ['reference of a number', '{{reference n}}', { n: 7 }, '#7'],
    ['reference of anything else is nothing', '{{reference n}}', { n: '7' }, ''],
    [
      'link',
      '{{link url "here"}}',
      { url: 'https://example.org/a?b=1&c=2' },
      '[here](<https://example.org/a?b=1&amp;c=2>)',
    ],
    [
      'link without a text',
      '{{link url}}',
      { url: 'https://example.org/a' },
      '[example.org/a](<https://example.org/a>)',
    ],
    ['link to a script is text', '{{link url "x"}}', { url: 'javascript:alert(1)' }, 'x'],
    ['link with a password is text', '{{link url "x"}}', { url: 'https://a:b@example.org' }, 'x'],
    [
      'link cannot be left',
      '{{link url "x"}}',
      { url: 'https://example.org/>)<img|`' },
      '[x](<https://example.org/%3E)%3Cimg%7C%60>)',
    ],
    ['command joins its parts', '{{command "/no-go as" role ": why"}}', { role: 'QA' }, '`/no-go as QA: why`'],
    ['code quotes the beginning of what is long', '{{code a}}', { a: 'x'.repeat(500) }, `\`${'x'.repeat(300)}…\``],
    ['a field that is named like a helper is a field', '{{code}} {{date}}', { code: 'a', date: 'b' }, 'a b'],
    ['a value without text of its own is nothing', '{{a}}{{b}}', { a: {}, b: [1] }, ''],
  ])('%s', (_rule, source, model, expected) => {
    expect(show(source, model)).toBe(expected);
  });

  it('shows moments in UTC where the zone is unknown', () => {
    expect(show('{{moment at}}', { at }, 'Mars/Olympus')).toBe('15 March 2021, 02:30 UTC');
  });

  it('refuses a helper that it does not know', () => {
    expect(() => show('{{shout "a"}}')).toThrow(/shout/);
  });
});

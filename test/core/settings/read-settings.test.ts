import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings/default-settings.ts';
import { readSettings } from '../../../src/core/settings/read-settings.ts';
import { isInForce } from '../../../src/core/settings/template-names.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { processorTime } from '../../processor-time.ts';

function read(repository: string, owner?: string) {
  return readSettings({
    repository: { text: repository, oid: 'a1' },
    owner: owner === undefined ? undefined : { text: owner, oid: 'b2' },
  });
}

/** Settings without a finding. */
function settingsOf(repository: string, owner?: string): Settings {
  const { settings, findings } = read(repository, owner);
  expect(findings).toEqual([]);
  return settings;
}

const complete = `
labels: { tracking: rollout, stage-prefix: "phase: ", blocker: p1 }
title: share
stages:
  - { name: Canary, share: 10%, length: 1-2 days }
  - { name: Moderate, share: 30-60%, length: 1 week }
  - { name: Pilot facilities, share: none }
  - { name: Everyone, share: 100 }
criteria: [error rate < 5%]
kpis: [Requests per day]
readiness: [Does the contact centre know?]
roles:
  Product owner: product-owners team
  Engineering: [engineer, "@acme/payments"]
  Quality assurance:
permissions:
  advance: write
  share: [release-managers team, product-manager]
  rollback: [triage, "@engineer"]
bots: [metrics-bot, "data-bot[bot]"]
time-zone: America/New_York
working-days: monday-thursday
freeze:
  - 2021-12-20 to 2022-01-03 holidays
  - 2021-07-05
  - { from: 2021-11-22, to: 2021-11-26, why: elections }
reports: { hour: 8:00, weekly: friday 15:00, one-week: 1 week, one-month: 28 }
templates: [weekly, results]
`;

describe('readSettings', () => {
  it('has defaults when there is no file', () => {
    expect(readSettings({})).toEqual({ settings: defaultSettings, findings: [] });
  });

  it.each([
    ['', 'an empty file'],
    ['# nothing yet\n', 'a comment only'],
    ['---\n', 'an empty document'],
    ['stages:\nlabels:\n', 'keys without values'],
  ])('has defaults for %j: %s', (text) => {
    expect(settingsOf(text)).toEqual(defaultSettings);
  });

  it('reads every key in the forms in which people write them', () => {
    expect(settingsOf(complete)).toEqual({
      labels: { tracking: 'rollout', stagePrefix: 'phase: ', blocker: 'p1' },
      title: 'share',
      stages: [
        { name: 'Canary', share: '10%', length: '1-2 days' },
        { name: 'Moderate', share: '30-60%', length: '1 week' },
        { name: 'Pilot facilities', share: undefined, length: undefined },
        { name: 'Everyone', share: '100%', length: undefined },
      ],
      criteria: ['error rate < 5%'],
      kpis: ['Requests per day'],
      readiness: ['Does the contact centre know?'],
      roles: [
        { role: 'Product owner', logins: [], teams: ['product-owners'] },
        { role: 'Engineering', logins: ['engineer'], teams: ['payments'] },
        { role: 'Quality assurance', logins: [], teams: [] },
      ],
      permissions: {
        advance: { atLeast: 'write', logins: [], teams: [] },
        share: { atLeast: undefined, logins: ['product-manager'], teams: ['release-managers'] },
        rollback: { atLeast: 'triage', logins: ['engineer'], teams: [] },
      },
      bots: ['metrics-bot', 'data-bot[bot]'],
      timeZone: 'America/New_York',
      workingDays: [1, 2, 3, 4],
      freeze: [
        { from: '2021-12-20', to: '2022-01-03', why: 'holidays' },
        { from: '2021-07-05', to: '2021-07-05', why: '' },
        { from: '2021-11-22', to: '2021-11-26', why: 'elections' },
      ],
      reports: { hour: 8, weekly: true, weeklyDay: 5, weeklyHour: 15, oneWeekDays: 7, oneMonthDays: 28 },
      templates: ['weekly', 'results'],
    });
  });

  it.each([
    ['off', { weekly: false, weeklyDay: undefined, weeklyHour: undefined }],
    ['false', { weekly: false, weeklyDay: undefined, weeklyHour: undefined }],
    ['on', { weekly: true, weeklyDay: undefined, weeklyHour: undefined }],
    ['Monday', { weekly: true, weeklyDay: 1, weeklyHour: undefined }],
    ['sunday at 7', { weekly: true, weeklyDay: 7, weeklyHour: 7 }],
  ])('reads weekly: %s', (text, expected) => {
    expect(settingsOf(`reports: { weekly: ${text} }`).reports).toMatchObject(expected);
  });

  it.each([
    ['sunday-thursday', [1, 2, 3, 4, 7], 'a span over the end of the week'],
    ['monday to friday', [1, 2, 3, 4, 5], 'a span in words'],
    ['[Wednesday, monday, monday]', [1, 3], 'a list'],
  ])('reads working-days: %s', (text, expected) => {
    expect(settingsOf(`working-days: ${text}`).workingDays).toEqual(expected);
  });

  it('takes roles as a list of names that anyone may answer for', () => {
    expect(settingsOf('roles: [Product owner, QA]').roles).toEqual([
      { role: 'Product owner', logins: [], teams: [] },
      { role: 'QA', logins: [], teams: [] },
    ]);
  });

  it.each([
    ['one-week: 1 day', { oneWeekDays: 1 }],
    ['one-month: 400 days', { oneMonthDays: 400 }],
    ['one-month: 1 month', { oneMonthDays: 30 }],
  ])('reads reports: %s', (text, expected) => {
    expect(settingsOf(`reports: { ${text} }`).reports).toMatchObject(expected);
  });

  it('needs no reason for a freeze', () => {
    expect(settingsOf('freeze: [{ from: 2021-12-20 }]').freeze).toEqual([
      { from: '2021-12-20', to: '2021-12-20', why: '' },
    ]);
  });

  it.each([
    ['partials/summary', 'all', true, 'all are in force'],
    ['partials/summary', ['partials'], true, 'its folder is'],
    ['partials/summary', ['partials/summary'], true, 'it is'],
    ['partials/summary', ['issues', 'summary'], false, 'neither it nor its folder is'],
    ['weekly', ['weekly'], true, 'it is, and has no folder'],
    ['weekly', [], false, 'none is'],
  ] as const)('knows of %s with %j in force: %s, %s', (name, templates, expected, _description) => {
    expect(isInForce(name, templates)).toBe(expected);
  });

  it('can do without any role, template override and weekly update', () => {
    const settings = settingsOf('roles: []\ntemplates: none\nreports: { weekly: off }');

    expect(settings.roles).toEqual([]);
    expect(settings.templates).toEqual([]);
    expect(settings.reports.weekly).toBe(false);
  });
});

describe('layers of settings', () => {
  const owner = `
labels: { blocker: p1, tracking: rollout }
permissions: { advance: maintain, share: triage }
reports: { weekly: friday 15:00, one-week: 8 days }
roles: [Legal]
time-zone: Europe/Berlin
`;

  it('puts the repository over the owner over the defaults, key by key', () => {
    const settings = settingsOf(
      'labels: { blocker: stop }\npermissions: { share: write }\nreports: { weekly: on }\nroles: [QA]',
      owner,
    );

    expect(settings.labels).toEqual({ tracking: 'rollout', stagePrefix: 'stage: ', blocker: 'stop' });
    expect(settings.permissions['advance']?.atLeast).toBe('maintain');
    expect(settings.permissions['share']?.atLeast).toBe('write');
    expect(settings.reports).toMatchObject({ weekly: true, weeklyDay: undefined, oneWeekDays: 8, oneMonthDays: 30 });
    expect(settings.roles.map(({ role }) => role)).toEqual(['QA']);
    expect(settings.timeZone).toBe('Europe/Berlin');
  });

  it('keeps the owner’s value under a mistake of the repository, and says whose mistake it is', () => {
    const { settings, findings } = read('time-zone: Nowhere/City\n', `${owner}kpi: [x]\n`);

    expect(settings.timeZone).toBe('Europe/Berlin');
    expect(findings.map(({ code, facts }) => [code, facts['layer']])).toEqual([
      ['unknown-setting', 'owner'],
      ['bad-setting', 'repository'],
    ]);
  });
});

describe('mistakes in settings', () => {
  it.each([
    ['label: { tracking: x }', 'unknown-setting', 1, 1, { key: 'label', nearest: 'labels' }, 'a key'],
    ['timeZone: UTC', 'unknown-setting', 1, 1, { key: 'timeZone', nearest: 'time-zone' }, 'another spelling style'],
    ['colour: red', 'unknown-setting', 1, 1, { key: 'colour' }, 'a key near to nothing'],
    [
      '\nlabels:\n  traking: x',
      'unknown-setting',
      3,
      3,
      { key: 'labels.traking', nearest: 'tracking' },
      'a nested key',
    ],
    ['permissions: { advence: write }', 'unknown-setting', 1, 16, { nearest: 'advance' }, 'a command'],
    [
      'stages:\n  - name: A\n    shere: 5%',
      'unknown-setting',
      3,
      5,
      { key: 'stages.0.shere', nearest: 'share' },
      'a key of a stage',
    ],
    ['constructor: 1', 'unknown-setting', 1, 1, { key: 'constructor' }, 'a key every object has'],
    ['__proto__: { labels: x }', 'unknown-setting', 1, 1, { key: '__proto__' }, 'a dangerous key'],
    ['title: shared', 'bad-setting', 1, 8, { value: 'shared', nearest: 'share', expected: 'title' }, 'a word'],
    ['title: [share]', 'bad-setting', 1, 8, { value: '["share"]', expected: 'title' }, 'a list for a word'],
    [
      'stages:\n  - name: A\n    share: 110%',
      'bad-setting',
      3,
      12,
      { key: 'stages.0.share', expected: 'share' },
      'a share',
    ],
    [
      'stages:\n  - name: A\n    share: 60-30%',
      'bad-setting',
      3,
      12,
      { expected: 'share' },
      'a share the wrong way round',
    ],
    [
      'stages:\n  - name: A\n    length: soon',
      'bad-setting',
      3,
      13,
      { expected: 'length', example: '1-2 days' },
      'a length',
    ],
    [
      'stages:\n  - share: 5%',
      'missing-setting',
      2,
      5,
      { key: 'stages.0.name', expected: 'stage' },
      'a stage without a name',
    ],
    ['stages: Canary', 'bad-setting', 1, 9, { expected: 'stages' }, 'a word for a list'],
    [
      'criteria:\n  - ok\n  - { a: 1 }',
      'bad-setting',
      3,
      5,
      { key: 'criteria.1', expected: 'line' },
      'a mapping for a text',
    ],
    ['time-zone: America/New_Yrok', 'bad-setting', 1, 12, { nearest: 'America/New_York' }, 'a time zone'],
    ['time-zone: new york', 'bad-setting', 1, 12, { nearest: 'America/New_York' }, 'a city'],
    ['working-days: monday-firday', 'bad-setting', 1, 15, { nearest: 'monday-friday' }, 'a weekday in a span'],
    [
      'working-days: [monday, teusday]',
      'bad-setting',
      1,
      24,
      { nearest: 'tuesday', key: 'working-days.1' },
      'a weekday',
    ],
    ['reports:\n  weekly: firday 15:00', 'bad-setting', 2, 11, { nearest: 'friday 15:00' }, 'a weekday with an hour'],
    [
      'reports:\n  weekly: friday 15:30',
      'bad-setting',
      2,
      11,
      { expected: 'weekly', example: 'friday 15:00' },
      'half past',
    ],
    ['reports: { hour: 24 }', 'bad-setting', 1, 18, { expected: 'hour' }, 'an hour that is none'],
    ['reports: { one-week: 1-2 days }', 'bad-setting', 1, 22, { expected: 'days' }, 'a range for a number of days'],
    ['reports: { one-week: 0 days }', 'bad-setting', 1, 22, { expected: 'days' }, 'no days'],
    ['reports: { one-week: 36 hours }', 'bad-setting', 1, 22, { expected: 'days' }, 'a day and a half'],
    ['reports: { one-month: 401 days }', 'bad-setting', 1, 23, { expected: 'days' }, 'more than a year'],
    ['reports: { one-month: soon }', 'bad-setting', 1, 23, { expected: 'days' }, 'a word for a number of days'],
    ['reports: weekly', 'bad-setting', 1, 10, { expected: 'mapping' }, 'a word for a mapping'],
    ['permissions: { advance: wirte }', 'bad-setting', 1, 25, { nearest: 'write' }, 'a level'],
    ['permissions: { advance: [maintian] }', 'bad-setting', 1, 26, { nearest: 'maintain' }, 'a level in a list'],
    [
      'permissions: { advance: engineer }',
      'bad-setting',
      1,
      25,
      { expected: 'permission' },
      'a login without its sign',
    ],
    ['roles:\n  QA: [a b c]', 'bad-setting', 2, 8, { key: 'roles.QA.0', expected: 'principals' }, 'somebody'],
    ['bots: ["a b"]', 'bad-setting', 1, 8, { expected: 'login' }, 'a login'],
    ['freeze: [2021-02-30]', 'bad-setting', 1, 10, { expected: 'freeze-window' }, 'a day that is none'],
    [
      'freeze: [2021-12-20 to 2021-12-32]',
      'bad-setting',
      1,
      10,
      { expected: 'freeze-window' },
      'a last day that is none',
    ],
    ['freeze:\n  - { from: 2021-02-30 }', 'bad-setting', 2, 13, { expected: 'date' }, 'a day that is none, by its key'],
    [
      'freeze: [2021-12-20 to 2021-12-01]',
      'bad-setting',
      1,
      10,
      { expected: 'freeze-window' },
      'dates the wrong way round',
    ],
    ['time-zone: Nowhere/City', 'bad-setting', 1, 12, { value: 'Nowhere/City' }, 'a place that is nowhere'],
    ['templates: [new york]', 'bad-setting', 1, 13, { expected: 'templates' }, 'a city where none is asked for'],
    [`title: ${'x'.repeat(60)}`, 'bad-setting', 1, 8, { value: 'x'.repeat(60) }, 'a value that is told whole'],
    [`title: ${'x'.repeat(61)}`, 'bad-setting', 1, 8, { value: `${'x'.repeat(59)}…` }, 'a value that is cut'],
    [`templates: [weekly${'x'.repeat(60)}]`, 'bad-setting', 1, 13, {}, 'a value too long to be a misspelling'],
    ['stages:\n  - { name: A }\n  - 5', 'bad-setting', 3, 5, { key: 'stages.1' }, 'a number for a stage'],
    ['labels: { 5: x }', 'unknown-setting', 1, 11, { key: 'labels.5' }, 'a number for a key'],
    ['labels: { [a]: x }', 'unknown-setting', 1, 11, { key: 'labels.?' }, 'a list for a key'],
    ['labels: { : x }', 'unknown-setting', 1, 10, { key: 'labels.' }, 'no key'],
    ['roles: { QA: }\nbots: { a: b }', 'bad-setting', 2, 7, { key: 'bots' }, 'a mapping for a list'],
    ['templates: [weekyl]', 'bad-setting', 1, 13, { nearest: 'weekly' }, 'a template'],
    ['labels: { tracking: "" }', 'bad-setting', 1, 21, { expected: 'label' }, 'an empty label'],
    [
      `labels: { tracking: ${'x'.repeat(51)} }`,
      'bad-setting',
      1,
      21,
      { expected: 'label' },
      'a label too long for GitHub',
    ],
    ['a: 1\na: 2', 'duplicate-setting', 2, 1, { key: 'a' }, 'a key twice'],
    ['- title', 'settings-not-a-mapping', 1, 1, {}, 'a list'],
    ['title: "share', 'settings-syntax', 1, 14, { problem: 'MISSING_CHAR' }, 'a quote that is not closed'],
    ['labels:\n\ttracking: x', 'settings-syntax', 2, 1, {}, 'a tab'],
    ['title: share\n---\ntitle: none', 'settings-several-documents', 2, 1, {}, 'two documents'],
    ['a: &a 1\nb: *a', 'settings-alias', 2, 4, {}, 'an alias'],
  ])('finds in %j: %s at %d:%d', (text, code, line, column, facts, _description) => {
    const { findings } = read(text);

    const found = findings.find((finding) => finding.code === code);
    expect(found).toMatchObject({ code, severity: 'error', line, column });
    expect(found?.facts).toMatchObject(facts);
    if (!('nearest' in facts)) expect(found?.facts).not.toHaveProperty('nearest');
  });

  it('leaves the other keys in force, also beside the mistake', () => {
    const { settings, findings } = read(
      'title: shared\nlabels: { tracking: rollout, bloker: p1 }\nreports: { hour: 99, weekly: off }\nbots: [metrics-bot]',
    );

    expect(findings).toHaveLength(3);
    expect(settings.title).toBe('none');
    expect(settings.labels.tracking).toBe('rollout');
    expect(settings.labels.blocker).toBe('blocker');
    expect(settings.reports).toMatchObject({ hour: 9, weekly: false });
    expect(settings.bots).toEqual(['metrics-bot']);
  });

  it('names every mistake, in the order of the file', () => {
    const { findings } = read('title: x1\nstages:\n  - nam: A\n    share: lots\nbots: ["?"]');

    expect(findings.map(({ line }) => line)).toEqual([1, 3, 3, 4, 5]);
  });

  it('tells of one mistake at each place', () => {
    const { findings } = read('stages:\n  - { share: lots, length: soon }\n  - { name: A, shere: 5%, lenth: 1 day }');

    expect(findings.map(({ code, facts }) => `${code} ${facts['key']}`)).toEqual([
      'missing-setting stages.0.name',
      'bad-setting stages.0.share',
      'bad-setting stages.0.length',
      'unknown-setting stages.1.shere',
      'unknown-setting stages.1.lenth',
    ]);
  });

  it.each([
    ['32 kB', `# ${'a'.repeat(32 * 1024 - 2)}`, []],
    ['more than 32 kB', `# ${'a'.repeat(32 * 1024 - 1)}`, ['settings-too-large']],
    ['some thousand pieces', 'a:\n'.repeat(2_000), ['duplicate-setting']],
    ['more pieces than anybody needs', 'a:\n'.repeat(4_000), ['settings-too-large']],
    ['twenty levels', `title: ${'['.repeat(19)}${']'.repeat(19)}`, ['bad-setting']],
    ['more levels', `title: ${'['.repeat(60)}${']'.repeat(60)}`, ['settings-too-deep']],
    ['text with a star in it', 'title: "*a"\nkpis:\n  - a *b*', ['bad-setting']],
    ['a text that is an alias', '*a', ['settings-alias']],
  ])('says of %s what there is to say', (_description, text, codes) => {
    expect([...new Set(read(text).findings.map(({ code }) => code))].sort()).toEqual(codes);
  });

  it('says where a text is too deep, and of one that is too large that it is the whole', () => {
    expect(read(`\ntitle: ${'['.repeat(50)}`).findings).toMatchObject([
      { code: 'settings-too-deep', line: 2, column: 49, facts: { problem: '' } },
    ]);
    expect(read('a:\n'.repeat(4_000)).findings).toMatchObject([
      { code: 'settings-too-large', line: 1, column: 1, facts: { problem: '' } },
    ]);
  });

  it('stops telling after twenty', () => {
    expect(read(Array.from({ length: 400 }, (_, n) => `key${n}: 1`).join('\n')).findings).toHaveLength(20);
  });
});

/** Milliseconds; the machine may be busy with something else once or twice. */
function fastestOfThree(run: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const started = processorTime();
    run();
    return processorTime() - started;
  });
  return Math.min(...times);
}

describe('hostile settings', () => {
  const laughs = Array.from({ length: 60 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(30)}]`).join('\n');
  const merges = `base: &b0 { x: 1 }\n${Array.from({ length: 4000 }, (_, n) => `k${n}: &b${n + 1} { <<: *b${n}, y${n}: 1 }`).join('\n')}`;

  it.each([
    ['an alias bomb of 96 kB', `a0: &a0 lol\n${laughs}`.padEnd(96 * 1024, '#'), 'settings-too-large'],
    ['an alias bomb', `a0: &a0 lol\n${laughs.slice(0, 8000)}]`, 'settings-alias'],
    ['a merge bomb of 96 kB', merges.slice(0, 96 * 1024), 'settings-too-large'],
    ['a merge bomb', merges.slice(0, merges.indexOf('\n', 30_000)), 'settings-alias'],
    ['a megabyte', 'a: 1\n'.repeat(200_000), 'settings-too-large'],
    ['32,000 open brackets', `a: ${'['.repeat(32_000)}`, 'settings-too-deep'],
    ['closed brackets', `a: ${'['.repeat(16_000)}${']'.repeat(16_000)}`, 'settings-too-deep'],
    ['nested mappings', '{a: '.repeat(8000), 'settings-too-deep'],
    ['16,000 dashes', '- '.repeat(16_000), 'settings-too-deep'],
    ['8,000 question marks', '? '.repeat(8000), 'settings-too-deep'],
    ['a stair of keys', Array.from({ length: 200 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), 'settings-too-deep'],
    [
      'four thousand keys',
      Array.from({ length: 4500 }, (_, n) => `k${n}: `)
        .join('\n')
        .slice(0, 32_000),
      'settings-too-large',
    ],
    ['one key again and again', 'a: \n'.repeat(8000), 'settings-too-large'],
    ['binary rubbish', '\u0000\u0001\ufffe'.repeat(10_000), 'settings-not-a-mapping'],
  ])('refuses %s without much work', (_description, text, code) => {
    const { settings, findings } = read(text);

    expect(fastestOfThree(() => read(text))).toBeLessThan(1_000);
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(settings).toEqual(defaultSettings);
  });

  it('takes twenty levels', () => {
    const { findings } = read(`title: ${'['.repeat(18)}${']'.repeat(18)}`);

    expect(findings.map(({ code }) => code)).toEqual(['bad-setting']);
  });
});

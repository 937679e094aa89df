import { timeZoneNames } from '../calendar/time-zone.ts';
import { templateFolders, templateNames } from './template-names.ts';

export const permissionLevels = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
export const weekdayNames: readonly string[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

interface Expected {
  /** A value that would be accepted. */
  readonly example: string;
  /** The words that may occur, for the suggestion when one of them is misspelled. */
  readonly words?: () => readonly string[];
}

/** What the schemas of the settings and of a plan's block can expect of a value. The phrase for each is in templates/partials/setting-expectation.hbs. */
export const expectations = {
  mapping: { example: 'tracking: release-tracking' },
  label: { example: 'release-tracking' },
  line: { example: 'error rate < 5%' },
  lines: { example: '[error rate < 5%]' },
  title: { example: 'share', words: () => ['none', 'share'] },
  stages: { example: '[{ name: Canary, share: 10%, length: 1-2 days }]' },
  stage: { example: '{ name: Canary, share: 10%, length: 1-2 days }', words: () => ['name', 'share', 'length'] },
  share: { example: '10%' },
  length: { example: '1-2 days' },
  roles: { example: '{ Product owner: product-owners team }' },
  role: { example: 'Product owner' },
  principals: { example: '[engineer, release-managers team]' },
  permission: { example: 'write', words: () => permissionLevels },
  logins: { example: '[metrics-bot]' },
  login: { example: 'metrics-bot' },
  'time-zone': { example: 'America/New_York', words: timeZoneNames },
  'working-days': { example: 'monday-friday', words: () => weekdayNames },
  freeze: { example: '[2021-12-20 to 2022-01-03 holidays]' },
  'freeze-window': { example: '2021-12-20 to 2022-01-03 holidays', words: () => ['from', 'to', 'why'] },
  date: { example: '2021-12-20' },
  hour: { example: '9:00' },
  weekly: { example: 'friday 15:00', words: () => ['on', 'off', ...weekdayNames] },
  days: { example: '7 days' },
  rollout: { example: 'baseline: before' },
  'plan-block': { example: 'title: New search' },
  'stages-in-plan': { example: '[{ name: Canary, share: 10%, soak: 2d }]' },
  'stage-in-plan': { example: '{ name: Canary, share: 10%, soak: 2d }' },
  sample: { example: '{ min: 200, if_short: extend }' },
  criterion: { example: '{ metric: error rate, want: "< 5%" }' },
  kpi: { example: '{ name: Requests per day, target: 700 }' },
  toggle: { example: 'new_search_form' },
  count: { example: '200' },
  confidence: { example: '95' },
  id: { example: 'error-rate' },
  bar: { example: 'proven', words: () => ['safe', 'proven', 'shown'] },
  'if-short': { example: 'extend', words: () => ['raise-share', 'extend'] },
  unproven: { example: 'hold', words: () => ['advance', 'hold'] },
  'criterion-role': { example: 'guardrail', words: () => ['goal', 'guardrail', 'watch'] },
  templates: { example: '[weekly, results]', words: () => ['all', 'none', ...templateNames, ...templateFolders] },
} as const satisfies Readonly<Record<string, Expected>>;

export type Expectation = keyof typeof expectations;

/** The error that a schema reports: not a sentence, but what it expects. */
export function expects(expectation: Expectation): string {
  return expectation;
}

export function expectationOf(message: string): Expectation | undefined {
  // True: it is one of the keys.
  return Object.hasOwn(expectations, message) ? (message as Expectation) : undefined;
}

export function wordsOf(expectation: Expectation): readonly string[] {
  const expected: Expected = expectations[expectation];
  return expected.words?.() ?? [];
}

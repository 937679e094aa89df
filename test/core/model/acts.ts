/** What people, bots and time do to a release, as data, so that a failing sequence can be shortened and printed. */
import fc from 'fast-check';
import type { Login } from './people.ts';
import type { PlainMove } from './plain-release.ts';
import { plans } from './plans.ts';

/** A command as it is typed. */
export interface Typed {
  readonly name: string;
  readonly text: string;
  readonly dryRun: boolean;
  readonly move?: PlainMove;
}

export type Act =
  | { readonly act: 'type'; readonly by: Login; readonly commands: readonly Typed[]; readonly on: number }
  | { readonly act: 'write'; readonly by: Login; readonly text: string; readonly on: number }
  /** `by` undefined: its author. */
  | {
      readonly act: 'edit';
      readonly by: Login | undefined;
      readonly comment: number;
      readonly commands: readonly Typed[];
      /** What was there stays, and the commands come after it. */
      readonly keeps: boolean;
    }
  | { readonly act: 'rewrite'; readonly by: Login | undefined; readonly comment: number; readonly text: string }
  | { readonly act: 'delete'; readonly by: Login; readonly comment: number }
  | { readonly act: 'label' | 'unlabel'; readonly by: Login; readonly label: string }
  | { readonly act: 'two labels'; readonly by: Login; readonly labels: readonly [string, string] }
  /** The webhook of a label that somebody had set comes late: it is there or not. */
  | { readonly act: 'late label'; readonly by: Login; readonly label: string }
  | { readonly act: 'plan'; readonly by: Login; readonly plan: number }
  | { readonly act: 'fill'; readonly by: Login; readonly checklist: number; readonly text: string }
  | { readonly act: 'close checklist'; readonly by: Login; readonly checklist: number }
  | { readonly act: 'close' | 'reopen'; readonly by: Login }
  /** What followed from the last event could not be done: undefined for all of it. */
  | { readonly act: 'fail'; readonly undone: readonly string[] | undefined }
  | { readonly act: 'look' }
  | { readonly act: 'wait'; readonly hours: number };

const people = fc.oneof(
  { arbitrary: fc.constantFrom<Login>('product-manager', 'engineer'), weight: 10 },
  {
    arbitrary: fc.constantFrom<Login>('analyst', 'designer', 'visitor', 'metrics-bot', 'other-bot'),
    weight: 3,
  },
);
const stages = fc.oneof(
  { arbitrary: fc.constantFrom('canary', 'moderate', 'wide', 'go-live'), weight: 6 },
  { arbitrary: fc.constantFrom('staff', 'stage-2', 'nowhere'), weight: 1 },
);
const shares = fc.constantFrom(0, 5, 10, 20, 30, 45, 60, 75, 100);
const raised = fc.constantFrom(30, 40, 45, 60, 0, 15, 100);
const reasons = fc.constantFrom('alarms', 'agreed in the meeting', 'Ümläute 🚀 {{x}}', '@team | `x` [y](z)');
const dryRun = fc.oneof({ arbitrary: fc.constant(false), weight: 9 }, { arbitrary: fc.constant(true), weight: 1 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight = 1) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 2 }, { arbitrary, weight });

function typed(name: string, words: readonly (string | undefined)[], dry: boolean, move?: PlainMove): Typed {
  const text = [`/${name}`, ...words.filter((word) => word !== undefined), ...(dry ? ['--dry-run'] : [])].join(' ');
  return { name, text, dryRun: dry, ...(move === undefined ? {} : { move }) };
}

const advance = fc
  .record({ to: maybe(stages, 2), share: maybe(shares), force: maybe(reasons, 2), dry: dryRun })
  .map(({ to, share, force, dry }) =>
    typed(
      'advance',
      [
        to,
        share === undefined ? undefined : `--share ${share}%`,
        force === undefined ? undefined : `--force "${force}"`,
      ],
      dry,
      {
        move: 'advance',
        ...(to === undefined ? {} : { to }),
        ...(share === undefined ? {} : { share }),
        ...(force === undefined ? {} : { force }),
      },
    ),
  );
const rollback = fc
  .record({ to: maybe(fc.oneof(stages, shares), 3), why: fc.constantFrom('alarms', 'payments fail 🚨'), dry: dryRun })
  .map(({ to, why, dry }) =>
    typed('rollback', [typeof to === 'number' ? `${to}%` : to, why], dry, {
      move: 'rollback',
      ...(to === undefined ? {} : { to }),
    }),
  );
const otherMoves = fc
  .tuple(
    fc.oneof(
      raised.map((share) => ({ name: 'share', words: [`${share}%`], move: { move: 'share', share } as PlainMove })),
      fc.record({
        name: fc.constant('hold'),
        words: fc.tuple(reasons),
        move: fc.constant<PlainMove>({ move: 'hold' }),
      }),
      fc.record({
        name: fc.constant('resume'),
        words: fc.constant([]),
        move: fc.constant<PlainMove>({ move: 'resume' }),
      }),
    ),
    dryRun,
  )
  .map(([{ name, words, move }, dry]) => typed(name, words, dry, move));
const ends = fc
  .tuple(fc.constantFrom('complete', 'cancel'), reasons, dryRun)
  .map(([name, why, dry]) =>
    typed(name, name === 'cancel' ? [why] : [], dry, { move: name === 'cancel' ? 'cancel' : 'complete' }),
  );

export const numbers = fc.constantFrom(
  'Error rate = 2/205',
  'Error rate = 41/205',
  'Error rate = 9/1000 vs 8/1000',
  'Error rate = 5 errors in 12 hours',
  'Preference step completion = 812/1301 vs 700/1300',
  'Preference step completion = 100/1301 vs 700/1300',
  'starts = 1,234',
  'latency = 51.3 ms',
  'Error rate = 1/0',
  'Error rate = many',
  '= 5',
  'Error rate = 2% at 2021-03-02',
);
/** Commands that leave the release where it is, readable or not. */
const others = fc
  .tuple(
    fc.oneof(
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom('metric', 'baseline'), numbers) },
      {
        weight: 2,
        arbitrary: fc.constantFrom<[string, string]>(
          ['judge', 'error-rate pass: looked at it'],
          ['judge', 'error-rate fail: seen twice'],
          ['judge', 'preference-step-completion pass: a person says so'],
          ['judge', 'nonsense'],
          ['go', ''],
          ['go', 'as Product owner'],
          ['go', 'as Engineering if #12 is fixed'],
          ['no-go', 'as Engineering: the budget is spent'],
          ['no-go', ''],
          ['answer', 'easy for VA to process: yes'],
          ['answer', 'What did people say?: that it is fine'],
          ['schedule', 'go-live 2021-03-20'],
          ['schedule', 'go-live 2020-01-01'],
          ['report', 'weekly'],
          ['report', '1-week'],
          ['summary', ''],
          ['verdict', ''],
          ['status', ''],
          ['plan', ''],
          ['plan', 'accept'],
          ['plan', 'set stage canary share 15%'],
          ['plan', 'set criterion "Error rate < 3%"'],
          ['plan', 'set roles Product owner, Engineering'],
          ['plan', 'set go-live 2021-04-01'],
          ['export', ''],
          ['help', 'advance'],
          ['adopt', ''],
          ['adopt', 'moderate 45%'],
          ['adopt', 'planning'],
          ['advance', '--shere 10%'],
          ['advance', 'nowhere'],
          ['advance', '--force'],
          ['rollback', ''],
          ['share', 'lots'],
          ['hold', ''],
          ['cancel', ''],
          ['advence', ''],
          ['constructor', '__proto__'],
        ),
      },
    ),
    dryRun,
  )
  .map(([[name, words], dry]) => typed(name, words === '' ? [] : [words], dry));

export const command = fc.oneof(
  { arbitrary: advance, weight: 7 },
  { arbitrary: rollback, weight: 3 },
  { arbitrary: otherMoves, weight: 6 },
  { arbitrary: others, weight: 6 },
  { arbitrary: ends, weight: 2 },
);
const commands = fc.oneof(
  { arbitrary: fc.tuple(command), weight: 4 },
  { arbitrary: fc.array(command, { minLength: 2, maxLength: 4 }), weight: 1 },
);

const pieces = fc.oneof(
  fc.constantFrom(
    '```metrics',
    '```',
    'Error rate = 3/205',
    '- Number of unique users: 1,301',
    '- Types of errors logged: two timeouts',
    '| metric | value |',
    '|---|---|',
    '| Error rate | 2% |',
    '/advance\u0000canary',
    '> /advance canary',
    '    /advance canary',
    '<div>',
    '</div>',
    '<!--',
    '/rollback 0% why',
    '/metric Error rate = 7/100',
    '\u202e/advance',
    '😀'.repeat(20),
    '[x](javascript:alert(1)) @everyone',
    '$& $1 {{constructor}}',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const text = fc.array(pieces, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'));

const failed = fc.constantFrom(undefined, ['post-once'], ['ensure-checklist-issue', 'react'], ['upsert-comment']);
const nth = fc.nat({ max: 9 });
const stageLabel = stages.map((stage) => `stage: ${stage}`);
const label = fc.oneof(
  { arbitrary: stageLabel, weight: 5 },
  {
    arbitrary: fc.constantFrom('release-tracking', 'stage: ', 'stage: planning', 'stage: complete', 'bug'),
    weight: 3,
  },
);
const author = fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary: people, weight: 1 });
const tell = <Name extends Act['act']>(act: Name) => fc.constant(act);

export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: fc.record({ act: tell('type'), by: people, commands, on: nth }), weight: 36 },
  { arbitrary: fc.record({ act: tell('write'), by: people, text, on: nth }), weight: 9 },
  { arbitrary: fc.record({ act: tell('edit'), by: author, comment: nth, commands, keeps: fc.boolean() }), weight: 9 },
  { arbitrary: fc.record({ act: tell('rewrite'), by: author, comment: nth, text }), weight: 3 },
  { arbitrary: fc.record({ act: tell('delete'), by: people, comment: nth }), weight: 3 },
  { arbitrary: fc.record({ act: tell('label'), by: people, label }), weight: 12 },
  {
    arbitrary: fc.record({ act: tell('two labels'), by: people, labels: fc.tuple(stageLabel, stageLabel) }),
    weight: 6,
  },
  { arbitrary: fc.record({ act: tell('unlabel'), by: people, label }), weight: 3 },
  { arbitrary: fc.record({ act: tell('late label'), by: people, label }), weight: 6 },
  { arbitrary: fc.record({ act: tell('plan'), by: people, plan: fc.nat({ max: plans.length - 1 }) }), weight: 3 },
  { arbitrary: fc.record({ act: tell('fill'), by: people, checklist: nth, text }), weight: 3 },
  { arbitrary: fc.record({ act: tell('close checklist'), by: people, checklist: nth }), weight: 3 },
  { arbitrary: fc.record({ act: tell('close'), by: people }), weight: 1 },
  { arbitrary: fc.record({ act: tell('reopen'), by: people }), weight: 1 },
  { arbitrary: fc.record({ act: tell('fail'), undone: failed }), weight: 3 },
  { arbitrary: fc.record({ act: tell('look') }), weight: 3 },
  { arbitrary: fc.record({ act: tell('wait'), hours: fc.constantFrom(1, 12, 26, 170, 800) }), weight: 6 },
);

/** Where a release may be when the rest begins. */
export const preludes: readonly (readonly string[])[] = [
  [],
  ['/advance'],
  ['/advance --force "agreed"', '/advance --force "agreed"'],
  ['/advance', '/hold alarms'],
  ['/advance moderate --share 45% --force "agreed"'],
  ['/advance', '/rollback 0% alarms'],
  ['/advance go-live --force "agreed"'],
  ['/advance go-live --force "agreed"', '/complete'],
  ['/cancel not needed any more'],
];

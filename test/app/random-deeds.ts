/** What may happen to a release and to Rollcall, as data, so that a failing life can be shortened and printed. */
import fc from 'fast-check';
import { dayMs, hourMs, minuteMs } from '../../src/core/instant.ts';
import type { FaultSwitch } from '../../src/sandbox/github/faults.ts';
import { GitHubError } from '../../src/sandbox/github/github-error.ts';
import type { Person } from '../../src/sandbox/github/person.ts';
import type { Issue, IssueComment } from '../../src/sandbox/github/state/world.ts';
import { plan, type World } from './world.ts';

export type Deed =
  | { readonly deed: 'say'; readonly by: string; readonly text: string; readonly on: number }
  /** `by` undefined: its author. */
  | { readonly deed: 'edit'; readonly by: string | undefined; readonly nth: number; readonly text: string }
  | { readonly deed: 'delete'; readonly by: string | undefined; readonly nth: number }
  | { readonly deed: 'label' | 'unlabel'; readonly by: string; readonly label: string }
  /** Somebody lays hands on what Rollcall wrote. */
  | { readonly deed: 'spoil' | 'take away' | 'copy'; readonly nth: number }
  | { readonly deed: 'tick' | 'close checklist'; readonly by: string }
  | { readonly deed: 'close' | 'reopen'; readonly by: string }
  | { readonly deed: 'plan'; readonly text: string }
  | { readonly deed: 'fault'; readonly fault: FaultSwitch }
  | { readonly deed: 'no faults' | 'rest' | 'restart' | 'kill' }
  | { readonly deed: 'wait'; readonly ms: number };

const people = fc.oneof(
  { arbitrary: fc.constant('product-manager'), weight: 6 },
  { arbitrary: fc.constantFrom('analyst', 'designer', 'visitor', 'lead', 'tester', 'metrics-bot'), weight: 3 },
);

const lines = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      '/advance',
      '/advance canary',
      '/advance moderate --force "urgent"',
      '/advance --force "agreed: all of us"',
      '/advance go-live --force "now 🚀"',
      '/advance --dry-run',
      '/rollback 0% alarms',
      '/rollback canary alarms',
      '/hold because',
      '/resume',
      '/share 30%',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '/metric error rate = 2%',
      '/metric error rate = 3/205',
      '/metric error rate = 90/205',
      '```metrics\nerror rate = 1%\n```',
      '| metric | value |\n|---|---|\n| error rate | 4% |',
      '/judge error-rate pass: looked at it',
      '/go as Product owner',
      '/no-go as Product owner: not yet',
      '/verdict',
      '/summary',
      '/status',
      '/plan',
      '/plan set roles Product owner, Engineering',
      '/report weekly',
      '/export',
      '/adopt',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '/advence',
      '/advance nowhere',
      '/advance --force "no end',
      '/metric error rate = many',
      '/metric error rate = 2% at 2031-01-01',
      'Thanks @everyone, see #1',
      '<!-- rollcall:1 slot=card mac=0123456789abcdef0123456789abcdef -->',
      '<details>\n/cancel hidden',
      '> /cancel quoted',
      '`/cancel` in code',
      '/hold <!-- --> </details> | [x](javascript:alert(1)) | @acme/product',
      '\u202e/resume \u200b 😀 \u0000 end',
      '$& $1 {{constructor}} %s',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('/complete', '/cancel not needed any more') },
);
const text = fc.oneof(
  { arbitrary: lines, weight: 4 },
  { arbitrary: fc.array(lines, { minLength: 2, maxLength: 4 }).map((several) => several.join('\n')), weight: 1 },
);

const fault: fc.Arbitrary<FaultSwitch> = fc
  .record({
    kind: fc.constantFrom<FaultSwitch>(
      { deliveries: 'duplicate' },
      { deliveries: 'delayed', byMinutes: 3 },
      { deliveries: 'reordered' },
      { deliveries: 'dropped' },
      { deliveries: 'lost' },
      { requests: 'fail' },
      { requests: 'too-many', retryAfterSeconds: 60 },
      { writes: 'fail-before' },
      { writes: 'fail-after' },
      { writes: 'secondary-limit', retryAfterSeconds: 90 },
      { graphql: 'partial' },
      { graphql: 'partial', field: 'addComment' },
      { reads: 'stale' },
    ),
    next: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ kind, next }) => ({ ...kind, next }));

const label = fc.constantFrom(
  'stage: canary',
  'stage: moderate',
  'stage: go-live',
  'stage: nowhere',
  'stage: planning',
);
const nth = fc.nat({ max: 5 });
const tell = <Name extends Deed['deed']>(deed: Name) => fc.constant(deed);
const authorOr = fc.constantFrom(undefined, undefined, 'lead');

export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { arbitrary: fc.record({ deed: tell('say'), by: people, text, on: nth }), weight: 30 },
  { arbitrary: fc.record({ deed: tell('edit'), by: authorOr, nth, text }), weight: 4 },
  { arbitrary: fc.record({ deed: tell('delete'), by: authorOr, nth }), weight: 2 },
  { arbitrary: fc.record({ deed: tell('label'), by: people, label }), weight: 5 },
  { arbitrary: fc.record({ deed: tell('unlabel'), by: people, label }), weight: 3 },
  {
    arbitrary: fc.record({
      deed: fc.constantFrom('label', 'unlabel'),
      by: people,
      label: fc.constant('release-tracking'),
    }),
    weight: 2,
  },
  { arbitrary: fc.record({ deed: fc.constantFrom('spoil', 'take away', 'copy'), nth }), weight: 3 },
  { arbitrary: fc.record({ deed: fc.constantFrom('tick', 'close checklist'), by: people }), weight: 3 },
  { arbitrary: fc.record({ deed: tell('close'), by: people }), weight: 1 },
  { arbitrary: fc.record({ deed: tell('reopen'), by: people }), weight: 2 },
  {
    arbitrary: fc.record({
      deed: tell('plan'),
      text: fc.constantFrom(plan, plan.replace('10%', '5%'), plan.replace(/### Stage B[\s\S]*?(?=### Go live)/, '')),
    }),
    weight: 2,
  },
  { arbitrary: fc.record({ deed: tell('fault'), fault }), weight: 10 },
  { arbitrary: fc.record({ deed: fc.constantFrom('no faults', 'restart', 'kill') }), weight: 3 },
  { arbitrary: fc.record({ deed: tell('rest') }), weight: 12 },
  {
    arbitrary: fc.record({
      deed: tell('wait'),
      ms: fc.constantFrom(minuteMs, 6 * minuteMs, hourMs, 26 * hourMs, 8 * dayMs),
    }),
    weight: 8,
  },
);

export async function doDeed(world: World, tracking: Issue, deed: Deed): Promise<void> {
  switch (deed.deed) {
    case 'rest':
      return await world.settle();
    case 'wait':
      // Longer stretches begin with one in which what was missed can be asked for again: GitHub keeps it for three days.
      if (deed.ms > hourMs) for (let round = 0; round < 3; round += 1) await world.wait(6 * minuteMs);
      return await world.wait(deed.ms);
    case 'restart':
      await world.stopApp();
      return await world.startApp();
    case 'kill':
      await world.abandonApp();
      return await world.startApp();
    default:
      // Every second something happens: only a clock that goes on tells what is stale.
      world.github.clock.advance(1_000);
      doOnGitHub(world, tracking, deed);
  }
}

type OnGitHub = Exclude<Deed, { readonly deed: 'rest' | 'wait' | 'restart' | 'kill' }>;

function doOnGitHub(world: World, tracking: Issue, deed: OnGitHub): void {
  try {
    actOn(world, tracking, deed);
  } catch (error) {
    // GitHub does not let everybody do everything.
    if (!(error instanceof GitHubError)) throw error;
  }
}

function actOn(world: World, tracking: Issue, deed: OnGitHub): void {
  const checklist = tracking.subIssues.at(-1);
  switch (deed.deed) {
    case 'say': {
      const on = deed.on === 0 ? (checklist ?? tracking) : tracking;
      world.as(deed.by).comment(on, deed.text);
      break;
    }
    case 'edit':
      changeComment(world, tracking, deed, (person, comment) => person.editComment(comment, deed.text));
      break;
    case 'delete':
      changeComment(world, tracking, deed, (person, comment) => person.deleteComment(comment));
      break;
    case 'label':
      world.as(deed.by).addLabel(tracking, deed.label);
      break;
    case 'unlabel':
      world.as(deed.by).removeLabel(tracking, deed.label);
      break;
    case 'spoil':
    case 'take away':
    case 'copy': {
      const own = tracking.comments.filter(({ viaApp }) => viaApp === world.github.app);
      const comment = own[deed.nth % Math.max(1, own.length)];
      if (comment === undefined) break;
      if (deed.deed === 'spoil') world.as('lead').editComment(comment, 'Something else entirely');
      else if (deed.deed === 'take away') world.as('lead').deleteComment(comment);
      else world.as('analyst').comment(tracking, comment.body);
      break;
    }
    case 'tick':
      if (checklist !== undefined) world.as(deed.by).tick(checklist, '');
      break;
    case 'close checklist':
      if (checklist !== undefined) world.as(deed.by).close(checklist);
      break;
    case 'close':
      world.as(deed.by).close(tracking);
      break;
    case 'reopen':
      world.as(deed.by).reopen(tracking);
      break;
    case 'plan':
      world.as('product-manager').editIssue(tracking, { body: deed.text });
      break;
    case 'fault':
      world.github.faults.switchOn(deed.fault);
      break;
    case 'no faults':
      world.github.faults.switchOff();
  }
}

function changeComment(
  world: World,
  tracking: Issue,
  { by, nth: wanted }: { readonly by: string | undefined; readonly nth: number },
  change: (person: Person, comment: IssueComment) => void,
): void {
  const comment = tracking.comments.filter(({ viaApp }) => viaApp !== world.github.app).at(-1 - wanted);
  if (comment !== undefined) change(world.as(by ?? comment.author.login), comment);
}

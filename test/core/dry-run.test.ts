import { describe, expect, it } from 'vitest';
import { commands } from '../../src/core/commands/registry.ts';
import { open, type Story, unlabelled } from './story.ts';

const planning = () => open();
const canary = () => open().comment('product-manager', '/advance canary');
const held = () => canary().comment('product-manager', '/hold alarms');
const moderate = () => canary().comment('product-manager', '/advance moderate --force "urgent"');
const live = () => moderate().comment('product-manager', '/advance go-live --force "urgent"');

const rows: readonly (readonly [command: string, by: string, state: () => Story])[] = [
  ['/advance canary', 'product-manager', planning],
  ['/advance moderate --share 45% --force "urgent"', 'product-manager', planning],
  ['/advance go-live --force "urgent"', 'product-manager', moderate],
  ['/share 45%', 'product-manager', moderate],
  ['/hold alarms', 'product-manager', canary],
  ['/resume', 'product-manager', held],
  ['/rollback canary errors', 'product-manager', moderate],
  ['/rollback 0% errors', 'product-manager', moderate],
  ['/metric Error rate = 2/205', 'analyst', canary],
  ['/baseline Error rate = 1%', 'analyst', canary],
  ['/answer errors: none', 'analyst', live],
  ['/judge error-rate pass: looked at by hand', 'product-manager', canary],
  ['/go as Product owner', 'product-manager', moderate],
  ['/no-go as Engineering: payments', 'product-manager', moderate],
  ['/verdict', 'designer', canary],
  ['/summary', 'designer', moderate],
  ['/status', 'designer', canary],
  ['/plan', 'designer', canary],
  ['/plan set stage canary share 20%', 'product-manager', planning],
  ['/adopt', 'product-manager', unlabelled],
  ['/export', 'designer', canary],
  ['/report weekly', 'analyst', canary],
  ['/report 1-week', 'analyst', live],
  ['/schedule go-live 2021-04-15', 'product-manager', canary],
  ['/complete', 'product-manager', live],
  ['/cancel not needed', 'product-manager', canary],
  ['/help advance', 'designer', canary],
];

/** What a dry run says, by kind: `from → to`. */
function foretold(story: Story): Readonly<Record<string, readonly string[]>> {
  const byKind: Record<string, string[]> = {};
  for (const { kind, from, to } of story.model('dry-run').changes) {
    const [before, after] = [from ?? '', to ?? ''];
    byKind[kind] = [...(byKind[kind] ?? []), `${before} → ${after}`];
  }
  return byKind;
}

/** What was different afterwards, in the same form. */
function happened(before: Story, after: Story): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  const note = (kind: string, changes: readonly string[]) => {
    if (changes.length > 0) found[kind] = changes;
  };
  const [was, is] = [before.state, after.rollout];
  if (was !== undefined && was.share !== is.share) note('share', [`${was.share}% → ${is.share}%`]);
  const lost = before.labels.filter((label) => !after.labels.includes(label));
  const gained = after.labels.filter((label) => !before.labels.includes(label)).sort();
  note(
    'label',
    gained.map((label) => `${label.startsWith('stage: ') ? (lost[0] ?? '') : ''} → ${label}`),
  );
  note(
    'checklist',
    after.checklists.slice(before.checklists.length).map(({ title }) => ` → ${title}`),
  );
  note(
    'reading',
    after.readings.slice(before.readings.length).map(({ metric, figure }) => ` → ${metric} = ${figure.text}`),
  );
  const signOffs = is.signOffs.slice(was?.signOffs.length ?? 0);
  note(
    'sign-off',
    signOffs.map(({ role, answer }) => ` → ${role}: ${answer}`),
  );
  const judgements = is.judgements.slice(was?.judgements.length ?? 0);
  note(
    'judgement',
    judgements.map(({ criterion, result }) => ` → ${criterion}: ${result}`),
  );
  const answers = is.answers.slice(was?.answers.length ?? 0);
  note(
    'answer',
    answers.map(({ question, text }) => ` → ${question}: ${text}`),
  );
  if (was !== undefined && was.goLiveDate !== is.goLiveDate) note('date', [`${was.goLiveDate} → ${is.goLiveDate}`]);
  const [holdBefore, holdAfter] = [was, is].map((one) =>
    one?.position.at === 'stage' ? (one.position.hold?.why ?? '') : '',
  );
  if (holdBefore !== holdAfter) note('hold', [`${holdBefore} → ${holdAfter}`]);
  note(
    'close',
    after.decision.effects.flatMap((effect) => (effect.kind === 'close-issue' ? [` → ${effect.reason}`] : [])),
  );
  return found;
}

describe('--dry-run', () => {
  it('is tried with every command', () => {
    const tried = rows.map(([command]) => /^\/([\w-]+)/.exec(command)?.[1]);
    expect([...new Set(tried)].sort()).toEqual(commands.map(({ name }) => name).sort());
  });

  it.each(rows)('of %s by %s says what would change, and changes nothing', (command, by, state) => {
    const before = state();
    const dry = state().comment(by, `${command} --dry-run`);
    expect(dry.decision.ledger.map(({ outcome }) => outcome)).toEqual(['dry-run']);
    expect(dry.said).toContain('dry-run');
    const posted = dry.decision.effects.filter(({ kind }) => kind === 'post-once');
    expect(posted).toMatchObject([{ body: { view: 'dry-run' } }]);
    for (const part of ['state', 'readings', 'labels', 'checklists', 'timers', 'isOpen'] as const) {
      expect([part, dry[part]]).toEqual([part, before[part]]);
    }

    const real = state().comment(by, command);
    expect(real.decision.ledger.map(({ outcome }) => outcome)).toEqual(['done']);
    const { comment: said = [], stage: _stage, plan: _plan, ...rest } = foretold(dry);
    expect(rest).toEqual(happened(before, real));
    const known = [...before.said, 'issues/stage', 'issues/go-live'];
    const news = real.said.filter((view) => !known.includes(view) || said.includes(` → ${view}`));
    expect(said.filter((view) => view !== ' → card')).toEqual(news.map((view) => ` → ${view}`));
  });

  it('of an adoption that only puts the label back says so, and does not', () => {
    const lost = () => canary().unlabel('engineer', 'release-tracking');
    const dry = lost().comment('product-manager', '/adopt --dry-run');
    expect(foretold(dry)).toEqual({ label: [' → release-tracking', ' → stage: canary'] });
    expect(dry.rollout.suspended).toBe('unlabeled');
    expect(dry.labels).toEqual(lost().labels);
    expect(lost().comment('product-manager', '/adopt').labels).toEqual(['stage: canary', 'release-tracking']);
  });
});

import { evaluateNow } from '../../../src/core/evaluate-now.ts';
import { hourMs } from '../../../src/core/instant.ts';
import { sameValue } from '../../../src/core/ledger/same-value.ts';
import type { Rollout } from '../../../src/core/rollout.ts';
import { defaultSettings } from '../../../src/core/settings/default-settings.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { stageLabel } from '../../../src/core/stage-labels.ts';
import type { Act, Typed } from './acts.ts';
import { type Login, mayMove, people } from './people.ts';
import { movePlainly, type PlainMove, type PlainRelease, type PlainStage } from './plain-release.ts';
import { plans } from './plans.ts';
import { ReleaseWorld, type Step } from './release-world.ts';
import { checkStep, checkWorld, isAsDecided } from './rules.ts';

export interface Beginning {
  readonly plan: number;
  readonly labels: readonly string[];
  readonly title: Settings['title'];
  readonly prelude: readonly string[];
}

/** Does everything in its order, and holds each decision against the rules and against a release kept on paper. */
export function liveThrough(beginning: Beginning, acts: readonly Act[]): void {
  const world = open(beginning);
  for (const act of acts) {
    world.tick();
    perform(world, act);
    checkWorld(world);
  }
  checkLook(world);
}

/** A tracking issue that was just opened; every decision about it is held against the rules. */
export function open({ plan, labels, title, prelude }: Beginning): ReleaseWorld {
  const settings: Settings = { ...defaultSettings, bots: ['metrics-bot[bot]'], title };
  const world = new ReleaseWorld(settings, { body: plans[plan] ?? '', labels }, checkStep);
  world.happen({ kind: 'issue-opened' }, 'product-manager');
  for (const text of prelude) world.write('product-manager', text, 1);
  return world;
}

function perform(world: ReleaseWorld, act: Act): void {
  switch (act.act) {
    case 'type': {
      const body = act.commands.map(({ text }) => text).join('\n');
      checkTyped(world.write(act.by, body, placeOf(world, act.on)), act.by, act.commands);
      break;
    }
    case 'write':
      world.write(act.by, act.text, placeOf(world, act.on));
      break;
    case 'edit':
    case 'rewrite': {
      const comment = world.comments.filter(({ deleted }) => !deleted).at(-1 - act.comment);
      if (comment === undefined) break;
      const by = act.by ?? comment.author;
      const before = comment.body;
      const body = act.act === 'edit' ? editedBody(before, act) : act.text;
      const step = world.edit(by, comment, body);
      if (by !== comment.author) demandUnchanged(step, "somebody else's edit changes nothing");
      else if (act.act === 'edit') checkTyped(step, by, addedTo(before, body, act.commands));
      break;
    }
    case 'delete': {
      const comment = world.comments.filter(({ deleted }) => !deleted).at(-1 - act.comment);
      if (comment === undefined) break;
      const step = world.remove(act.by, comment);
      if (!isAsDecided(step.snapshot.rollout, step.after.rollout)) throw new Error('a deletion takes nothing back');
      break;
    }
    default:
      happenTo(world, act);
  }
}

function happenTo(
  world: ReleaseWorld,
  act: Exclude<Act, { readonly act: 'type' | 'write' | 'edit' | 'rewrite' | 'delete' }>,
): void {
  switch (act.act) {
    case 'label':
      world.labels = [...new Set([...world.labels, act.label])];
      checkLabelled(world.happen({ kind: 'issue-labeled', label: act.label }, act.by), act.by, act.label);
      break;
    case 'two labels':
      world.labels = [...new Set([...world.labels, ...act.labels])];
      for (const label of act.labels) {
        checkLabelled(world.happen({ kind: 'issue-labeled', label }, act.by), act.by, label);
      }
      break;
    case 'late label':
      checkLabelled(world.happen({ kind: 'issue-labeled', label: act.label }, act.by), act.by, act.label);
      break;
    case 'unlabel':
      world.labels = world.labels.filter((label) => label !== act.label);
      world.happen({ kind: 'issue-unlabeled', label: act.label }, act.by);
      break;
    case 'plan': {
      const bodyBefore = world.body;
      world.body = plans[act.plan] ?? '';
      world.happen({ kind: 'issue-edited', bodyBefore }, act.by);
      break;
    }
    case 'fill':
    case 'close checklist': {
      const checklist = world.checklists[act.checklist % Math.max(1, world.checklists.length)];
      if (checklist === undefined) break;
      const changed = act.act === 'fill' ? { body: act.text } : { open: false };
      world.checklists = world.checklists.map((one) => (one === checklist ? { ...one, ...changed } : one));
      const happening =
        act.act === 'fill'
          ? { kind: 'issue-edited' as const, bodyBefore: checklist.body }
          : { kind: 'issue-closed' as const };
      world.happen(happening, act.by, checklist.number);
      break;
    }
    case 'close':
    case 'reopen':
      world.isOpen = act.act === 'reopen';
      world.happen({ kind: act.act === 'reopen' ? 'issue-reopened' : 'issue-closed' }, act.by);
      break;
    case 'fail': {
      const step = world.fail(act.undone);
      demandUnchanged(step, 'what could not be done changes nothing');
      break;
    }
    case 'look':
      checkLook(world);
      break;
    case 'wait':
      world.wait(act.hours * hourMs);
  }
}

/** Once is enough: a second look at the same moment finds nothing to say and nothing to change. */
function checkLook(world: ReleaseWorld): void {
  world.happen({ kind: 'sync' }, undefined);
  const { snapshot, decision, after } = world.happen({ kind: 'sync' }, undefined);
  if (!sameValue(snapshot.rollout, after.rollout)) throw new Error('the second look changes something');
  if (decision.effects.some(({ kind }) => kind === 'post-once')) throw new Error('the second look says something');
}

/** Behind commands there are more commands; behind anything else they might be code, or hidden. */
function editedBody(before: string, { commands, keeps }: Extract<Act, { act: 'edit' }>): string {
  const added = commands.map(({ text }) => text).join('\n');
  const isTyped = before.split('\n').every((line) => line.startsWith('/') && !line.includes('\u0000'));
  return keeps && isTyped ? `${before}\n${added}` : added;
}

function placeOf(world: ReleaseWorld, on: number): number {
  // Most is written on the tracking issue.
  return on < 6 ? 1 : (world.checklists[on % Math.max(1, world.checklists.length)]?.number ?? 1);
}

function demandUnchanged({ snapshot, after }: Step, rule: string): void {
  if (!isAsDecided(snapshot.rollout, after.rollout)) throw new Error(rule);
  if (!sameValue(snapshot.readings, after.readings)) throw new Error(`${rule}: readings`);
}

/**
 * Commands that were not there before; numbers are replaced and not run. The same text counts as often as it is there:
 * of what was kept in front of them nothing is left for them.
 */
function addedTo(before: string, after: string, commands: readonly Typed[]): readonly Typed[] {
  const isAll = after === commands.map(({ text }) => text).join('\n');
  const lines = isAll ? before.split('\n') : [];
  return commands.filter(({ text, name }) => {
    const known = lines.indexOf(text);
    if (known !== -1) lines.splice(known, 1);
    return known === -1 && name !== 'metric' && name !== 'baseline';
  });
}

/** What became of commands, one after the other, must be what a release on paper says. */
function checkTyped({ event, snapshot, decision, after }: Step, by: Login, commands: readonly Typed[]): void {
  const before = snapshot.rollout;
  if (before === undefined || after.rollout === undefined || decision.reason === 'not-ours') return;
  if (people[by].isBot || people[by].permission === 'none') {
    if (!isAsDecided(before, after.rollout)) throw new Error(`${by} has moved the release`);
    return;
  }
  const notes = decision.ledger.filter(({ action }) => action.startsWith('/'));
  let plain: PlainRelease | undefined = onPaper(before);
  const ladder = ladderOf(before);
  for (const [index, { name, move, dryRun, text }] of commands.entries()) {
    const note = notes[index];
    if (note === undefined) {
      // The first refusal is the end of it.
      if (notes.at(-1)?.outcome === 'refused') break;
      throw new Error(`nothing became of ${text}`);
    }
    const known = note.action === `/${name}` || (note.action === '/unknown' && note.outcome === 'refused');
    if (!known) throw new Error(`${text} was taken for ${note.action}`);
    if (note.outcome === 'dry-run' && !dryRun) throw new Error(`${text} was only tried`);
    if (note.outcome === 'done' && dryRun) throw new Error(`${text} was done`);
    const accepted = note.outcome !== 'refused';
    if (accepted && (name === 'adopt' || name === 'plan')) plain = undefined;
    if (move === undefined || plain === undefined) continue;
    if (!mayMove(by)) {
      if (accepted) throw new Error(`${by} may not ${text}`);
      continue;
    }
    // What the stage of an earlier command of the same comment recommends is for the core to say.
    const isKnown = index === 0 && event.kind === 'comment-created';
    const isGo = isKnown ? goes(before, { snapshot }) : note.detail !== 'not-recommended';
    const moved = movePlainly(plain, meant(move, ladder), ladder, isGo);
    if ((moved !== undefined) !== accepted) {
      throw new Error(`${text} at ${JSON.stringify(plain)}: ${note.outcome} ${note.detail}`);
    }
    if (note.outcome === 'done') plain = moved;
    if (!isGo && note.outcome === 'done' && move.move === 'advance') checkForced(before, after.rollout, move);
  }
  if (plain !== undefined) demandOnPaper(plain, after.rollout, commands.at(-1)?.text ?? '');
}

function checkForced(before: Rollout, after: Rollout, { force }: Extract<PlainMove, { move: 'advance' }>): void {
  if (before.position.at !== 'stage') return;
  const [override, ...more] = after.overrides.slice(before.overrides.length);
  if (override?.why !== force || override?.from !== before.position.stage)
    throw new Error('a forced move has no reason');
  if (more.length > 2) throw new Error('more reasons than forced moves');
}

/** A label asks for the same as the command, without a reason to give. */
function checkLabelled({ snapshot, after, decision }: Step, by: Login, label: string): void {
  const before = snapshot.rollout;
  if (before === undefined || after.rollout === undefined || decision.reason === 'not-ours') return;
  const { stagePrefix } = snapshot.settings.labels;
  const asked = snapshot.issue.labels.map(({ name }) => name).filter((name) => name.startsWith(stagePrefix));
  const shown = stageLabel(before, snapshot.settings);
  const isAsked = asked.includes(label) && label !== shown && asked.filter((name) => name !== shown).length === 1;
  const move = { move: 'advance', to: label.slice(stagePrefix.length) } as const;
  const ladder = ladderOf(before);
  const moved = movePlainly(onPaper(before), move, ladder, goes(before, { snapshot }));
  const isMoved = isAsked && mayMove(by) && moved !== undefined;
  if (isMoved !== (decision.reason === 'label-moved')) throw new Error(`label ${label}: ${decision.reason}`);
  demandOnPaper(isMoved ? moved : onPaper(before), after.rollout, label);
}

function goes(rollout: Rollout, { snapshot }: Pick<Step, 'snapshot'>): boolean {
  const draft = { rollout, readings: snapshot.readings, put: [], withdraw: [] };
  return evaluateNow(draft, snapshot)?.recommendation.result === 'GO';
}

/** `/rollback wide alarms` names no stage where there is none called wide: everything is the reason. */
function meant(move: PlainMove, ladder: readonly PlainStage[]): PlainMove {
  if (move.move !== 'rollback' || typeof move.to !== 'string') return move;
  return ladder.some(({ id }) => id === move.to) ? move : { move: 'rollback' };
}

function demandOnPaper(plain: PlainRelease | undefined, rollout: Rollout, after: string): void {
  if (plain === undefined) return;
  const is = onPaper(rollout);
  if (!sameValue(is, plain))
    throw new Error(`${JSON.stringify(is)} instead of ${JSON.stringify(plain)} after ${after}`);
}

function onPaper({ position, share }: Rollout): PlainRelease {
  const held = position.at === 'stage' && position.hold !== undefined;
  const stage = 'stage' in position ? position.stage : undefined;
  return { place: position.at, stage: position.at === 'rolled-back' ? position.from : stage, share, held };
}

function ladderOf({ plan: { stages } }: Rollout): readonly PlainStage[] {
  return stages.map(({ id, share, sample, goLive }, index) => {
    const next = sample?.ifShort === 'raise-share' ? stages[index + 1]?.share?.[0] : undefined;
    const highest = Math.max(share?.[1] ?? 100, next ?? 0);
    return { id, lowest: share?.[0], highest, goLive };
  });
}

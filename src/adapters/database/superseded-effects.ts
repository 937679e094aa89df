import { sql } from 'kysely';
import type { Effect } from '../../core/effect.ts';
import type { Trx } from './schema.ts';

/** Names what an effect keeps true; undefined for what happens once. */
export function slotOf(effect: Effect): string | undefined {
  switch (effect.kind) {
    case 'ensure-labels':
      return 'labels';
    case 'ensure-stage-label':
      return `stage-label:${effect.prefix}`;
    case 'upsert-comment':
      return `comment:${effect.slot}`;
    case 'ensure-label':
      return `label:${effect.label}`;
    case 'set-title':
      return 'title';
    case 'ensure-checklist-issue':
    case 'post-once':
    case 'react':
    case 'close-issue':
      return undefined;
  }
}

/** An effect, and how often it, or what it takes the place of, has been tried. */
export interface WantedEffect {
  readonly effect: Effect;
  readonly attempts: number;
}

/**
 * Drops effects of the lane's earlier decisions that are not yet applied and whose slot one of `effects` takes over.
 * Returns `effects` with what they inherit: a comment that was to be created is still to be created.
 */
export async function supersedeEffects(
  trx: Trx,
  lane: string,
  effects: readonly Effect[],
): Promise<readonly WantedEffect[]> {
  const slots = effects.map(slotOf).filter((slot) => slot !== undefined);
  const asTheyAre = effects.map((effect) => ({ effect, attempts: 0 }));
  if (slots.length === 0) return asTheyAre;
  const rows = await trx
    .selectFrom('effect')
    .select(['id', 'body', 'attempts'])
    .where('lane', '=', lane)
    .where('state', '=', sql.lit('pending'))
    .where('slot', 'in', slots)
    .execute();
  if (rows.length === 0) return asTheyAre;
  await trx
    .updateTable('effect')
    .set({ state: 'superseded' })
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .execute();
  // `insertEffects` wrote each from an `Effect`.
  const older = rows.map((row) => ({ effect: JSON.parse(row.body) as Effect, attempts: row.attempts }));
  return effects.map((effect) => inherit(effect, older));
}

/** What an effect becomes where it takes over from those of `older` that are in its slot. */
export function inherit(effect: Effect, older: readonly WantedEffect[]): WantedEffect {
  const slot = slotOf(effect);
  const taken = older.filter((candidate) => slot !== undefined && slotOf(candidate.effect) === slot);
  const before = taken.map((candidate) => candidate.effect);
  return { effect: inheritWish(effect, before), attempts: Math.max(0, ...taken.map(({ attempts }) => attempts)) };
}

function inheritWish(effect: Effect, before: readonly Effect[]): Effect {
  if (effect.kind === 'upsert-comment') {
    const create = effect.create || before.some((older) => older.kind === 'upsert-comment' && older.create);
    return { ...effect, create };
  }
  if (effect.kind === 'ensure-labels') {
    const named = new Set(effect.labels.map((label) => label.name));
    const labels = before.flatMap((older) => (older.kind === 'ensure-labels' ? older.labels : []));
    return { ...effect, labels: [...effect.labels, ...labels.filter((label) => !named.has(label.name))] };
  }
  return effect;
}

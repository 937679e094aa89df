import type { Effect } from '../../core/effect.ts';
import type { IssueRef, OwnWork, Store } from '../../ports.ts';
import type { Engine } from './engine.ts';
import { laneKey } from './lanes.ts';
import type { Trx } from './schema.ts';

/** Keeps the node id of a comment in a slot, or of a stage's checklist issue. */
export async function rememberOwnWork(trx: Trx, lane: string, effect: Effect, remoteId: string): Promise<void> {
  const row = ownWorkOf(effect);
  if (row === undefined) return;
  await trx
    .insertInto('own_work')
    .values({ lane, ...row, remote_id: remoteId })
    .onConflict((conflict) => conflict.columns(['lane', 'kind', 'name']).doUpdateSet({ remote_id: remoteId }))
    .execute();
}

export function createOwnWork(engine: Engine): Pick<Store, 'ownWork'> {
  async function ownWork(issue: IssueRef): Promise<OwnWork> {
    const rows = await engine.db
      .selectFrom('own_work')
      .select(['kind', 'name', 'remote_id'])
      .where('lane', '=', laneKey(issue.repositoryId, issue.number))
      .execute();
    const ofKind = (kind: string) =>
      Object.fromEntries(rows.filter((row) => row.kind === kind).map((row) => [row.name, row.remote_id]));
    return { slots: ofKind('slot'), checklists: ofKind('checklist') };
  }

  return { ownWork };
}

/** Under which kind and name what an effect makes is kept; undefined where it makes nothing that stays. */
export function ownWorkOf(effect: Effect) {
  if (effect.kind === 'upsert-comment') return { kind: 'slot' as const, name: effect.slot };
  if (effect.kind === 'ensure-checklist-issue') return { kind: 'checklist' as const, name: effect.stage };
  return undefined;
}

import { createHash } from 'node:crypto';
import type { Decision } from '../../core/decision.ts';
import type { InboxRow, IssueRef, LedgerRow, Store } from '../../ports.ts';
import type { Engine } from './engine.ts';
import { laneKey } from './lanes.ts';
import type { LedgerTable, Trx } from './schema.ts';
import { storableText } from './storable-text.ts';

type ChainedRow = Omit<LedgerTable, 'seq' | 'hash'>;

/** Appends what a decision has to say for the record. The caller holds the lane, so the chain has one writer. */
export async function appendLedger(
  trx: Trx,
  lane: string,
  row: InboxRow,
  decision: Decision,
  now: number,
): Promise<void> {
  if (decision.ledger.length === 0) return;
  const last = await trx
    .selectFrom('ledger')
    .select(['ordinal', 'hash'])
    .where('lane', '=', lane)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
  let ordinal = last?.ordinal ?? 0;
  let previous = last?.hash ?? '';
  for (const note of decision.ledger) {
    ordinal += 1;
    const chained: ChainedRow = {
      lane,
      ordinal,
      delivery_id: row.deliveryId,
      at: now,
      reason: decision.reason,
      actor: storableText(note.actor),
      action: storableText(note.action),
      outcome: note.outcome,
      detail: note.detail === undefined ? null : storableText(note.detail),
      prev_hash: previous,
    };
    const hash = hashRow(chained);
    await trx
      .insertInto('ledger')
      .values({ ...chained, hash })
      .execute();
    previous = hash;
  }
}

export interface LedgerCheck {
  /** Ordinal, from 1, of the first row that is not what was written; undefined when the chain holds. */
  readonly brokenAt: number | undefined;
}

export function createLedger(engine: Engine): Pick<Store, 'ledger'> & {
  /** Whether the rows of a release are as they were written, none changed, missing or put between. */
  checkLedger(issue: IssueRef): Promise<LedgerCheck>;
} {
  async function rowsOf(issue: IssueRef) {
    return await engine.db
      .selectFrom('ledger')
      .selectAll()
      .where('lane', '=', laneKey(issue.repositoryId, issue.number))
      .orderBy('ordinal')
      .execute();
  }

  async function ledger(issue: IssueRef): Promise<readonly LedgerRow[]> {
    return (await rowsOf(issue)).map((row) => ({
      at: row.at,
      reason: row.reason,
      actor: row.actor,
      action: row.action,
      outcome: row.outcome,
      detail: row.detail ?? undefined,
    }));
  }

  async function checkLedger(issue: IssueRef): Promise<LedgerCheck> {
    let expected = 1;
    let previous = '';
    for (const row of await rowsOf(issue)) {
      const sound = row.ordinal === expected && row.prev_hash === previous && row.hash === hashRow(row);
      if (!sound) return { brokenAt: expected };
      expected += 1;
      previous = row.hash;
    }
    return { brokenAt: undefined };
  }

  return { ledger, checkLedger };
}

function hashRow(row: ChainedRow): string {
  const fields = [
    row.prev_hash,
    row.lane,
    row.ordinal,
    row.delivery_id,
    row.at,
    row.reason,
    row.actor,
    row.action,
    row.outcome,
    row.detail,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

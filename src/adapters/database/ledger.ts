import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Decision, LedgerNote } from '../../core/decision.ts';
import { differences, type RecordedChange, replayLedger } from '../../core/ledger/replay-ledger.ts';
import type { InboxRow, IssueRef, LedgerRow, Store } from '../../ports.ts';
import type { Engine } from './engine.ts';
import { laneKey } from './lanes.ts';
import { changedReadings } from './readings.ts';
import { readFields } from './releases.ts';
import type { Handle, LedgerTable, Trx } from './schema.ts';
import { storableText } from './storable-text.ts';

type ChainedRow = Omit<LedgerTable, 'seq' | 'hash'>;
export type ChainedEntry = Omit<LedgerTable, 'seq'>;

type EnteredDecision = Pick<Decision, 'reason' | 'ledger'> & { readonly change: RecordedChange | undefined };

/**
 * Appends what a decision has to say for the record, and what it changed. The caller holds the lane, so the chain has one
 * writer.
 */
export async function appendLedger(
  trx: Trx,
  lane: string,
  row: InboxRow,
  decision: EnteredDecision,
  now: number,
): Promise<void> {
  if (notesOf(decision, row).length === 0) return;
  const last = await trx
    .selectFrom('ledger')
    .select(['ordinal', 'hash'])
    .where('lane', '=', lane)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
  for (const entry of chainEntries(lane, row, decision, now, last))
    await trx.insertInto('ledger').values(entry).execute();
}

/** The rows of a decision, each with the hash of the one before. `last` is the lane's last row so far. */
export function chainEntries(
  lane: string,
  row: InboxRow,
  decision: EnteredDecision,
  now: number,
  last: { readonly ordinal: number; readonly hash: string } | undefined,
): readonly ChainedEntry[] {
  const notes = notesOf(decision, row);
  const entries: ChainedEntry[] = [];
  for (const note of notes) {
    const before = entries.at(-1) ?? last;
    const chained: ChainedRow = {
      lane,
      ordinal: (before?.ordinal ?? 0) + 1,
      delivery_id: row.deliveryId,
      at: now,
      reason: decision.reason,
      actor: storableText(note.actor),
      action: storableText(note.action),
      outcome: note.outcome,
      detail: note.detail === undefined ? null : storableText(note.detail),
      change: note === notes.at(-1) && decision.change !== undefined ? JSON.stringify(decision.change) : null,
      prev_hash: before?.hash ?? '',
    };
    entries.push({ ...chained, hash: hashRow(chained) });
  }
  return entries;
}

/** Nothing changes without an entry: what has no words of its own is entered with the decision's reason. */
function notesOf({ ledger, reason, change }: EnteredDecision, { event }: InboxRow): readonly LedgerNote[] {
  if (ledger.length > 0 || change === undefined) return ledger;
  const actor = 'actor' in event ? event.actor.login : 'rollcall';
  return [{ actor, action: silentChange, outcome: 'noted', detail: reason }];
}

const silentChange = 'change of state';

export interface LedgerCheck {
  /** Ordinal, from 1, of the first row that is not what was written; undefined when the chain holds. */
  readonly brokenAt: number | undefined;
  /**
   * What the release's state says and the ledger does not: fields of the rollout, and `readings`. None when the ledger,
   * replayed from its beginning, gives the state. Undefined where there is no state.
   */
  readonly differs: readonly string[] | undefined;
}

export function createLedger(engine: Engine): Pick<Store, 'ledger'> & {
  /**
   * Whether the rows of a release are as they were written, none changed, missing or put between, and whether they lead
   * to the state that is kept.
   */
  checkLedger(issue: IssueRef): Promise<LedgerCheck>;
} {
  async function ledger(issue: IssueRef): Promise<readonly LedgerRow[]> {
    return (await rowsOf(engine.db, issue)).map((row) => ({
      at: row.at,
      reason: row.reason,
      actor: row.actor,
      action: row.action,
      outcome: row.outcome,
      detail: row.detail ?? undefined,
    }));
  }

  async function checkLedger(issue: IssueRef): Promise<LedgerCheck> {
    return await engine.transact(async (trx) => {
      // Of one moment, also while Rollcall goes on.
      if (engine.kind === 'postgres') await sql`set transaction isolation level repeatable read`.execute(trx);
      const rows = await rowsOf(trx, issue);
      return { brokenAt: firstBroken(rows), differs: await differsFrom(trx, issue, rows) };
    });
  }

  return { ledger, checkLedger };
}

async function rowsOf(db: Handle, issue: IssueRef) {
  return await db
    .selectFrom('ledger')
    .selectAll()
    .where('lane', '=', laneKey(issue.repositoryId, issue.number))
    .orderBy('ordinal')
    .execute();
}

/** Ordinal of the first of a lane's rows that is not what was written. */
export function firstBroken(rows: readonly ChainedEntry[]): number | undefined {
  let expected = 1;
  let previous = '';
  for (const row of rows) {
    if (row.ordinal !== expected || row.prev_hash !== previous || row.hash !== hashRow(row)) return expected;
    expected += 1;
    previous = row.hash;
  }
  return undefined;
}

async function differsFrom(
  db: Handle,
  issue: IssueRef,
  rows: readonly Pick<LedgerTable, 'change'>[],
): Promise<readonly string[] | undefined> {
  const release = await db
    .selectFrom('release')
    .select(['id', 'rollout'])
    .where('repository_id', '=', issue.repositoryId)
    .where('number', '=', issue.number)
    .executeTakeFirst();
  if (release === undefined) return undefined;
  const kept = await changedReadings(db, release.id, undefined);
  const readings = kept.flatMap(({ reading }) => reading ?? []);
  // `appendLedger` wrote it from a `RecordedChange`.
  const changes = rows.flatMap(({ change }) => (change === null ? [] : (JSON.parse(change) as RecordedChange)));
  return differences(replayLedger(changes), { rollout: readFields(release.rollout), readings });
}

/** Rows from before changes were recorded have a hash without one. */
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
    ...(row.change === null ? [] : [row.change]),
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

import { changeOf, type StateFields } from '../../core/ledger/state-change.ts';
import type { Rollout } from '../../core/rollout.ts';
import type { IssueRef, ReleaseSummary, Store } from '../../ports.ts';
import type { Engine } from './engine.ts';
import { laneKey } from './lanes.ts';
import { createLoadedReleases, type LoadedRelease } from './loaded-releases.ts';
import { changedReadings } from './readings.ts';
import type { Handle, Trx } from './schema.ts';

/** A plan is copied from one that is still at hand. */
const plansLimit = 20;

/** Number of the tracking issue that the issue, or else its parent, is or belongs to. */
export async function findTracked(
  db: Handle,
  repositoryId: number,
  issueNumber: number,
  parentNumber: number | undefined,
): Promise<number | undefined> {
  const numbers = parentNumber === undefined ? [issueNumber] : [issueNumber, parentNumber];
  const found = await db
    .selectFrom('release')
    .select('number')
    .where('repository_id', '=', repositoryId)
    .where('number', 'in', numbers)
    .execute();
  if (found.some((release) => release.number === issueNumber)) return issueNumber;
  return found[0]?.number;
}

/** Writes the release's next state and returns its row id, the version it has now, and what is different from before. */
export async function saveRelease(trx: Trx, issue: IssueRef, rollout: Rollout, now: number) {
  const text = JSON.stringify(rollout);
  const before = await trx
    .selectFrom('release')
    .select('rollout')
    .where('repository_id', '=', issue.repositoryId)
    .where('number', '=', issue.number)
    .executeTakeFirst();
  const saved = await trx
    .insertInto('release')
    .values({
      repository_id: issue.repositoryId,
      number: issue.number,
      lane: laneKey(issue.repositoryId, issue.number),
      issue: JSON.stringify(issue),
      rollout: text,
      version: 1,
      opened_at: rollout.openedAt,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['repository_id', 'number']).doUpdateSet((eb) => ({
        issue: eb.ref('excluded.issue'),
        rollout: eb.ref('excluded.rollout'),
        updated_at: eb.ref('excluded.updated_at'),
        version: eb('release.version', '+', 1),
      })),
    )
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow();
  const change = before?.rollout === text ? undefined : changeOf(readFields(before?.rollout ?? '{}'), readFields(text));
  return { ...saved, change };
}

export function createReleases(engine: Engine): Pick<Store, 'load' | 'releases' | 'otherPlans'> {
  const loaded = createLoadedReleases();

  /** Reads only what has changed since this process last loaded the release: 10,000 readings are parsed once. */
  async function load(issue: IssueRef) {
    const lane = laneKey(issue.repositoryId, issue.number);
    const release = await engine.db
      .selectFrom('release')
      .select(['id', 'version'])
      .where('repository_id', '=', issue.repositoryId)
      .where('number', '=', issue.number)
      .executeTakeFirst();
    if (release === undefined) return { rollout: undefined, readings: [] };
    const known = loaded.get(lane, release);
    if (known?.version === release.version) return contentOf(known);
    const row = await engine.db
      .selectFrom('release')
      .select('rollout')
      .where('id', '=', release.id)
      .executeTakeFirstOrThrow();
    const changes = await changedReadings(engine.db, release.id, known?.version);
    return contentOf(loaded.put(lane, { ...release, rollout: parseRollout(row.rollout) }, changes, known));
  }

  async function releases(): Promise<readonly ReleaseSummary[]> {
    const rows = await engine.db.selectFrom('release').select(['issue', 'rollout']).orderBy('id').execute();
    // `saveRelease` wrote it from an `IssueRef`.
    return rows.map((row) => ({ issue: JSON.parse(row.issue) as IssueRef, rollout: parseRollout(row.rollout) }));
  }

  async function otherPlans({ repositoryId, number }: IssueRef) {
    const rows = await engine.db
      .selectFrom('release')
      .select(['number', 'rollout'])
      .where('repository_id', '=', repositoryId)
      .where('number', '<', number)
      .orderBy('updated_at', 'desc')
      .limit(plansLimit)
      .execute();
    return rows.map((row) => ({ name: `#${row.number}`, plan: parseRollout(row.rollout).plan }));
  }

  return { load, releases, otherPlans };
}

/** The state by its fields, whatever they are: what a version knows and another does not stays as it is. */
export function readFields(rollout: string): StateFields {
  // `saveRelease` wrote it from an object.
  return JSON.parse(rollout) as StateFields;
}

function contentOf({ rollout, readings, book }: LoadedRelease): Pick<LoadedRelease, 'rollout' | 'readings' | 'book'> {
  return { rollout, readings, book };
}

function parseRollout(text: string): Rollout {
  // `saveRelease` wrote it from a `Rollout`; fields that were undefined are absent, which reads the same.
  return JSON.parse(text) as Rollout;
}

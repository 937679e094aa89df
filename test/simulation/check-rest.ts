/** What must be true when everything has come to rest. */
import type { OpenStore } from '../../src/adapters/database/open-store.ts';
import type { Rollout } from '../../src/core/rollout.ts';
import type { Issue, Repository } from '../../src/sandbox/github/state/world.ts';
import type { SimulatedStore } from './simulated-store.ts';

/** `cardOf` and `titleOf` say what stands on the issue in the end, where that is known. */
export interface Expected {
  readonly cardOf: (rollout: Rollout) => string;
  readonly titleOf: (rollout: Rollout) => string;
}

export async function checkRest(
  store: SimulatedStore,
  repository: Repository,
  expected: Expected | undefined,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { deliveryId, state, reason } of await store.rows()) {
    const isDecided = state === 'ignored' || (state === 'done' && reason !== undefined);
    if (!isDecided) wrong.push(`${deliveryId} is ${state}, with no decision`);
  }
  const made = countMade(repository);
  for (const { id, kind, state } of await store.effects()) {
    if (state !== 'done' && state !== 'superseded') wrong.push(`effect ${id}, ${kind}, is ${state}`);
    if (kind !== 'post-once' || state !== 'done') continue;
    const count = made.get(`once=${id}`) ?? 0;
    made.delete(`once=${id}`);
    if (count !== 1) wrong.push(`effect ${id} has ${count} comments`);
  }
  for (const key of made.keys()) if (key.startsWith('once=')) wrong.push(`nobody decided on comment ${key}`);
  for (const release of await store.base.releases())
    wrong.push(...(await checkRelease(store.base, release, repository, made, expected)));
  return wrong;
}

type Summary = Awaited<ReturnType<OpenStore['releases']>>[number];

async function checkRelease(
  base: OpenStore,
  { issue: ref, rollout }: Summary,
  repository: Repository,
  made: ReadonlyMap<string, number>,
  expected: Expected | undefined,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const issue = repository.issues.get(ref.number);
  if (issue === undefined) return [`#${ref.number} is gone`];
  const { brokenAt, differs } = await base.checkLedger(ref);
  if (brokenAt !== undefined) wrong.push(`#${ref.number}: the ledger is broken at ${brokenAt}`);
  if (differs !== undefined && differs.length > 0) wrong.push(`#${ref.number}: the ledger leads to another ${differs}`);
  const wanted = 'stage' in rollout.position ? rollout.position.stage : rollout.position.at;
  const labels = stageLabels(issue);
  if (labels.length !== 1 || labels[0] !== `stage: ${wanted}`) {
    wrong.push(`#${ref.number} is at ${wanted} and has the labels ${labels.join(', ')}`);
  }
  const cards = made.get(`#${ref.number} slot=card`) ?? 0;
  if (cards !== 1) wrong.push(`#${ref.number} has ${cards} cards`);
  if (expected !== undefined) {
    const card = issue.comments.find(({ body }) => madeFor(body)?.[1] === 'card')?.body ?? '';
    if (!card.startsWith(`${expected.cardOf(rollout)}\n`)) wrong.push(`#${ref.number}: the card says ${card}`);
    if (issue.title !== expected.titleOf(rollout)) wrong.push(`#${ref.number}: the title is ${issue.title}`);
  }
  for (const [key, count] of made) {
    if (key.startsWith(`#${ref.number} `) && count > 1) wrong.push(`${key} is there ${count} times`);
  }
  return wrong;
}

function stageLabels(issue: Issue): readonly string[] {
  return [...issue.labels].map(({ name }) => name).filter((name) => name.startsWith('stage: '));
}

/** How often there is what the app has made: comments by effect or by issue and slot, open checklists by stage. */
function countMade(repository: Repository): Map<string, number> {
  const made = new Map<string, number>();
  const count = (key: string) => made.set(key, (made.get(key) ?? 0) + 1);
  for (const issue of repository.issues.values()) {
    if (issue.parent !== undefined && issue.stateReason !== 'not_planned') {
      const [kind, value] = madeFor(issue.body ?? '') ?? [];
      if (kind === 'checklist') count(`#${issue.parent.number} checklist=${value}`);
    }
    for (const comment of issue.comments) {
      if (comment.author.kind !== 'Bot') continue;
      const [kind, value] = madeFor(comment.body) ?? [];
      if (kind === 'once') count(`once=${value}`);
      else if (kind === 'slot') count(`#${issue.number} slot=${value}`);
    }
  }
  return made;
}

/** From its marker, also where that has been made worthless. */
function madeFor(body: string): readonly [string, string] | undefined {
  const found = /<!-- \S+ (slot|once|checklist)=([^\s<>]+)/.exec(body);
  return found === null ? undefined : [found[1] ?? '', found[2] ?? ''];
}

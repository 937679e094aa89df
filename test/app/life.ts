/** A stretch of a release's life, deed by deed, for tests that disturb it. */
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { lookAt, type World } from './world.ts';

export type Deed = (world: World, tracking: () => Issue) => void;

export const deeds: readonly (readonly [name: string, deed: Deed])[] = [
  ['advance', (world, issue) => world.as('product-manager').comment(issue(), '/advance canary')],
  ['numbers', (world, issue) => world.as('analyst').comment(issue(), '/metric error rate = 2%')],
  ['refusal', (world, issue) => world.as('designer').comment(issue(), '/advance moderate')],
  ['label', (world, issue) => world.as('analyst').addLabel(issue(), 'stage: go-live')],
  ['checklist', (world, issue) => world.as('product-manager').close(firstChecklist(issue()))],
  ['hold', (world, issue) => world.as('product-manager').comment(issue(), '/hold why not\n/resume\n/hold because')],
  [
    'force',
    (world, issue) => world.as('product-manager').comment(issue(), '/resume\n/advance moderate --force "urgent"'),
  ],
];

/** Opens the plan and does the deeds, letting things come to rest after each; `disturb` comes before each. */
export async function live(world: World, disturb: (deed: string) => Promise<void> | void = () => {}): Promise<Issue> {
  let issue: Issue | undefined;
  const tracking = () => {
    if (issue === undefined) throw new Error('not opened yet');
    return issue;
  };
  await disturb('open');
  issue = world.openPlan();
  await world.settle();
  for (const [name, deed] of deeds) {
    await disturb(name);
    deed(world, tracking);
    await world.settle();
  }
  return issue;
}

/** What is the same whenever it happened: times of day are left out. */
export function timeless(world: World) {
  const text = JSON.stringify(lookAt(world.repository), undefined, 1);
  return text.replace(/\d\d:\d\d/g, '--:--').replace(/#issuecomment-\d+/g, '#issuecomment');
}

/** State and ledger as the store has them. */
export async function recorded(world: World) {
  const [release] = await world.app.releases();
  if (release === undefined) throw new Error('no release');
  const { position, share, periods } = release.rollout;
  const ledger = await world.app.store.ledger(release.issue);
  const { since: _when, ...where } = { since: undefined, ...position };
  return {
    position: where,
    share,
    stages: periods.map((period) => period.stage),
    // When a recommendation was told, and in which decision, depends on what came first.
    ledger: ledger
      .filter(({ action }) => action !== 'change of state')
      .map(({ actor, action, outcome, detail }) => [actor, action, outcome, detail]),
  };
}

function firstChecklist(issue: Issue): Issue {
  const [found] = issue.subIssues;
  if (found === undefined) throw new Error('no checklist issue');
  return found;
}

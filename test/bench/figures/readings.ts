import { type OpenStore, openStore } from '../../../src/adapters/database/open-store.ts';
import { createAppMetrics } from '../../../src/app/app-metrics.ts';
import { createPipeline } from '../../../src/app/pipeline.ts';
import { createSetups } from '../../../src/app/repository-setup.ts';
import { cardModel } from '../../../src/core/card.ts';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import { decide } from '../../../src/core/decide.ts';
import { dayMs, hourMs, minuteMs } from '../../../src/core/instant.ts';
import { metricKey } from '../../../src/core/readings/metric-key.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import type { Rollout } from '../../../src/core/rollout.ts';
import { defaultSettings } from '../../../src/core/settings/default-settings.ts';
import type { GitHubFacts } from '../../../src/core/snapshot.ts';
import type { Delivery, GitHub } from '../../../src/ports.ts';
import { createRenderer } from '../../../src/views/render.ts';
import { allDone, claimLane, decision, issueRef, leaseMs } from '../../adapters/database/fixtures.ts';
import { planText } from '../bench-github.ts';
import { atMostOfReference, below, type Figure, type Measure } from '../figure.ts';
import { quietLog } from '../quiet-log.ts';
import { median, timed, timeOf } from '../sample.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const began = Date.UTC(2021, 2, 1, 14);
const issue = issueRef(7);
const metrics = [
  'Preference step completion',
  'Request submissions',
  'Error rate',
  'Time to complete',
  'Calls to support',
];
const counts = [10, 1_000, 10_000, 100_000];

/** What one more number costs on releases that have few and many, and how long judging and showing them takes. */
export const readings: Figure = {
  name: 'readings',
  async measure() {
    const releases: { count: number; release: BenchRelease }[] = [];
    for (const count of counts) releases.push({ count, release: await startRelease(count) });
    // In turns, so that a busy moment of the machine meets all of them.
    const times = new Map<number, number[]>(counts.map((count) => [count, []]));
    for (let round = 0; round < 40; round += 1) {
      for (const { count, release } of releases) {
        const [ms = Number.NaN] = await timed(1, () => release.addReading());
        if (round >= 10) times.get(count)?.push(ms);
      }
    }
    const [few = Number.NaN, ...more] = counts.map((count) => median((times.get(count) ?? []).sort((a, b) => a - b)));
    const measures: Measure[] = [{ what: `one more on ${counts[0]} readings`, value: few, unit: 'ms' }];
    for (const [i, value] of more.entries()) {
      measures.push({
        what: `one more on ${counts[i + 1]} readings`,
        value,
        unit: 'ms',
        reference: { what: `on ${counts[0]}`, value: few },
        bar: atMostOfReference(2),
      });
    }
    const rollout = await releases[0]?.release.rollout();
    for (const { release } of releases) await release.stop();
    for (const { count, release } of releases.slice(-2)) measures.push(await firstLoad(count, release.dataDir));
    if (rollout !== undefined) measures.push(await verdictTime(rollout), ...(await cardTimes(rollout)));
    return measures;
  },
};

/** What a process has to read once, and then only what is new. */
async function firstLoad(count: number, dataDir: string): Promise<Measure> {
  const text = JSON.stringify(makeReadings(count));
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const store = await openStore({ dataDir, log: quietLog });
    times.push(...(await timed(1, () => store.load(issue))));
    await store.close();
  }
  return {
    what: `${count} readings, loaded by a process that is new`,
    value: median(times.sort((a, b) => a - b)),
    unit: 'ms',
    reference: { what: 'parsed as JSON', value: median(await timed(3, () => JSON.parse(text))) },
  };
}

interface BenchRelease {
  addReading(): Promise<void>;
  readonly dataDir: string;
  rollout(): Promise<Rollout>;
  stop(): Promise<void>;
}

/** A release in its canary with so many readings, behind the whole pipeline and a GitHub that answers at once. */
async function startRelease(count: number): Promise<BenchRelease> {
  const dataDir = temporaryFolder();
  const store = await openStore({ dataDir, log: quietLog });
  let now = began;
  const github = answeringGitHub();
  const clock = { now: () => now, at: () => () => {} };
  const pipeline = createPipeline({
    store,
    github,
    clock,
    log: quietLog,
    decide,
    setupOf: createSetups(store, new Map()),
    metrics: createAppMetrics(clock, store),
    onPostponed: () => {},
  });
  let lastId = 1_000_000;

  async function comment(body: string): Promise<void> {
    lastId += 1;
    now += minuteMs;
    await store.receive(commentDelivery(lastId, body, now));
    const lane = await claimLane(store, now);
    for (let work = await store.next(lane, now); work !== undefined; work = await store.next(lane, now)) {
      await pipeline(lane, work);
    }
    await store.release(lane);
  }

  await comment('The plan is ready.');
  await comment('/advance canary');
  await putReadings(store, count, now);
  now += dayMs;
  return {
    dataDir,
    addReading: () => comment('/metric Preference step completion = 812/1301'),
    async rollout() {
      const { rollout } = await store.load(issue);
      if (rollout?.position.at !== 'stage') throw new Error('the release has not begun');
      return rollout;
    },
    stop: () => store.close(),
  };
}

async function putReadings(store: OpenStore, count: number, now: number): Promise<void> {
  const { rollout } = await store.load(issue);
  await store.receive({ ...commentDelivery(999_999, 'numbers', now), id: 'numbers' });
  const lane = await store.claim('bench', now, leaseMs);
  const work = lane === undefined ? undefined : await store.next(lane, now);
  if (lane === undefined || work?.kind !== 'event') throw new Error('the numbers were not taken');
  const made = decision({ rollout, readings: { put: makeReadings(count), withdraw: [] } });
  const effects = await store.record(lane, work.row, made, now);
  await store.finishEffects(lane, allDone(effects), now);
  await store.release(lane);
}

/** Of five metrics in turns during the first half day, each with its control group. */
function makeReadings(count: number): readonly Reading[] {
  return Array.from({ length: count }, (_, i) => {
    const metric = metrics[i % metrics.length] ?? '';
    const at = began + (i * 12 * hourMs) / count;
    // Totals that grow up to what is added afterwards.
    const n = 200 + Math.floor((1000 * i) / count);
    return {
      id: `comment:${i + 1}/0`,
      metric,
      key: metricKey(metric),
      kind: 'reading',
      figure: figure(Math.round(n * 0.6), n),
      control: figure(Math.round(n * 4.5), n * 9),
      as: undefined,
      at,
      stage: 'canary',
      share: 10,
      source: {
        id: `comment:${i + 1}`,
        url: `https://github.com/acme/appointments/issues/7#issuecomment-${i + 1}`,
        author: 'metrics-bot',
        at,
      },
    } satisfies Reading;
  });
}

function figure(hits: number, n: number): Reading['figure'] {
  return { value: (100 * hits) / n, unit: '%', hits, n, approximate: false, text: `${hits}/${n}` };
}

function commentDelivery(id: number, body: string, at: number): Delivery {
  const author = { id: 5, login: 'product-manager', isBot: false };
  const url = `https://github.com/acme/appointments/issues/7#issuecomment-${id}`;
  const comment = { id, nodeId: `IC_${id}`, url, body, author, createdAt: at };
  const labels = ['release-tracking'];
  return {
    id: `comment-${id}`,
    meaning: undefined,
    event: { kind: 'comment-created', at, actor: author, issueNumber: issue.number, issueLabels: labels, comment },
    issue,
    parentNumber: undefined,
    receivedAt: at,
  };
}

/** Renders what it is given to write, and says that all of it is done. */
function answeringGitHub(): GitHub {
  return {
    async read() {
      const settingsFiles = { repository: undefined, owner: undefined, templates: {} };
      return { facts, settingsFiles, updatedAt: new Map() };
    },
    async write(_issue, _facts, effects) {
      for (const effect of effects) if ('body' in effect) effect.body({ canary: 8 });
      return { done: Object.fromEntries(effects.map(({ id }) => [id, { remoteId: `N_${id}` }])), failed: {} };
    },
  };
}

const facts: GitHubFacts = {
  repository: { id: issue.repositoryId, nodeId: 'R_1', owner: 'acme', name: 'appointments', labels: [] },
  issue: {
    number: issue.number,
    nodeId: 'I_7',
    title: 'Release plan',
    body: planText,
    url: 'https://github.com/acme/appointments/issues/7',
    open: true,
    locked: false,
    author: 'product-manager',
    labels: [{ nodeId: 'L_1', name: 'release-tracking' }],
  },
  actor: { login: 'product-manager', isBot: false, permission: 'write', teams: [] },
  checklists: [
    { stage: 'canary', number: 8, nodeId: 'I_8', title: 'Canary', body: '- [ ] Turn the toggle\n', open: true },
  ],
  subIssueCount: 1,
  blockers: [],
  comments: [],
};

async function verdictTime(rollout: Rollout): Promise<Measure> {
  const many = makeReadings(10_000);
  const text = JSON.stringify(many);
  return {
    what: `verdicts on 10,000 readings, ${rollout.plan.criteria.length} criteria`,
    value: await timeOf(15, () =>
      evaluate({ rollout, readings: many, settings: defaultSettings, now: began + dayMs, stage: 'canary' }),
    ),
    unit: 'ms',
    reference: { what: 'the same parsed as JSON', value: await timeOf(15, () => JSON.parse(text)) },
    bar: below(20),
  };
}

async function cardTimes(rollout: Rollout): Promise<readonly Measure[]> {
  const few = makeReadings(100);
  const renderer = createRenderer();
  const time = (criteria: number) => {
    const draft = { rollout: withCriteria(rollout, criteria), readings: few, put: [], withdraw: [] };
    const now = began + dayMs;
    const snapshot = { ...facts, now, settings: defaultSettings, settingsFindings: [], rollout, readings: few };
    return timeOf(15, () =>
      renderer.render({ view: 'card', model: cardModel(draft, snapshot) }, { links: { canary: 8 }, zone: 'UTC', now }),
    );
  };
  return [
    {
      what: 'a card with 20 criteria, judged and rendered',
      value: await time(20),
      unit: 'ms',
      reference: { what: 'with one criterion', value: await time(1) },
      bar: below(50),
    },
  ];
}

function withCriteria(rollout: Rollout, count: number): Rollout {
  const { criteria } = rollout.plan;
  const copies = Array.from({ length: count }, (_, i) => {
    const criterion = criteria[i % criteria.length];
    if (criterion === undefined) throw new Error('the plan has no criteria');
    return { ...criterion, id: `${criterion.id}-${i}` };
  });
  return { ...rollout, plan: { ...rollout.plan, criteria: copies } };
}

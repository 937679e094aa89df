/** One run of the whole protocol on simulated time: everything in it follows from its seed. */
import type { OpenStore } from '../../src/adapters/database/open-store.ts';
import { syncReleases } from '../../src/app/sync-releases.ts';
import { hourMs, type Instant, minuteMs } from '../../src/core/instant.ts';
import type { Repository } from '../../src/sandbox/github/state/world.ts';
import { seededChance } from '../core/statistics/chance.ts';
import { checkRest } from './check-rest.ts';
import { deedsMs, drawDeeds } from './deeds.ts';
import { drawFaults, type Trouble } from './faults.ts';
import { beginLife } from './life.ts';
import { type Deliver, simulatedGitHub } from './simulated-github.ts';
import { type SimulatedProcess, startProcess } from './simulated-process.ts';
import { type SimulatedStore, storeInMemory } from './simulated-store.ts';
import { expected, smallCore } from './small-core.ts';
import { createTimeline } from './timeline.ts';
import { createWatch } from './watch.ts';

/** Protections that a wrong version does without. Each stands between the real parts, none is in them. */
export interface Without {
  /** Between the checks and the tables, of all processes. */
  readonly inStore?: (store: OpenStore, simulated: SimulatedStore) => OpenStore;
  /** Between a process and its connection to the store. */
  readonly inProcess?: (store: OpenStore) => OpenStore;
  /** On the way to GitHub, in the variables of a mutation. */
  readonly inRequests?: (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

export interface SimulateOptions {
  readonly without?: Without;
  /** These troubles and no others, often. */
  readonly only?: readonly Trouble[];
  readonly store?: SimulatedStore;
  readonly official?: boolean;
  /** False makes the run independent of how many promises a call takes; it is slower. */
  readonly hurries?: boolean;
  /** The real core in the place of the small one, which takes ten times as long. */
  readonly realCore?: boolean;
}

export interface Outcome {
  readonly seed: number;
  /** What should not be so; nothing, when all is well. */
  readonly wrong: readonly string[];
  readonly troubles: ReadonlyMap<Trouble, number>;
  readonly steps: number;
  readonly trace: readonly string[];
  /** The world in the end. */
  readonly seen: string;
}

const start: Instant = Date.parse('2021-03-01T14:00:00Z');
/** GitHub gives up on a webhook after this time, the app before it. */
const hookPatienceMs = 10_000;
const appPatienceMs = 8_000;

export async function simulate(seed: number, options: SimulateOptions = {}): Promise<Outcome> {
  // Whatever else this process has to do comes between two runs.
  await new Promise((resolve) => setImmediate(resolve));
  const draw = seededChance(seed);
  const simulated = options.store ?? storeInMemory();
  const timeline = createTimeline(start, draw, simulated.settle);
  // Only where there is another process does one that stands still lose its lanes.
  const isShared = options.only?.includes('freeze') === true || draw() < 0.5;
  const faults = drawFaults(draw, isShared, options.only);
  const trace: string[] = [];
  const note = (line: string) => trace.push(`${((timeline.now() - start) / 1000).toFixed(3)} ${line}`);
  const core = options.realCore === true ? undefined : smallCore;
  const under = options.without?.inStore?.(simulated.base, simulated) ?? simulated.base;
  const watch = createWatch(simulated.base);
  const processes = new Map<string, SimulatedProcess>();
  let lives = 0;

  const deliver: Deliver = async (webhook) => {
    const there = [...processes.values()];
    const process = there[Math.floor(draw() * there.length)];
    if (process === undefined) return false;
    return await new Promise<boolean>((resolve, reject) => {
      const arrived = timeline.now();
      const cancel = timeline.at(arrived + hookPatienceMs, () => resolve(false));
      const answered = (settle: () => void) => {
        cancel();
        if (timeline.now() < arrived + appPatienceMs) settle();
        else resolve(false);
      };
      process.life.at(arrived, () => {
        process.receive(webhook).then(
          (outcome) =>
            answered(() => {
              note(`${process.life.name} answers ${outcome}`);
              if (kept.has(outcome)) watch.acknowledged(webhook.id);
              resolve(true);
            }),
          (error: unknown) => answered(() => reject(error)),
        );
      });
    });
  };

  const github = simulatedGitHub({
    timeline,
    draw,
    faults,
    seed,
    deliver,
    trace: note,
    tamper: options.without?.inRequests ?? ((variables) => variables),
    official: options.official ?? false,
  });

  async function begin(): Promise<void> {
    lives += 1;
    const name = `process ${lives}`;
    note(`${name} starts`);
    if (!isShared) await simulated.endLeases();
    const life = beginLife({
      name,
      timeline,
      draw,
      faults,
      skewMs: isShared ? Math.floor(draw() * 1000) : 0,
      trace: note,
      hurries: options.hurries ?? true,
      onKilled() {
        processes.delete(name);
        void watch.checkAcknowledged(`when ${name} was killed`);
        if (!resting) timeline.at(timeline.now() + 100 + draw() * 30_000, () => void begin());
      },
    });
    const store = watch.over(under, name);
    const wrap = options.without?.inProcess ?? ((one: OpenStore) => one);
    const process = startProcess({ life, base: store, github, faults, isShared, wrap, core, trace: note });
    if (life.alive) processes.set(name, process);
  }

  let resting = false;
  async function outage(ms: number): Promise<void> {
    resting = true;
    for (const { life } of processes.values()) life.kill();
    await timeline.runUntil(timeline.now() + ms);
    resting = false;
    await begin();
    if (isShared) await begin();
  }

  for (const deed of drawDeeds(draw, github.repository, github.as)) {
    timeline.at(start + deed.after, () => {
      note(deed.what);
      github.remember();
      deed.do();
    });
  }
  await begin();
  if (isShared) await begin();
  await timeline.runUntil(start + deedsMs + 2 * minuteMs);
  note('nothing goes wrong any more');
  faults.end();
  await timeline.runUntil(timeline.now() + 12 * minuteMs);
  const { events, effects } = await simulated.base.queue();
  if (events + effects > 0) watch.wrong.push(`${events} events and ${effects} effects are still waiting`);
  await outage(2 * hourMs);
  // Within one minute, for a card may say what time it is.
  await timeline.runUntil(timeline.now() + 40_000);
  const before = github.written;
  const releases = await simulated.base.releases();
  const issues = releases.map(({ issue }) => issue);
  await syncReleases(simulated.base, issues, timeline.now());
  await timeline.runUntil(timeline.now() + 15_000);
  if (github.written !== before) watch.wrong.push('a further look still changes something');
  await watch.checkAcknowledged('in the end');
  return {
    seed,
    wrong: [
      ...watch.wrong,
      ...(await checkRest(simulated, github.repository, core === undefined ? undefined : expected)),
    ],
    troubles: faults.counts,
    steps: timeline.steps,
    trace,
    seen: describe(github.repository),
  };
}

/** Everything that there is in the end, as text. */
function describe(repository: Repository): string {
  const issues = [...repository.issues.values()].map(
    ({ number, title, body, state, stateReason, labels, comments }) => ({
      number,
      title,
      body,
      state,
      stateReason,
      labels: [...labels].map(({ name }) => name),
      comments: comments.map(({ id, author, body: text, reactions }) => ({
        id,
        author: author.login,
        text,
        reactions: reactions.map(({ content }) => content),
      })),
    }),
  );
  return JSON.stringify(issues, undefined, 1);
}

/** What intake says of a delivery that is in the inbox. */
const kept: ReadonlySet<string> = new Set(['accepted', 'duplicate', 'repeated']);

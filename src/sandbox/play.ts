import { type Change, cardOf, changeWatch } from './changes.ts';
import { checkExpectation } from './check-expectation.ts';
import { type Driver, driver } from './driver.ts';
import type { GitHubSandbox } from './github/start-github.ts';
import type { Issue } from './github/state/world.ts';
import { describeOutcome, type Expected, type Outcome } from './outcome.ts';
import { parseWait } from './parse-wait.ts';
import { performStep } from './perform-step.ts';
import type { Step } from './scenario-schema.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts';
import type { Story } from './story.ts';

export interface PlayOptions extends SandboxOptions {
  readonly story: Story;
}

/** Plays a scenario against a fresh GitHub and a freshly started app, and tells it. */
export async function playScenario(options: PlayOptions): Promise<Outcome> {
  const { scenario, story } = options;
  const started = performance.now();
  const sandbox = await startSandbox(options);
  const { github, app, cast } = sandbox;
  const from = github.clock.now();
  try {
    const player = play(sandbox, story);
    story.begin(scenario.repository, from);
    for (const [index, step] of scenario.steps.entries()) await player.take(step, index + 1);
    player.finish();
    const { expectations } = player;
    const { repository } = cast;
    const outcome = describeOutcome({ github, repository, releases: await app.releases(), expectations });
    const seconds = (performance.now() - started) / 1000;
    const traffic = { requests: github.requests.length, deliveries: github.deliveries.length };
    story.end({ expectations, from, to: github.clock.now(), seconds, ...traffic });
    return outcome;
  } finally {
    await sandbox.stop();
  }
}

interface Player {
  readonly expectations: readonly Expected[];
  take(step: Step, number: number): Promise<void>;
  /** What the app asked for and the sandbox does not have fails the scenario too. */
  finish(): void;
}

function play({ github, app, cast }: Sandbox, story: Story): Player {
  const expectations: Expected[] = [];
  const look = changeWatch(cast);
  const drive: Driver = driver(github, app, () => {
    const changes = look();
    story.changes(changes, github.clock.now());
    tellGate(changes);
  });
  let since = { requests: 0, comments: 0 };

  function ownComments(): number {
    return [...cast.repository.comments.values()].filter((comment) => comment.author === cast.bot).length;
  }

  /** The card as it is when it is new, and whenever the label of its release's stage has moved. */
  function tellGate(changes: readonly Change[]): void {
    const issues = new Set<Issue>();
    for (const change of changes) {
      if (change.kind === 'comment-posted' && change.isCard) issues.add(change.comment.issue);
      if (change.kind === 'labels' && change.added.some((name) => name.startsWith('stage: '))) issues.add(change.issue);
    }
    for (const issue of issues) {
      const card = cardOf(cast, issue);
      if (card !== undefined) story.gate(issue.title, card);
    }
  }

  function expected(step: number, ok: boolean, why: string): void {
    const one = { step, ok, why };
    expectations.push(one);
    story.expectations([one]);
  }

  async function take(step: Step, number: number): Promise<void> {
    if (step.expect !== undefined) {
      const evidence = {
        cast,
        releases: await app.releases(),
        requests: github.requests.slice(since.requests),
        newComments: ownComments() - since.comments,
      };
      for (const held of checkExpectation(step.expect, evidence)) expected(number, held.ok, held.why);
      return;
    }
    if (step.say !== undefined) {
      story.note(step.say);
      return;
    }
    since = { requests: github.requests.length, comments: ownComments() };
    if (step.fault !== undefined) switchFault(github, step.fault, story);
    else if (step.wait !== undefined) await wait(step.wait);
    else await act(step, number);
  }

  async function wait(text: string): Promise<void> {
    const until = parseWait(text, github.clock.now()) ?? github.clock.now();
    story.wait(text);
    await drive.waitUntil(until);
  }

  async function act(step: Step, number: number): Promise<void> {
    const deed = performStep(cast, step);
    // What the person did themselves is no answer of the app.
    look();
    if (deed === undefined) return;
    story.deed(deed, github.clock.now());
    if (!deed.asExpected) {
      expected(number, false, `${deed.who} ${deed.what}: ${deed.refused ?? 'GitHub was to refuse it, and did not'}`);
    }
    await drive.settle();
  }

  return {
    expectations,
    take: (step, number) => take(step, number).catch((error: unknown) => expected(number, false, tellError(error))),
    finish() {
      const missing = [...github.unknownRoutes, ...github.unmodelled];
      if (missing.length > 0) expected(0, false, `the sandbox does not have ${[...new Set(missing)].join(', ')}`);
    },
  };
}

function switchFault(github: GitHubSandbox, fault: NonNullable<Step['fault']>, story: Story): void {
  if (typeof fault !== 'object') {
    github.faults.switchOff();
    story.note('From here on everything works again.');
    return;
  }
  github.faults.switchOn(fault);
  const parts = Object.entries(fault).map(([name, value]) => `${name}: ${value}`);
  story.note(`From here on something is wrong: ${parts.join(', ')}.`);
}

function tellError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

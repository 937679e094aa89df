import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { StartApp } from '../../src/sandbox/app-under-test.ts';
import { readAppManifest } from '../../src/sandbox/github/app-manifest.ts';
import { playScenario } from '../../src/sandbox/play.ts';
import { parseScenario } from '../../src/sandbox/read-scenario.ts';
import { startRollcall } from '../../src/sandbox/start-rollcall.ts';
import { tellStory } from '../../src/sandbox/story.ts';
import { startStubApp } from './stub-app.ts';

const opening = `
repository: acme/appointments
clock: 2021-03-01T14:00:00Z
people: { product-manager: write, analyst: triage, visitor: none }
bots: { metrics-bot: write }
steps:
  - open: { as: product-manager, title: "Release plan: provider selection", body: "the plan", labels: [release-tracking] }
`;

async function play(steps: string, startApp: StartApp = startStubApp) {
  const scenario = await parseScenario(opening + steps, 'test.yml');
  const lines: string[] = [];
  const outcome = await playScenario({
    scenario,
    startApp,
    manifest: { permissions: { issues: 'write' }, events: ['issues', 'issue_comment'] },
    story: tellStory((line) => lines.push(line)),
    log: pino({ level: 'silent' }),
  });
  return { outcome, lines, failed: outcome.expectations.filter((one) => !one.ok).map((one) => one.why) };
}

describe('a scenario', () => {
  it('plays people, the app and time, and holds what is expected', async () => {
    const { outcome, lines, failed } = await play(`
  - expect: { card: Planning, label: "stage: planning", release: planning, comments: 1, state: open, title: /provider/ }
  - comment: { as: product-manager, body: "/advance canary" }
  - expect:
      label: "stage: canary"
      noLabel: "stage: planning"
      reaction: rocket
      checklist: { canary: open, moderate: none }
      stage: canary
      share: 10
      recommendation: GO
      verdicts: { completion: PASS }
      requests: { max: 3 }
      comments: { max: 0 }
  - check: { as: product-manager, issue: canary, item: "Turn the toggle" }
  - edit: { as: analyst, issue: canary, fill: { Number of unique users: "1,301" }, refused: true }
  - edit: { as: product-manager, issue: canary, fill: { Number of unique users: "1,301" } }
  - expect: { on: canary, body: "/\\\\[x\\\\] Turn the toggle\\n- Number of unique users: 1,301/" }
  - close: { as: product-manager, issue: canary }
  - expect: { checklist: { canary: closed } }
  - wait: 10 days
  - expect: { newest: "Weekly update of 2021-03-08T14:00:00.000Z", comment: [/UPDATE/gi, Planning], noComment: stage fright }
`);

    expect(failed).toEqual([]);
    expect(outcome.expectations.length).toBeGreaterThan(20);
    expect(outcome).toMatchObject({
      clock: '2021-03-11T14:00:00Z',
      releases: [{ issue: 1, stage: 'canary', share: 10, state: 'stage', recommendation: 'GO' }],
      issues: [
        {
          number: 1,
          title: 'Release plan: provider selection',
          state: 'open',
          parent: null,
          labels: ['stage: canary'],
        },
        { number: 2, parent: 1, state: 'closed' },
      ],
    });
    expect(outcome.issues[0]?.comments.map((comment) => [comment.author, comment.createdAt])).toEqual([
      ['rollcall[bot]', '2021-03-01T14:00:00Z'],
      ['product-manager', '2021-03-01T14:00:00Z'],
      ['rollcall[bot]', '2021-03-08T14:00:00Z'],
    ]);
    expect(outcome.issues[0]?.comments[1]?.reactions).toEqual([{ content: 'rocket', author: 'rollcall[bot]' }]);
    expect(outcome.deliveries[0]).toMatchObject({ event: 'issues', action: 'opened', status: 'OK' });
    const text = lines.join('\n');
    expect(text).toContain('── Mon 1 March 2021, 14:00 UTC');
    expect(text).toContain('product-manager comments on #1\n    > /advance canary\n  Rollcall reacts with 🚀');
    expect(text).toContain('Rollcall opens #2 “canary — checklist” under #1');
    expect(text).toContain('── Mon 8 March 2021, 14:00 UTC');
    expect(text).toMatch(/✓ label “stage: canary”/);
    expect(text).toContain(`${outcome.expectations.length} of ${outcome.expectations.length} expectations held.`);
  });

  it.each([
    ['label: "stage: canary"', 'label “stage: canary”, but it has release-tracking, stage: planning'],
    ['card: /Canary/', 'card with /Canary/, but it says: ### Planning'],
    ['state: closed', 'state closed, but it is open'],
    ['stage: canary', 'stage canary, but it is none'],
    ['comments: 2', 'new comments 2, but it is 1'],
    [
      'requests: { max: 1 }',
      'at most 1 requests, but there were 2: POST /repos/acme/appointments/issues/1/comments, POST /repos/acme/appointments/issues/1/labels',
    ],
    ['comment: /GO/', 'a comment with /GO/, but none of 1 has it'],
    ['newest: /GO/', 'newest comment with /GO/, but it says: ### Planning'],
    ['checklist: canary', 'checklist issue canary, but it is none'],
    ['on: canary, state: open', 'there is no checklist issue “canary”'],
    ['on: 7, state: open', 'there is no issue 7'],
    ['verdicts: { completion: PASS }', 'completion: PASS, but it is not judged'],
  ])('says why { %s } does not hold', async (expected, why) => {
    const { failed } = await play(`  - expect: { ${expected} }\n`);

    expect(failed).toEqual([why]);
  });

  it('tells what GitHub does not let somebody do, and fails where that is not as expected', async () => {
    const { failed, lines } = await play(`
  - label: { as: visitor, add: "stage: canary", refused: false }
  - label: { as: visitor, add: "stage: planning" }
  - label: { as: visitor, add: "stage: planning", refused: true }
  - comment: { as: visitor, body: "Looks good" }
  - delete: { as: product-manager, comment: 1 }
  - label: { as: analyst, add: "stage: planning", refused: true }
`);

    expect(failed).toEqual([
      'visitor tries to label: 403 Must have admin rights to Repository.',
      'analyst adds the label stage: planning on #1: GitHub was to refuse it, and did not',
    ]);
    expect(lines.join('\n')).toContain('GitHub refuses: 403 Must have admin rights');
  });

  it('goes through faults: what fails is tried again, on time', async () => {
    const { failed, outcome } = await play(`
  - fault: { writes: fail-before, next: 1 }
  - comment: { as: product-manager, body: "/advance canary" }
  - expect: { stage: canary, label: "stage: canary" }
  - fault: { deliveries: duplicate }
  - comment: { as: product-manager, body: "/advance moderate" }
  - fault: "off"
  - expect: { checklist: { moderate: open } }
`);

    expect(failed).toEqual([]);
    expect(outcome.clock).toBe('2021-03-01T14:05:00Z');
    expect(outcome.issues).toHaveLength(3);
    expect(outcome.requests.filter((request) => request.status === 502)).toHaveLength(1);
  });

  it('runs what a delayed delivery brings at its own moment', async () => {
    const { outcome, failed } = await play(`
  - fault: { deliveries: delayed, byMinutes: 30, next: 1 }
  - comment: { as: product-manager, body: "/advance canary" }
  - expect: { checklist: { canary: none } }
  - wait: 1 hour
  - expect: { checklist: { canary: open } }
`);

    expect(failed).toEqual([]);
    expect(outcome.requests.at(-1)?.at).toBe('2021-03-01T14:30:00Z');
  });

  it('fails when the app asks for what GitHub has and the sandbox has not', async () => {
    const { failed } = await play('', async (options) => {
      const app = await startStubApp(options);
      await fetch(`${options.githubUrl}/repos/acme/appointments/stargazers`);
      return app;
    });

    expect(failed).toEqual(['the sandbox does not have GET /repos/acme/appointments/stargazers']);
  });

  it('plays the example of the design as it stands, but for what nobody can expect of it', async () => {
    const example = `
repository: acme/appointments
clock: 2021-03-01T14:00:00Z
people: { product-manager: write, analyst: triage, designer: read, visitor: none }
bots: { metrics-bot: write }
files: { .github/rollcall.yml: ../../examples/community-care/rollcall.yml }   # optional
steps:
  - open: { as: product-manager, title: "Release plan: …", body: ../../examples/community-care/plan.md, labels: [release-tracking] }
  - comment: { as: product-manager, body: "/advance canary" }
  - label: { as: analyst, add: "stage: moderate" }
  - edit: { as: analyst, comment: 3, body: "…" }
  - check: { as: product-manager, issue: canary, item: "Turn the toggle to 10%" }   # tick a task in a checklist issue
  - close: { as: product-manager, issue: canary }
  - wait: 7 days
  - fault: { deliveries: duplicate }
  - expect: { label: "stage: canary", comment: /HOLD/ }
`;
    const outcome = await playScenario({
      scenario: await parseScenario(example, import.meta.filename),
      startApp: startRollcall,
      manifest: await readAppManifest('app.yml'),
      story: tellStory(() => {}),
      log: pino({ level: 'silent' }),
    });

    expect(outcome.expectations.map(({ step, ok }) => [step, ok])).toEqual([
      [9, true],
      [9, true],
    ]);
    expect(outcome.issues[1]).toMatchObject({
      state: 'closed',
      body: expect.stringContaining('- [x] Turn the toggle `'),
    });
  });

  it('writes the world in the words of the design, and no others', async () => {
    const { outcome } = await play('  - comment: { as: product-manager, body: "/advance canary" }\n');
    const keysOf = (rows: readonly object[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];

    expect(Object.keys(outcome)).toEqual(['clock', 'issues', 'deliveries', 'requests', 'releases', 'expectations']);
    expect(keysOf(outcome.issues)).toEqual(['number', 'title', 'state', 'labels', 'parent', 'body', 'comments']);
    expect(keysOf(outcome.issues.flatMap(({ comments }) => comments))).toEqual([
      'author',
      'createdAt',
      'body',
      'minimized',
      'reactions',
    ]);
    expect(keysOf(outcome.deliveries)).toEqual(['id', 'event', 'action', 'at', 'status']);
    expect(keysOf(outcome.requests)).toEqual([
      'at',
      'delivery',
      'method',
      'path',
      'operation',
      'query',
      'variables',
      'status',
      'points',
    ]);
    expect(keysOf(outcome.releases)).toEqual(['issue', 'stage', 'share', 'state', 'recommendation', 'verdicts']);
  });

  it.each([
    ['the third on the issue', 'comment: 2, body: changed by their author', [1]],
    ['the third of all, where theirs', 'comment: 3, body: changed by their author', [2]],
  ])('finds the comment that is meant: %s', async (_, edit, where) => {
    const { outcome } = await play(`
  - comment: { as: product-manager, body: "/advance canary" }
  - comment: { as: analyst, body: "one" }
  - comment: { as: analyst, issue: canary, body: "two" }
  - edit: { as: analyst, ${edit} }
`);

    expect(
      outcome.issues.filter(({ comments }) => comments.some(({ body }) => body === 'changed by their author')),
    ).toMatchObject(where.map((number) => ({ number })));
  });

  it('goes the same way twice', async () => {
    const steps = '  - comment: { as: product-manager, body: "/advance canary" }\n  - wait: month\n';

    const [first, second] = [await play(steps), await play(steps)];

    const stable = ({ outcome }: typeof first) => ({
      ...outcome,
      requests: outcome.requests.map(({ path, at }) => [path, at]),
    });
    expect(stable(second)).toEqual(stable(first));
  });
});

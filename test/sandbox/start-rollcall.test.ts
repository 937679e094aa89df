import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { readAppManifest } from '../../src/sandbox/github/app-manifest.ts';
import { playScenario } from '../../src/sandbox/play.ts';
import { parseScenario } from '../../src/sandbox/read-scenario.ts';
import { startRollcall } from '../../src/sandbox/start-rollcall.ts';
import { tellStory } from '../../src/sandbox/story.ts';

const opening = `
repository: acme/appointments
clock: 2021-03-01T14:00:00Z
people: { product-manager: write, analyst: triage, tester: none }
teams: { product: { role: write, members: [] }, quality: { parent: product, members: [tester] } }
steps:
  - open: { as: product-manager, title: "Release plan", body: ../../examples/community-care/plan.md, labels: [release-tracking] }
`;

async function play(steps: string) {
  return playScenario({
    scenario: await parseScenario(opening + steps, import.meta.filename),
    startApp: startRollcall,
    manifest: await readAppManifest('app.yml'),
    story: tellStory(() => {}),
    log: pino({ level: 'silent' }),
  });
}

describe('Rollcall, unchanged, in the sandbox', () => {
  it('takes up a plan and moves it on command, within its budget of requests', async () => {
    const outcome = await play(`
  - expect: { label: "stage: planning", release: planning, card: /canary/i }
  - comment: { as: product-manager, body: "/advance canary" }
  - expect: { label: "stage: canary", stage: canary, share: 10, reaction: rocket, checklist: canary, requests: { max: 3 } }
  - comment: { as: tester, body: "/hold wait a moment" }
  - expect: { release: held, requests: { max: 4 } }
  - comment: { as: analyst, body: "/advance moderate" }
  - expect: { reaction: confused, stage: canary }
`);

    expect(outcome.expectations.filter((one) => !one.ok)).toEqual([]);
    expect(outcome.expectations).toHaveLength(13);
  });

  it.each([
    'deliveries: duplicate',
    'deliveries: reordered',
    'deliveries: delayed',
    'writes: fail-before',
    'writes: fail-after',
    'writes: secondary-limit',
    'requests: too-many',
    'graphql: partial, field: issue',
    'reads: stale',
  ])('ends as if nothing had been wrong after { %s }', async (fault) => {
    const outcome = await play(`
  - fault: { ${fault}, next: 2 }
  - comment: { as: product-manager, body: "/advance canary" }
  - fault: "off"
  - wait: 1 hour
  - expect:
      stage: canary
      label: "stage: canary"
      noLabel: "stage: planning"
      checklist: { canary: open }
      card: "Stage A: Canary"
      reaction: rocket
`);

    expect(outcome.expectations.filter((one) => !one.ok)).toEqual([]);
    expect(outcome.issues).toHaveLength(2);
    expect(outcome.issues[0]?.comments.map((comment) => comment.author)).toEqual([
      'rollcall[bot]',
      'product-manager',
      'rollcall[bot]',
    ]);
  });
});

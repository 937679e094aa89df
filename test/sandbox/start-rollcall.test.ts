import { pino } from 'pino';
import { expect, it } from 'vitest';
import { readAppManifest } from '../../src/sandbox/github/app-manifest.ts';
import { playScenario } from '../../src/sandbox/play.ts';
import { parseScenario } from '../../src/sandbox/read-scenario.ts';
import { startRollcall } from '../../src/sandbox/start-rollcall.ts';
import { tellStory } from '../../src/sandbox/story.ts';

const scenario = `
repository: acme/appointments
clock: 2021-03-01T14:00:00Z
people: { product-manager: write, analyst: triage, tester: none }
teams: { product: { role: write, members: [] }, quality: { parent: product, members: [tester] } }
steps:
  - open: { as: product-manager, title: "Release plan", body: ../../examples/community-care/plan.md, labels: [release-tracking] }
  - expect: { label: "stage: planning", release: planning, card: /canary/i }
  - comment: { as: product-manager, body: "/advance canary" }
  - expect: { label: "stage: canary", stage: canary, share: 10, reaction: rocket, checklist: canary, requests: { max: 3 } }
  - comment: { as: tester, body: "/hold wait a moment" }
  - expect: { release: held, requests: { max: 4 } }
  - comment: { as: analyst, body: "/advance moderate" }
  - expect: { reaction: confused, stage: canary }
`;

it('Rollcall runs against the sandbox, unchanged', async () => {
  const outcome = await playScenario({
    scenario: await parseScenario(scenario, import.meta.filename),
    startApp: startRollcall,
    manifest: await readAppManifest('app.yml'),
    story: tellStory(() => {}),
    log: pino({ level: 'silent' }),
  });

  expect(outcome.expectations.filter((one) => !one.ok)).toEqual([]);
  expect(outcome.expectations).toHaveLength(13);
});

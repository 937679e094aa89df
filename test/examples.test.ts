import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { readAppManifest } from '../src/sandbox/github/app-manifest.ts';
import { playScenario } from '../src/sandbox/play.ts';
import { parseScenario, readScenario } from '../src/sandbox/read-scenario.ts';
import type { Scenario } from '../src/sandbox/scenario-schema.ts';
import { startRollcall } from '../src/sandbox/start-rollcall.ts';
import { tellStory } from '../src/sandbox/story.ts';

async function play(scenario: Scenario) {
  const outcome = await playScenario({
    scenario,
    startApp: startRollcall,
    manifest: await readAppManifest('app.yml'),
    story: tellStory(() => {}),
    log: pino({ level: 'silent' }),
  });
  return { outcome, failed: outcome.expectations.filter(({ ok }) => !ok) };
}

const half = `# Library card renewal: release plan

- Error rate < 5%

### Stage A: Canary

- Length of time: 2 days
- Percentage of Users: 10%
- Number of unique users: 1,301

### Stage B: Half of the readers

- Length of time: 1 week
- Percentage of Users: 50%
- Dates: 03/26/2021 - 04/02/2021

## Go live!

- Desired date: 04/20/2021
`;

describe('examples/badly-filled-plan', () => {
  it('is answered finding by finding, and the release begins', async () => {
    const { outcome, failed } = await play(await readScenario('examples/badly-filled-plan/scenario.yml'));
    expect(failed).toEqual([]);
    expect(outcome.releases).toMatchObject([{ stage: 'canary', share: 15, state: 'stage' }]);
  }, 30_000);
});

describe('a release that was begun without Rollcall', () => {
  it('is left alone until somebody with write access adopts it, and goes on from where it is', async () => {
    const scenario = await parseScenario(
      `
repository: acme/library
clock: 2021-03-29T14:00:00Z
people: { engineer: write, visitor: none }
steps:
  - open: { as: engineer, title: "Library card renewal", body: ${JSON.stringify(half)} }
  - comment: { as: engineer, body: "Should we adopt this one? It says /adopt is the way." }
  - comment: { as: engineer, body: "/status" }
  - expect: { requests: { max: 0 }, comments: 0 }
  - comment: { as: visitor, body: "/adopt" }
  - expect: { comments: 0, reaction: confused, noLabel: release-tracking }
  - comment: { as: engineer, body: "/adopt" }
  - expect:
      label: ["release-tracking", "stage: half"]
      stage: half
      share: 50
      checklist: { half: open }
      anyComment: ["results are filled in", "its dates have come", "Number of unique users"]
      requests: { max: 3 }
  - comment: { as: engineer, body: "/status" }
  - expect: { comments: 1 }
`,
      import.meta.filename,
    );
    const { failed } = await play(scenario);
    expect(failed).toEqual([]);
  }, 30_000);
});

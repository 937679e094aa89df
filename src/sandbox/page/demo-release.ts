import { fileURLToPath } from 'node:url';
import { readScenario } from '../read-scenario.ts';
import type { Scenario } from '../scenario-schema.ts';

/** Where the page begins: who is there, and the one issue that is open already. */
export interface DemoRelease {
  readonly scenario: Scenario;
  readonly opening: NonNullable<Scenario['steps'][number]['open']>;
}

const scenarioFile = fileURLToPath(new URL('../../../examples/community-care/scenario.yml', import.meta.url));

/** The release of the demo at the moment in which its plan is opened. */
export async function readDemoRelease(): Promise<DemoRelease> {
  const scenario = await readScenario(scenarioFile);
  for (const { open } of scenario.steps) if (open !== undefined) return { scenario, opening: open };
  throw new Error(`no issue is opened in ${scenarioFile}`);
}

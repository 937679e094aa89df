import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { readAppManifest } from './github/app-manifest.ts';
import { playScenario } from './play.ts';
import { readScenario, ScenarioError } from './read-scenario.ts';
import { startRollcall } from './start-rollcall.ts';
import { tellStory } from './story.ts';

export interface PlayFileOptions {
  /** Where to write the world at the end. */
  readonly json?: string | undefined;
  /** Gets the story line by line. */
  readonly write: (line: string) => void;
  /** Of the app's log, which goes to stderr: `silent` by default. */
  readonly logLevel?: string | undefined;
  readonly databaseUrl?: string | undefined;
  readonly latencyMs?: number | undefined;
}

/** Plays a scenario file against Rollcall. Resolves with the exit code: 1 if an expectation failed, 2 for a bad file. */
export async function playFile(file: string, options: PlayFileOptions): Promise<number> {
  const { write, json, databaseUrl, latencyMs } = options;
  try {
    const scenario = await readScenario(file);
    const outcome = await playScenario({
      scenario,
      startApp: startRollcall,
      manifest: await readAppManifest(fileURLToPath(new URL('../../app.yml', import.meta.url))),
      story: tellStory(write),
      log: pino({ level: options.logLevel ?? 'silent' }, pino.destination(2)),
      databaseUrl,
      latencyMs,
    });
    if (json !== undefined) await writeFile(json, `${JSON.stringify(outcome, undefined, 2)}\n`);
    return outcome.expectations.every((expected) => expected.ok) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    for (const mistake of error.mistakes) write(mistake);
    return 2;
  }
}

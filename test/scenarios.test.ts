import { readdirSync } from 'node:fs';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { readAppManifest } from '../src/sandbox/github/app-manifest.ts';
import { playScenario } from '../src/sandbox/play.ts';
import { readScenario } from '../src/sandbox/read-scenario.ts';
import { startRollcall } from '../src/sandbox/start-rollcall.ts';
import { tellStory } from '../src/sandbox/story.ts';

const files = ['test/scenarios', 'examples'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml') && !name.endsWith('rollcall.yml'))
    .map((name) => `${folder}/${name}`),
);

describe('scenarios', () => {
  it.each(files)(
    '%s goes as it says',
    async (file) => {
      const outcome = await playScenario({
        scenario: await readScenario(file),
        startApp: startRollcall,
        manifest: await readAppManifest('app.yml'),
        story: tellStory(() => {}),
        log: pino({ level: 'silent' }),
      });

      expect(outcome.expectations.filter((expectation) => !expectation.ok)).toEqual([]);
      expect(outcome.expectations.length).toBeGreaterThan(3);
      expect(
        outcome.requests
          .filter((request) => request.status >= 400)
          .map(({ path, operation, status }) => [path, operation, status]),
      ).toEqual([]);
    },
    60_000,
  );
});

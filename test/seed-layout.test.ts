import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { readAppManifest } from '../src/sandbox/github/app-manifest.ts';
import { playScenario } from '../src/sandbox/play.ts';
import { readScenario } from '../src/sandbox/read-scenario.ts';
import { startRollcall } from '../src/sandbox/start-rollcall.ts';
import { tellStory } from '../src/sandbox/story.ts';

/** A heading or the label of a field, without its value: `- Length of time`. */
function outline(markdown: string): string[] {
  return markdown.split('\n').flatMap((line) => {
    const heading = /^#{1,4} (.+?):?\s*$/.exec(line);
    if (heading?.[1] !== undefined) return [`# ${heading[1]}`];
    const field = /^- (.+?\?|[^:]+)(?::|\s|$)/.exec(line);
    return field?.[1] === undefined ? [] : [`- ${field[1].replace(/:$/, '')}`];
  });
}

describe('the finished plan', () => {
  it('has every heading and every field of the plan, in its order', { timeout: 60_000 }, async () => {
    const plan = await readFile('examples/community-care/plan.md', 'utf8');
    const outcome = await playScenario({
      scenario: await readScenario('examples/community-care/scenario.yml'),
      startApp: startRollcall,
      manifest: await readAppManifest('app.yml'),
      story: tellStory(() => {}),
      log: pino({ level: 'silent' }),
    });
    const finished = outcome.issues[0]?.comments.at(-1)?.body ?? '';

    // The plan tells how to roll back in a section of its own; there it is a line of the planning.
    const wanted = outline(plan).filter((line) => line !== '# Rollback');
    expect(outline(finished).filter((line) => wanted.includes(line))).toEqual(wanted);
    expect(outline(finished).filter((line) => !wanted.includes(line))).toEqual(['- Rollback process']);
    expect(finished).toContain('| Jan 2021 | 1,242,306 | 2,541 | 0.2% |');
  });
});

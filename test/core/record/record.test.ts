import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectAsLookedAt } from '../../as-looked-at.ts';
import { recordOf } from './record-of.ts';
import { releases } from './releases.ts';

const folder = new URL('./looked-at/', import.meta.url);

/** What is decided in whole releases, to the last field. A change of any rule shows here as what it does to a team. */
describe('a release that', () => {
  it.each(Object.entries(releases))('%s is decided as it was looked at (UPDATE=1 writes it)', (name, play) => {
    expectAsLookedAt(recordOf(play().steps), new URL(`${name}.txt`, folder));
  });

  it('is looked at is still there', () => {
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(releases)
        .map((name) => `${name}.txt`)
        .sort(),
    );
  });
});

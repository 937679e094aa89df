import { readdirSync } from 'node:fs';
import { describe, it } from 'vitest';
import { readPlan } from '../../../src/core/plan/read-plan.ts';
import { expectAsLookedAt } from '../../as-looked-at.ts';
import { planPieces } from './plan-pieces.ts';
import { readingOf } from './reading-of.ts';

const folder = new URL('./parts/', import.meta.url);
const now = Date.UTC(2021, 1, 1);
const parts = readdirSync(folder).filter((name) => name.endsWith('.md'));

/** Each file of parts/ has pieces of plans about one part of them; beside it stands what is read of each. */
describe('the parts of a plan', () => {
  it.each(parts)('%s: what is told is found where people write it, and not elsewhere', (name) => {
    const path = new URL(name, folder);
    const ofNothing = new Set(readingOf(readPlan('', { now }).plan));
    const told = planPieces(path).map(({ what, body }) => {
      const reading = readingOf(readPlan(body, { now }).plan).filter((line) => !ofNothing.has(line));
      return [`${what}:`, ...reading].join('\n  ');
    });

    expectAsLookedAt(`${told.join('\n')}\n`, new URL(path.href.replace('.md', '.txt')));
  });
});

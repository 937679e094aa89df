import { it } from 'vitest';
import { killRounds } from '../app/kill-rounds.ts';

it('goes on where it was killed, fifty times', () => {
  // Spread over the time that a command takes, and a little beyond.
  return killRounds(Array.from({ length: 50 }, (_, round) => (round * 37) % 250));
}, 900_000);

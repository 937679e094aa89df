import { it } from 'vitest';
import { killRounds } from './kill-rounds.ts';

it('goes on where it was killed, and stops in order when it is asked to', () => killRounds([5, 40]), 60_000);

import { it } from 'vitest';
import { killAtSteps } from './kill-steps.ts';

it('moves a release once, whichever step it is killed after', () => killAtSteps(), 240_000);

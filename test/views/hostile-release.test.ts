import { it } from 'vitest';
import { playHostileReleases } from './hostile-release.ts';

it('says nothing that does what was written into a plan and into comments', () => playHostileReleases(3));

import { it } from 'vitest';
import { playHostileReleases } from '../views/hostile-release.ts';

it('says nothing that does what was written into plans and comments', () => playHostileReleases(150), 600_000);

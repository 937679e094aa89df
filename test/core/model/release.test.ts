import { describe } from 'vitest';
import { testReleases } from './test-releases.ts';

/** `RUNS=1000 npx vitest run test/core/model` looks further. */
describe('a release', () => testReleases(Number(process.env['RUNS'] ?? 40)));

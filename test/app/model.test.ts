import { describe } from 'vitest';
import { testLives } from './test-lives.ts';

/** `RUNS=100 npx vitest run test/app/model.test.ts` looks further. */
describe('Rollcall', () => testLives(Number(process.env['RUNS'] ?? 5)));

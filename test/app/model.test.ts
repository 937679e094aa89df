import { onEachEngine } from './engines.ts';
import { testLives } from './test-lives.ts';

/** `RUNS=100 npx vitest run test/app/model.test.ts` looks further. */
onEachEngine((newDatabase, engine) =>
  testLives(Number(process.env['RUNS'] ?? (engine === 'embedded' ? 5 : 2)), newDatabase),
);

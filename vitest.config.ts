import { defineConfig } from 'vitest/config';

/** `npm run test:long` runs what takes minutes. */
const long = process.env['LONG'] === '1';

/** Tests of what keeps nothing from call to call: they may share one loading of the modules, which saves a minute. */
const stateless = ['test/core/**/*.test.ts', 'test/views/**/*.test.ts', 'test/sandbox/**/*.test.ts'];

export default defineConfig({
  test: {
    restoreMocks: true,
    // Left to itself vitest keeps one core free, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: long
      ? [{ extends: true, test: { name: 'long', include: ['test/long/**/*.test.ts'] } }]
      : [
          { extends: true, test: { name: 'stateless', include: stateless, isolate: false } },
          {
            extends: true,
            test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: ['test/long/**', ...stateless] },
          },
        ],
  },
});

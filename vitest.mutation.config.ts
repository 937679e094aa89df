import { defineConfig } from 'vitest/config';

/** The core's own tests for `npm run mutation`, without those that take their time over many random inputs. */
export default defineConfig({
  test: {
    include: ['test/core/**/*.test.ts', 'test/seed-layout.test.ts'],
    exclude: ['test/core/simulation/**', 'test/core/plan/robustness.test.ts', 'test/core/statistics/coverage.test.ts'],
    // Guards against inputs that take for ever, and long random runs, find out few mutants and cost most of the time.
    testNamePattern: /^(?!.*(in time|in no time|without much work|never throws|in proportion|within bounds)).*$/,
    testTimeout: 300_000,
  },
});

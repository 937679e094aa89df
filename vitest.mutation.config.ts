import { defineConfig } from 'vitest/config';

/** The core's own tests for `npm run mutation`, without those that take their time over many random inputs. */
export default defineConfig({
  test: {
    include: ['test/core/**/*.test.ts', 'test/seed-layout.test.ts'],
    exclude: [
      'test/core/simulation/**',
      'test/core/parsing/tangled.test.ts',
      'test/core/plan/robustness.test.ts',
      'test/core/statistics/coverage.test.ts',
    ],
    testTimeout: 300_000,
  },
});

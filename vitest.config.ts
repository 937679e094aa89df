import { defineConfig } from 'vitest/config';

/** `npm run test:long` runs what takes minutes. */
const long = process.env['LONG'] === '1';

export default defineConfig({
  test: {
    include: long ? ['test/long/**/*.test.ts'] : ['test/**/*.test.ts'],
    exclude: long ? [] : ['test/long/**', 'node_modules/**'],
    restoreMocks: true,
    // Left to itself vitest keeps one core free, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

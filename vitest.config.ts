import { defineConfig } from 'vitest/config';

/** `npm run test:long` runs what takes minutes. */
const long = process.env['LONG'] === '1';

export default defineConfig({
  test: {
    restoreMocks: true,
    // Left to itself vitest keeps one core free, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // One loading of the modules serves many files, which saves a third of the time. Tests leave nothing behind.
    isolate: false,
    ...(long ? { include: ['test/long/**/*.test.ts'] } : { include: ['test/**/*.test.ts'], exclude: ['test/long/**'] }),
  },
});

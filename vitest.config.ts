import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes at once on a quiet machine; on a busy one it may take a while, and that is no failure.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'house',
          include: ['{server,web,bench}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'bench/peers/**'],
          globalSetup: ['server/test/postgres.ts'],
        },
      },
      {
        // Needs no database: whoever works on the packages alone waits for none.
        extends: true,
        test: {
          name: 'packages',
          include: ['{servicetitan,servicetitan-emulator,conformance}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
        },
      },
    ],
  },
});

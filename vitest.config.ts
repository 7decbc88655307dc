import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{servicetitan,servicetitan-emulator,server,web,bench}/**/*.test.{ts,tsx}',
      'tests/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', 'bench/peers/**'],
    globalSetup: ['server/test/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});

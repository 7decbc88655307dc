import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Whatever tests and the programs they start leave behind (databases, mostly) lies in one folder, and goes with it.
const temporary = mkdtempSync(join(tmpdir(), 'tradepost-tests-'));
// PostgreSQL, which is another user where we are root, has to come in.
chmodSync(temporary, 0o755);
process.env['TMPDIR'] = temporary;
process.env['TEMP'] = temporary;
process.once('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 }));

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
          include: ['{server,bench}/**/*.test.ts', 'tests/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', 'bench/peers/**'],
          globalSetup: ['server/test/postgres.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          include: ['web/test/**/*.test.ts'],
          globalSetup: ['web/test/build.ts'],
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

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { startPostgres } from './postgres.ts';

/** The embedded PostgreSQL, asked to stop when it is least able to listen (DESIGN.md, Stack). */

const log = pino({ level: 'silent' });
const runs = (pid: number): boolean => {
  try {
    return pid !== 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('stops whenever it is asked to, also while it is being brought back after a crash', async () => {
  const data = join(mkdtempSync(join(tmpdir(), 'tradepost-postgres-')), 'data');
  // A server that has just been started ignores a first signal for some 30 ms; the delays go through that time.
  for (let delay = 0; delay <= 60; delay += 10) {
    const postgres = await startPostgres(data, log);
    process.kill(postgres.pid(), 'SIGKILL');
    await pause(delay);
    await postgres.stop();
    expect(runs(postgres.pid())).toBe(false);
  }
});

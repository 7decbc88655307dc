import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Measured } from './race.ts';
import type { Row } from './rows.ts';

const folder = join(import.meta.dirname, 'results');

/** Everything about one race, so that its table can be made again and its numbers judged. */
export interface Results extends Measured {
  readonly race: string;
  /** ISO 8601. */
  readonly date: string;
  /** Commit that was measured; "+" when files differed from it; null outside of git. */
  readonly revision: string | null;
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
}

/** Replaces the results of the race; answers the file. */
export function saveResults(results: Results): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${results.race}.json`);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  return file;
}

/** The last results of the race, or null when it was never run. */
export function readResults(race: string): Results | null {
  const file = join(folder, `${race}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : null;
}

export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${release()} ${process.arch}`,
  };
}

export function revision(): string | null {
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+');
  } catch {
    return null;
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

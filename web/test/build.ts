import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the built screens. */
    screens: string;
  }
}

/** The screens are built once for the whole run, as they are shipped. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(join(tmpdir(), 'tradepost-web-'));
  // The test runner has set NODE_ENV to "test", with which React would come as its development build.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await build({
    root: join(import.meta.dirname, '..'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  process.env['NODE_ENV'] = before;
  project.provide('screens', outDir);
  return async () => await rm(outDir, { recursive: true, force: true });
}

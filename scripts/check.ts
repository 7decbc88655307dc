import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** `npm run check`: types, lint, format, unused code, room table. Runs all of them and says which failed. */

const root = join(import.meta.dirname, '..');
const inModules = (path: string): string => join(root, 'node_modules', path);

const checks: readonly { name: string; args: readonly string[] }[] = [
  { name: 'types', args: [inModules('typescript/bin/tsc'), '-p', 'tsconfig.json'] },
  { name: 'types of the screens', args: [inModules('typescript/bin/tsc'), '-p', 'web/tsconfig.json'] },
  { name: 'lint', args: [inModules('oxlint/bin/oxlint'), '--deny-warnings'] },
  { name: 'format', args: [inModules('@biomejs/biome/bin/biome'), 'check', '.'] },
  { name: 'unused code', args: [inModules('knip/bin/knip.js'), '--no-progress'] },
  { name: 'room table', args: [inModules('vitest/vitest.mjs'), 'run', 'tests/rooms.test.ts'] },
];

const failed: string[] = [];
for (const check of checks) {
  process.stdout.write(`\n== ${check.name}\n`);
  if ((await run(check.args)) !== 0) failed.push(check.name);
}
process.stdout.write(
  `\n${checks.length - failed.length} passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}\n`,
);
process.exitCode = failed.length > 0 ? 1 : 0;

async function run(args: readonly string[]): Promise<number> {
  return await new Promise((done) => {
    spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }).on('exit', (code) => done(code ?? 1));
  });
}

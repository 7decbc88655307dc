import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { recordingClient } from './client/recording.ts';
import { conform } from './conform.ts';
import { DELIBERATE } from './deviations.ts';
import { readDocuments } from './documents/document.ts';
import { startEmulator } from './emulator/target.ts';
import { RECIPES } from './recipes/index.ts';
import { textOf } from './report.ts';

/** `npm run conformance -- DIR`: exit code 0 without an unexplained deviation, 1 with one, 2 when it could not run. */

const USAGE =
  'usage: npm run conformance -- DIR [DIR …] [--json] [--only PATTERN]; the newest documents first';

try {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new Error(USAGE);
  // npm runs scripts in the checkout, wherever it was called.
  const here = process.env.INIT_CWD ?? process.cwd();
  const documents = readDocuments(...positionals.map((directory) => resolve(here, directory)));
  const target = await startEmulator();
  const report = await conform({
    documents,
    target,
    client: recordingClient(),
    recipes: RECIPES,
    deliberate: DELIBERATE,
    ...(values.only !== undefined && { only: values.only }),
  });
  await target.close();
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : textOf(report));
  if (report.failed > 0) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`conformance: ${(error as Error).message}\n`);
  process.exitCode = 2;
}

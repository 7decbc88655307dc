import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newData, up } from '../server/test/process.ts';

/**
 * `node scripts/api-types.ts`: writes web/src/api/paths.gen.ts from the running server's own OpenAPI document. The
 * generator needs the TypeScript 5 API, so it is fetched for the occasion rather than installed beside TypeScript 7.
 * tests/api-types.test.ts fails when the file is out of date.
 */
const server = await up(newData());
const answer = await fetch(`${server.url}/api/v1/openapi.json`);
const document = join(mkdtempSync(join(tmpdir(), 'tradepost-api-')), 'openapi.json');
const text = await answer.text();
writeFileSync(document, text);
await server.end('SIGTERM');
const target = join(import.meta.dirname, '../web/src/api/paths.gen.ts');
const made = spawnSync(
  'npx',
  [
    '--yes',
    '-p',
    'openapi-typescript@7.13.0',
    '-p',
    'typescript@5.9.3',
    'openapi-typescript',
    document,
    '-o',
    target,
  ],
  { stdio: 'inherit' },
);
if (made.status === 0) {
  const { paths } = JSON.parse(text) as { paths: unknown };
  appendFileSync(
    target,
    `// of the paths ${createHash('sha256').update(JSON.stringify(paths)).digest('hex')}\n`,
  );
}
process.exitCode = made.status ?? 1;

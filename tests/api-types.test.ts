import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTestApp } from '../server/test/app.ts';

it('the types that the screens are written against are those of the server as it is', async () => {
  const house = await createTestApp();
  const { paths } = JSON.parse((await house.app.inject('/api/v1/openapi.json')).body) as { paths: unknown };
  await house.close();
  const generated = readFileSync(join(import.meta.dirname, '../web/src/api/paths.gen.ts'), 'utf8');
  const hash = createHash('sha256').update(JSON.stringify(paths)).digest('hex');
  expect(generated.trimEnd().endsWith(hash), 'run: node_modules/.bin/node scripts/api-types.ts').toBe(true);
});

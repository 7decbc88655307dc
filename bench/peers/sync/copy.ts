import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/**
 * The limit: plain COPY of the same rows, prepared beforehand, into the mirror's own table with its indexes. Nothing is
 * parsed, compared or kept of what was there before.
 */

const { pages: file } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}') as { pages: string };
const pages = JSON.parse(readFileSync(file, 'utf8')) as [string, string][];
const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'] ?? '',
  max: 2,
  options: '-c synchronous_commit=off',
});
const workspace = crypto.randomUUID();
const connection = crypto.randomUUID();

interface Row {
  id: number;
  createdOn?: string;
  modifiedOn?: string;
  active?: boolean;
  jobId?: number;
  customerId?: number;
  locationId?: number;
  job?: { id: number };
}

const escape = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
const blocks = pages.map(([resource, text]) => {
  const { data } = JSON.parse(text) as { data: Row[] };
  const lines = data.map((row) => {
    const values = [
      workspace,
      connection,
      resource,
      row.id,
      row.jobId ?? row.job?.id ?? null,
      row.customerId ?? null,
      row.locationId ?? null,
      row.createdOn,
      row.modifiedOn,
      row.active ?? true,
      crypto.randomUUID(),
      escape(JSON.stringify(row)),
      new Date().toISOString(),
    ];
    return `${values.map((value) => value ?? '\\N').join('\t')}\n`;
  });
  return { rows: lines.length, buffer: Buffer.from(lines.join('')) };
});
const columns =
  'workspace_id, connection_id, resource, id, owner_id, customer_id, location_id, created_on, modified_on, active, hash, body, fetched_at';

await pool.query('checkpoint');
const start = performance.now();
let rows = 0;
let next = 0;
const lane = async (): Promise<void> => {
  const client = await pool.connect();
  for (let block = blocks[next++]; block; block = blocks[next++]) {
    const stream = client.query(copyFrom(`copy mirror (${columns}) from stdin`));
    stream.end(block.buffer);
    await once(stream, 'finish');
    rows += block.rows;
  }
  client.release();
};
await Promise.all([lane(), lane()]);
process.send?.({ store: rows / ((performance.now() - start) / 1000) });
process.once('disconnect', () => void pool.end());

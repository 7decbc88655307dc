import type { Client } from './client.ts';

/** Follows an export feed to its end; rows per second, and how many there were. */
export async function exportAll(client: Client, feed: string): Promise<{ perSecond: number; rows: number }> {
  const start = performance.now();
  let rows = 0;
  let from = '';
  for (let more = true; more; ) {
    const body = await client.get(`${feed}${from}`);
    const head = body.toString('latin1', 0, 400);
    const token = /"continueFrom":"([^"]+)"/.exec(head)?.[1];
    if (token === undefined) throw new Error(`${feed} answered ${head}`);
    rows += countOf(body);
    more = head.startsWith('{"hasMore":true');
    from = `?from=${token}`;
  }
  return { perSecond: rows / ((performance.now() - start) / 1000), rows };
}

/** Every job has one job number. */
const MARK = Buffer.from('"jobNumber":');

/** Rows of an answer, without parsing it: the client shall not be what is measured. */
function countOf(body: Buffer): number {
  let count = 0;
  for (let at = body.indexOf(MARK); at >= 0; at = body.indexOf(MARK, at + MARK.length)) count += 1;
  return count;
}

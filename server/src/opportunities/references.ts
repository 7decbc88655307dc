import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { parseExact } from 'servicetitan';
import type { Tx } from '../platform/index.ts';
import { type ResourceKey, readRecords } from '../sync/index.ts';
import { SHOWN } from './build/details.ts';
import type { Row } from './build/list.ts';
import { plainRow } from './build/plain.ts';

/** What opportunities hold of a catalogue's rows, or find by them; all members of those that are not named. */
const LOOKED_AT: Readonly<Partial<Record<ResourceKey, readonly string[]>>> = {
  businessUnits: SHOWN.businessUnit,
  jobTypes: SHOWN.jobType,
  employees: SHOWN.person,
  technicians: SHOWN.person,
  tagTypes: [...SHOWN.tag, 'createdOn'],
  campaigns: [...SHOWN.campaign, 'category'],
  zones: [...SHOWN.zone, 'zips', 'cities'],
  paymentTypes: SHOWN.paymentType,
  recurringServiceTypes: SHOWN.recurringServiceType,
};

/**
 * Those of the changed rows of a catalogue in which something changed that opportunities show. Technicians change all day
 * (where they are, what their shift is) and none of it matters here, while asking which jobs name one reads all of them.
 */
export async function newlyShown(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  resource: ResourceKey,
  ids: readonly string[],
): Promise<string[]> {
  const names = LOOKED_AT[resource];
  const hashes = new Map(ids.map((id) => [id, '']));
  for (const { id, body, deletedAt } of await readRecords(tx, connectionId, resource, 'id', ids)) {
    if (deletedAt !== null) continue;
    const row = plainRow(parseExact(body) as Row);
    const seen = names ? names.map((name) => row[name] ?? null) : row;
    hashes.set(id, hash('md5', JSON.stringify(seen), 'hex'));
  }
  const { rows } = await sql<{ id: string }>`
    insert into opportunity_references as r (workspace_id, connection_id, resource, id, hash)
    select ${workspaceId}, ${connectionId}, ${resource}, id, hash from unnest(${[...hashes.keys()]}::bigint[], ${[...hashes.values()]}::text[]) as n(id, hash)
    on conflict (workspace_id, connection_id, resource, id) do update set hash = excluded.hash where r.hash <> excluded.hash
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

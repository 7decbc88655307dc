import { sql } from 'kysely';
import type { Tx } from '../../platform/index.ts';
import type { ResourceKey } from '../resources.ts';

export interface MirrorChange {
  readonly resource: ResourceKey;
  readonly ids: readonly string[];
}

/**
 * Takes what changed in the mirror and was not looked at yet, oldest first, up to about `limit` ids. What is taken is
 * gone when the caller's transaction commits and there again when it does not. Two takers never get the same.
 */
export async function takeChanges(tx: Tx, connectionId: string, limit: number): Promise<MirrorChange[]> {
  const { rows } = await sql<{ resource: ResourceKey; ids: string[] }>`
    with waiting as (
      select seq, cardinality(ids) as many from mirror_changes
      where workspace_id = current_workspace() and connection_id = ${connectionId}
      order by seq limit 200 for update skip locked
    ), counted as (
      select seq, sum(many) over (order by seq) - many as before from waiting
    ), taken as (
      delete from mirror_changes c using counted
      where c.workspace_id = current_workspace() and c.connection_id = ${connectionId} and c.seq = counted.seq and counted.before < ${limit}
      returning c.seq, c.resource, c.ids
    )
    select resource, ids from taken order by seq`.execute(tx);
  return rows;
}

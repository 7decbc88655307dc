import { sql } from 'kysely';
import { inWorkspace } from '../../platform/index.ts';
import { IDS_AT_ONCE, listAnswers } from '../read/answers.ts';
import { type ResourceKey, resourceKeys, resources } from '../resources.ts';
import { keepAnswer } from './keep.ts';
import type { Pull } from './room.ts';
import { together } from './wanted.ts';

const AT_ONCE = 4;

/**
 * Reads again what owes something, and whom a changed invoice belongs to: payments move balances without anything else
 * of the record moving, so no feed tells (reference, "Checklist for an emulator", 6). Fifty records are one request.
 */
export async function pullUnsettled(pull: Pull, changedSince: Date): Promise<void> {
  // Invoices first: what they turn out to have become concerns their customers.
  const keys = resourceKeys.filter((key) => resources[key].unsettled && pull.plan.has(key)).toReversed();
  for (const key of keys) {
    const ids = await unsettledIds(pull, key, changedSince);
    const parts = Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, at) =>
      ids.slice(at * IDS_AT_ONCE, (at + 1) * IDS_AT_ONCE),
    );
    await together(parts, AT_ONCE, async (part) => {
      for await (const answer of listAnswers(pull.asking, key, { ids: part.join(',') }))
        await keepAnswer(pull, key, answer, null);
    });
  }
}

async function unsettledIds(pull: Pull, key: ResourceKey, changedSince: Date): Promise<string[]> {
  const { rows } = await inWorkspace(
    pull.room.db,
    pull.workspaceId,
    async (tx) =>
      await sql<{ id: string }>`
        select id from mirror
        where workspace_id = ${pull.workspaceId} and connection_id = ${pull.connectionId} and resource = ${key} and unsettled and deleted_at is null
        ${key === 'customers' ? payersOf(pull, changedSince) : sql``}
        order by 1`.execute(tx),
  );
  return rows.map(({ id }) => id);
}

/** Mirrored customers of the invoices that this run changed. */
const payersOf = (pull: Pull, changedSince: Date) => sql`
  union select c.id from mirror i join mirror c on c.workspace_id = i.workspace_id and c.connection_id = i.connection_id
    and c.resource = 'customers' and c.id = i.customer_id and c.deleted_at is null
  where i.workspace_id = ${pull.workspaceId} and i.connection_id = ${pull.connectionId} and i.resource = 'invoices' and i.changed_at >= ${changedSince}`;

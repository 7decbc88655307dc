import { sql } from 'kysely';
import { idsWhere } from '../mirror/read.ts';
import { IDS_AT_ONCE, listAnswers } from '../read/answers.ts';
import { type ResourceKey, resourceKeys, resources } from '../resources.ts';
import { keepAnswer } from './keep.ts';
import { inPull, type Pull } from './room.ts';
import { portionsOf, together } from './together.ts';

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
    await together(portionsOf(ids, IDS_AT_ONCE), AT_ONCE, async (part) => {
      for await (const answer of listAnswers(pull.asking, key, { ids: part.join(',') }))
        await keepAnswer(pull, key, answer, null);
    });
  }
}

async function unsettledIds(pull: Pull, key: ResourceKey, changedSince: Date): Promise<string[]> {
  // Mirrored customers of the invoices that this run changed. Asked for apart, as each has an index of its own.
  const isPayer = sql`deleted_at is null and id in (
    select i.customer_id from mirror i where i.workspace_id = m.workspace_id and i.connection_id = m.connection_id
      and i.resource = 'invoices' and i.changed_at >= ${changedSince})`;
  return await inPull(pull, async (tx) => {
    const { connectionId } = pull;
    const owing = await idsWhere(tx, connectionId, key, sql`unsettled and deleted_at is null`);
    const payers = key === 'customers' ? await idsWhere(tx, connectionId, key, isPayer) : [];
    return [...new Set([...owing, ...payers])];
  });
}

import type { Tx } from '../../platform/index.ts';
import { dropWants, noteReady, wantChildren } from '../mirror/wants.ts';
import { type ResourceKey, resources } from '../resources.ts';
import type { Pull } from './room.ts';

/** Records that were wanted are here: what belongs to them is wanted next. */
export async function metRecords(
  tx: Tx,
  { workspaceId, connectionId, since, plan }: Pull,
  key: ResourceKey,
  ids: readonly string[],
): Promise<void> {
  const children = [...plan].filter(
    (other) => resources[other].owner?.resource === key && resources[other].byOwner,
  );
  await wantChildren(tx, workspaceId, connectionId, key, ids, children, since);
  await dropWants(tx, connectionId, key, ids);
  await noteReady(tx, workspaceId, connectionId, key, ids);
}

/** All that belongs to owners and was wanted is here. */
export async function metOwners(
  tx: Tx,
  { workspaceId, connectionId }: Pull,
  key: ResourceKey,
  owners: readonly string[],
): Promise<void> {
  await dropWants(tx, connectionId, key, owners);
  const owner = resources[key].owner?.resource;
  if (owner) await noteReady(tx, workspaceId, connectionId, owner, owners);
}

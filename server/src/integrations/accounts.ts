import type { Database, Live, Vault } from '../platform/index.ts';
import { type DeliverySecret, type Source, sourceOf } from '../sources/index.ts';
import { type Account, findAccountByKey } from './store.ts';

/** What a delivery needs to be let in. */
export interface HookAccount {
  readonly workspaceId: string;
  readonly accountId: string;
  readonly source: Source;
  readonly secret: DeliverySecret;
  readonly enabled: boolean;
  readonly businessRef: string;
}

export function hookContext(workspaceId: string): string {
  return `hook:${workspaceId}`;
}

/**
 * Accounts by the key in their delivery address. Kept in memory with the secret opened, since a lookup and a decryption
 * for each delivery would cost more than storing it; a change of integrations in any process clears it.
 */
export function createHookAccounts(
  db: Database,
  vault: Vault,
  live: Live,
): { find(source: string, accountKey: string): Promise<HookAccount | null>; close(): void } {
  const known = new Map<string, HookAccount>();
  const stop = live.subscribeAll((change) => {
    if (change.type === 'integration.changed' || change.type === 'resync') known.clear();
  });
  return {
    async find(source, accountKey) {
      const found = known.get(accountKey) ?? remember(await findAccountByKey(db.system, accountKey));
      return found?.source.id === source ? found : null;
    },
    close: stop,
  };

  function remember(row: Account | null): HookAccount | null {
    const source = row && sourceOf(row.source);
    if (!row || !source) return null;
    const account: HookAccount = {
      workspaceId: row.workspaceId,
      accountId: row.id,
      source,
      secret: JSON.parse(vault.open(row.hookSecret, hookContext(row.workspaceId))) as DeliverySecret,
      enabled: row.enabled,
      businessRef: row.businessRef,
    };
    known.set(row.accountKey, account);
    return account;
  }
}

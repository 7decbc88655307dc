import { sql } from 'kysely';
import type { Sql, Tx } from '../platform/index.ts';

export interface Integration {
  readonly id: string;
  readonly source: string;
  readonly enabled: boolean;
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string | null;
  /** Sealed. */
  readonly clientSecret: string | null;
}

export interface Account {
  readonly workspaceId: string;
  readonly id: string;
  readonly integrationId: string;
  readonly grantId: string | null;
  readonly source: string;
  readonly accountKey: string;
  readonly businessRef: string;
  readonly name: string;
  /** Sealed JSON of a `DeliverySecret`. */
  readonly hookSecret: string;
  readonly enabled: boolean;
}

const integrationColumns = sql`id, source, enabled, api_url as "apiUrl", authorize_url as "authorizeUrl", token_url as "tokenUrl", client_id as "clientId", client_secret as "clientSecret"`;
const accountColumns = sql`a.workspace_id as "workspaceId", a.id, a.integration_id as "integrationId", a.grant_id as "grantId", a.source, a.account_key as "accountKey", a.business_ref as "businessRef", a.name, a.hook_secret as "hookSecret", i.enabled`;
const accounts = sql`integration_accounts a join integrations i on i.workspace_id = a.workspace_id and i.id = a.integration_id`;

export async function listIntegrations(tx: Tx): Promise<Integration[]> {
  return (await sql<Integration>`select ${integrationColumns} from integrations order by source`.execute(tx))
    .rows;
}

export async function findIntegration(tx: Sql, id: string): Promise<Integration | null> {
  return (
    (await sql<Integration>`select ${integrationColumns} from integrations where id = ${id}`.execute(tx))
      .rows[0] ?? null
  );
}

export async function saveIntegration(
  tx: Tx,
  workspaceId: string,
  integration: Omit<Integration, 'id' | 'enabled'>,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into integrations (workspace_id, source, api_url, authorize_url, token_url, client_id, client_secret)
    values (${workspaceId}, ${integration.source}, ${integration.apiUrl}, ${integration.authorizeUrl}, ${integration.tokenUrl}, ${integration.clientId}, ${integration.clientSecret})
    on conflict (workspace_id, source) do update set api_url = excluded.api_url, authorize_url = excluded.authorize_url, token_url = excluded.token_url,
      client_id = excluded.client_id, client_secret = excluded.client_secret
    returning id`.execute(tx);
  return rows[0]?.id ?? '';
}

export async function setEnabled(tx: Tx, id: string, enabled: boolean): Promise<void> {
  await sql`update integrations set enabled = ${enabled} where id = ${id}`.execute(tx);
}

export async function listAccounts(tx: Tx, integrationId?: string): Promise<Account[]> {
  return (
    await sql<Account>`select ${accountColumns} from ${accounts} where ${integrationId ?? null}::uuid is null or a.integration_id = ${integrationId ?? null}::uuid order by a.created_at, a.id`.execute(
      tx,
    )
  ).rows;
}

/** Across workspaces: a delivery says by its address whose it is. */
export async function findAccountByKey(system: Sql, accountKey: string): Promise<Account | null> {
  return (
    (
      await sql<Account>`select ${accountColumns} from ${accounts} where a.account_key = ${accountKey}`.execute(
        system,
      )
    ).rows[0] ?? null
  );
}

export async function findAccount(tx: Sql, id: string): Promise<Account | null> {
  return (
    (await sql<Account>`select ${accountColumns} from ${accounts} where a.id = ${id}`.execute(tx)).rows[0] ??
    null
  );
}

/** An account signed in again keeps its delivery address and secret. */
export async function saveAccount(
  tx: Tx,
  workspaceId: string,
  account: Pick<
    Account,
    'integrationId' | 'grantId' | 'source' | 'accountKey' | 'businessRef' | 'name' | 'hookSecret'
  >,
): Promise<Account> {
  const { rows } = await sql<{ id: string }>`
    insert into integration_accounts (workspace_id, integration_id, grant_id, source, account_key, business_ref, name, hook_secret)
    values (${workspaceId}, ${account.integrationId}, ${account.grantId}, ${account.source}, ${account.accountKey}, ${account.businessRef}, ${account.name}, ${account.hookSecret})
    on conflict (workspace_id, source, business_ref) do update set name = excluded.name, grant_id = coalesce(excluded.grant_id, integration_accounts.grant_id)
    returning id`.execute(tx);
  const saved = await findAccount(tx, rows[0]?.id ?? '');
  if (!saved) throw new Error('the account was not saved');
  return saved;
}

export async function setSubscription(tx: Tx, accountId: string, subscriptionRef: string): Promise<void> {
  await sql`update integration_accounts set subscription_ref = ${subscriptionRef} where id = ${accountId}`.execute(
    tx,
  );
}

export interface Category {
  readonly categoryId: string;
  readonly name: string;
  readonly standardJobTypeId: string;
}

export async function listCategories(tx: Tx, integrationId: string): Promise<Category[]> {
  return (
    await sql<Category>`select category_id as "categoryId", name, standard_job_type_id as "standardJobTypeId" from integration_categories where integration_id = ${integrationId} order by name`.execute(
      tx,
    )
  ).rows;
}

/** Replaces the whole list of the integration. */
export async function saveCategories(
  tx: Tx,
  workspaceId: string,
  integration: { id: string; source: string },
  categories: readonly Category[],
): Promise<void> {
  await sql`delete from integration_categories where integration_id = ${integration.id}`.execute(tx);
  await sql`
    insert into integration_categories (workspace_id, integration_id, source, category_id, name, standard_job_type_id)
    select ${workspaceId}::uuid, ${integration.id}::uuid, ${integration.source}, c."categoryId", c.name, c."standardJobTypeId"
    from jsonb_to_recordset(${JSON.stringify(categories)}::jsonb) as c("categoryId" text, name text, "standardJobTypeId" text)`.execute(
    tx,
  );
}

export interface Authorization {
  readonly workspaceId: string;
  readonly integrationId: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  readonly userId: string;
  readonly userName: string;
}

export async function saveAuthorization(tx: Tx, state: string, authorization: Authorization): Promise<void> {
  await sql`
    insert into integration_authorizations (workspace_id, state, integration_id, code_verifier, redirect_uri, user_id, user_name)
    values (${authorization.workspaceId}, ${state}, ${authorization.integrationId}, ${authorization.codeVerifier}, ${authorization.redirectUri}, ${authorization.userId}, ${authorization.userName})`.execute(
    tx,
  );
}

/** Takes the pending sign-in out, so that its state works once; those older than ten minutes are void. */
export async function takeAuthorization(system: Sql, state: string): Promise<Authorization | null> {
  const { rows } = await sql<Authorization & { fresh: boolean }>`
    delete from integration_authorizations where state = ${state}
    returning workspace_id as "workspaceId", integration_id as "integrationId", code_verifier as "codeVerifier", redirect_uri as "redirectUri", user_id as "userId", user_name as "userName",
      created_at > now() - interval '10 minutes' as fresh`.execute(system);
  return rows[0]?.fresh ? rows[0] : null;
}

export async function saveGrant(
  tx: Tx,
  workspaceId: string,
  integrationId: string,
  tokens: string,
  expiresAt: string,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into integration_grants (workspace_id, integration_id, tokens, expires_at) values (${workspaceId}, ${integrationId}, ${tokens}, ${expiresAt}) returning id`.execute(
    tx,
  );
  return rows[0]?.id ?? '';
}

export async function lockGrant(tx: Tx, id: string): Promise<{ tokens: string; expiresAt: Date } | null> {
  const { rows } = await sql<{
    tokens: string;
    expiresAt: Date;
  }>`select tokens, expires_at as "expiresAt" from integration_grants where id = ${id} for update`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function updateGrant(tx: Tx, id: string, tokens: string, expiresAt: string): Promise<void> {
  await sql`update integration_grants set tokens = ${tokens}, expires_at = ${expiresAt}, trouble = null where id = ${id}`.execute(
    tx,
  );
}

export async function setGrantTrouble(tx: Tx, id: string, trouble: string): Promise<void> {
  await sql`update integration_grants set trouble = ${trouble} where id = ${id}`.execute(tx);
}

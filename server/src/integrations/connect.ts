import { randomBytes } from 'node:crypto';
import { type Actor, record } from '../accounts/index.ts';
import {
  announce,
  type Clock,
  type Database,
  inWorkspace,
  Problem,
  type Tx,
  type Vault,
} from '../platform/index.ts';
import {
  type DeliverySecret,
  type Source,
  type SourceAccount,
  type SourceEndpoints,
  sourceOf,
} from '../sources/index.ts';
import { hookContext } from './accounts.ts';
import {
  type Account,
  findIntegration,
  type Integration,
  saveAccount,
  saveAuthorization,
  saveGrant,
  setSubscription,
  takeAuthorization,
} from './store.ts';
import { grantContext, grantTokens } from './tokens.ts';

export interface Room {
  readonly db: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  /** Where sources and browsers reach this server. */
  url(): string;
}

export function clientContext(workspaceId: string): string {
  return `source-client:${workspaceId}`;
}

export function endpointsOf(vault: Vault, workspaceId: string, integration: Integration): SourceEndpoints {
  if (!integration.clientId || !integration.clientSecret)
    throw new Problem(
      409,
      'source_client_missing',
      `Enter the client id and secret that ${integration.source} gave you first.`,
    );
  return {
    apiUrl: integration.apiUrl,
    authorizeUrl: integration.authorizeUrl,
    tokenUrl: integration.tokenUrl,
    clientId: integration.clientId,
    clientSecret: vault.open(integration.clientSecret, clientContext(workspaceId)),
  };
}

export function connectorOf(integration: { source: string }): Source {
  const source = sourceOf(integration.source);
  if (!source)
    throw new Problem(404, 'unknown_source', `This version has no connector for ${integration.source}.`);
  return source;
}

/** Adds a business of the source with a delivery address and secret of its own. A second time changes only its name. */
export async function addAccount(
  room: Room,
  tx: Tx,
  workspaceId: string,
  integration: Integration,
  account: SourceAccount,
  grantId: string | null,
): Promise<Account> {
  const secret: DeliverySecret = {
    kind: 'basic',
    username: 'tradepost',
    password: randomBytes(24).toString('base64url'),
  };
  const saved = await saveAccount(tx, workspaceId, {
    integrationId: integration.id,
    grantId,
    source: integration.source,
    accountKey: randomBytes(18).toString('base64url'),
    businessRef: account.businessRef,
    name: account.name,
    hookSecret: room.vault.seal(JSON.stringify(secret), hookContext(workspaceId)),
  });
  await announce(tx, { workspaceId, type: 'integration.changed', ids: [integration.id] });
  return saved;
}

export function hookUrl(room: Room, account: Pick<Account, 'source' | 'accountKey'>): string {
  return `${room.url()}/hooks/${account.source}/${account.accountKey}`;
}

export function secretOf(room: Room, account: Account): DeliverySecret {
  return JSON.parse(room.vault.open(account.hookSecret, hookContext(account.workspaceId))) as DeliverySecret;
}

/** Starts the sign-in at the source (L19); answers where the browser goes. */
export async function startAuthorization(
  room: Room,
  workspaceId: string,
  integrationId: string,
  user: { id: string; name: string },
): Promise<string> {
  return await inWorkspace(room.db, workspaceId, async (tx) => {
    const integration = await findIntegration(tx, integrationId);
    if (!integration) throw new Problem(404, 'not_found', 'The integration was not found.');
    const redirectUri = `${room.url()}/integrations/callback/${integration.source}`;
    const request = await connectorOf(integration).oauth.authorize(
      endpointsOf(room.vault, workspaceId, integration),
      redirectUri,
    );
    await saveAuthorization(tx, request.state, {
      workspaceId,
      integrationId,
      codeVerifier: request.codeVerifier,
      redirectUri,
      userId: user.id,
      userName: user.name,
    });
    return request.url;
  });
}

/**
 * The browser is back from the source: spends the code, lists the businesses (L20) and has each deliver to us.
 * Throws a `Problem` that the browser shows; nothing is half connected then, and the sign-in can be started again.
 */
export async function finishAuthorization(
  room: Room,
  callbackUrl: URL,
): Promise<{ workspaceId: string; accounts: Account[] }> {
  const state = callbackUrl.searchParams.get('state') ?? '';
  const pending = await takeAuthorization(room.db.system, state);
  if (!pending)
    throw new Problem(
      400,
      'authorization_closed',
      'This sign-in was already used or took longer than ten minutes. Start it again from the integration.',
    );
  const { workspaceId } = pending;
  const integration = await inWorkspace(
    room.db,
    workspaceId,
    async (tx) => await findIntegration(tx, pending.integrationId),
  );
  if (!integration) throw new Problem(404, 'not_found', 'The integration was removed meanwhile.');
  const source = connectorOf(integration);
  const endpoints = endpointsOf(room.vault, workspaceId, integration);
  const tokens = await source.oauth.exchange(endpoints, pending.redirectUri, callbackUrl, {
    url: '',
    state,
    codeVerifier: pending.codeVerifier,
  });
  const sealed = room.vault.seal(JSON.stringify(tokens), grantContext(workspaceId));
  const grantId = await inWorkspace(
    room.db,
    workspaceId,
    async (tx) => await saveGrant(tx, workspaceId, integration.id, sealed, tokens.expiresAt),
  );
  const access = grantTokens(room, source, endpoints, workspaceId, grantId);
  const businesses = await source.accounts(endpoints, access);
  const actor: Actor = { type: 'user', id: pending.userId, name: pending.userName };
  const accounts = await inWorkspace(room.db, workspaceId, async (tx) => {
    const saved: Account[] = [];
    for (const business of businesses)
      saved.push(await addAccount(room, tx, workspaceId, integration, business, grantId));
    await record(
      tx,
      workspaceId,
      actor,
      'integration.authorized',
      { type: 'integration', id: integration.id },
      { source: integration.source, accounts: businesses.map((business) => business.name) },
    );
    return saved;
  });
  for (const account of accounts) {
    const subscription = await source.subscribe(
      endpoints,
      access,
      account.businessRef,
      hookUrl(room, account),
      secretOf(room, account),
    );
    await inWorkspace(
      room.db,
      workspaceId,
      async (tx) => await setSubscription(tx, account.id, subscription),
    );
  }
  return { workspaceId, accounts };
}

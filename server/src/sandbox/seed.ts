import { sql } from 'kysely';
import { type Auth, addMember, createApiKey, createWorkspace, ensureUser } from '../accounts/index.ts';
import { type Connections, connect, listConnections, removeConnection } from '../connections/index.ts';
import {
  clientContext,
  finishAuthorization,
  hookUrl,
  type IntegrationRoom,
  listAccounts,
  listIntegrations,
  saveCategories,
  saveIntegration,
  secretOf,
  startAuthorization,
} from '../integrations/index.ts';
import { listMappings, saveMappings } from '../job-types/index.ts';
import { type Database, inWorkspace, type Vault } from '../platform/index.ts';
import { signIn } from '../sources/thumbtack/simulator/person.ts';
import { thumbtackCategories } from './categories.ts';
import { suggestMapping } from './mapping.ts';
import { people } from './people.ts';
import type { SandboxState } from './state.ts';
import type { WorldAddresses } from './world.ts';

const person = { email: 'owner@example.com', password: 'thumbtack-demo' };

export interface SeedRoom {
  readonly db: Database;
  readonly auth: Auth;
  readonly vault: Vault;
  readonly connections: Connections;
  readonly integrations: IntegrationRoom;
}

export interface DemoSource {
  readonly hookUrl: string;
  readonly headers: Record<string, string>;
  readonly businessId: string;
}

/** Makes the demo workspace, or brings the one of an earlier run up to the addresses of this one. */
export async function seedSandbox(
  room: SeedRoom,
  state: SandboxState,
  addresses: WorldAddresses,
): Promise<{ state: SandboxState; source: DemoSource }> {
  const accounts = await ensurePeople(room, state);
  const { workspaceId } = accounts;
  const apiKey =
    state.apiKey ??
    (
      await createApiKey(room.auth, {
        workspaceId,
        userId: accounts.ownerId,
        name: 'Sandbox',
        role: 'admin',
        expiresInDays: null,
      })
    ).key;
  await ensureConnection(room, workspaceId, addresses);
  await ensureMapping(room, workspaceId);
  const source = await ensureThumbtack(
    room,
    workspaceId,
    { id: accounts.ownerId, name: people[0]?.name ?? '' },
    addresses,
  );
  return { state: { ...state, workspaceId, apiKey }, source };
}

async function ensurePeople(
  room: SeedRoom,
  state: SandboxState,
): Promise<{ workspaceId: string; ownerId: string }> {
  const ids: string[] = [];
  for (const { name, email } of people)
    ids.push((await ensureUser(room.auth, { name, email, password: state.password })).id);
  const [ownerId = ''] = ids;
  const workspaceId =
    state.workspaceId ??
    (await createWorkspace(room.db, { name: 'Summit Home Services', timeZone: 'America/Denver', ownerId }));
  for (const [index, { role }] of people.entries())
    await addMember(room.db.system, workspaceId, ids[index] ?? '', role);
  return { workspaceId, ownerId };
}

async function ensureConnection(
  room: SeedRoom,
  workspaceId: string,
  { emulator }: WorldAddresses,
): Promise<void> {
  await inWorkspace(room.db, workspaceId, async (tx) => {
    for (const stale of (await listConnections(tx)).filter(
      (row) => row.environment === 'emulator' && row.apiUrl !== emulator.url,
    )) {
      // Same company on another port: keep the row, whose application id marks what was made there.
      await sql`update connections set api_url = ${emulator.url}, auth_url = ${emulator.url} where id = ${stale.id}`.execute(
        tx,
      );
    }
    const rows = await listConnections(tx);
    for (const extra of rows.slice(1).filter((row) => row.environment === 'emulator'))
      await removeConnection(tx, extra.id);
    await connect(
      tx,
      room.vault,
      workspaceId,
      {
        name: 'Sandbox company',
        environment: 'emulator',
        apiUrl: emulator.url,
        authUrl: emulator.url,
        tenantId: emulator.tenantId,
        clientId: emulator.clientId,
        clientSecret: emulator.clientSecret,
        appKey: emulator.appKey,
      },
      { sync: true },
    );
  });
}

async function ensureMapping(room: SeedRoom, workspaceId: string): Promise<void> {
  if ((await inWorkspace(room.db, workspaceId, listMappings)).length > 0) return;
  const { client } = await room.connections.need(workspaceId);
  const [jobTypes, units] = await Promise.all([
    client.jpm.jobTypes.getList({ query: { pageSize: 500 } }),
    client.settings.businessUnits.getList({ query: { pageSize: 500 } }),
  ]);
  const wanted = [...new Set(thumbtackCategories.map((category) => category.standardJobTypeId))];
  const mappings = suggestMapping(
    wanted,
    jobTypes.data.map((type) => ({
      id: type.id,
      name: type.name ?? '',
      businessUnitIds: type.businessUnitIds ?? [],
    })),
    units.data.map((unit) => ({ id: unit.id, name: unit.name ?? '' })),
  );
  await inWorkspace(room.db, workspaceId, async (tx) => await saveMappings(tx, workspaceId, mappings));
}

async function ensureThumbtack(
  room: SeedRoom,
  workspaceId: string,
  owner: { id: string; name: string },
  { thumbtack }: WorldAddresses,
): Promise<DemoSource> {
  const { integrations } = room;
  const callback = `${integrations.url()}/integrations/callback/thumbtack`;
  await post(`${thumbtack.url}/_simulate/clients`, {
    clientId: thumbtack.clientId,
    clientSecret: thumbtack.clientSecret,
    redirectUris: [callback],
  });
  const integrationId = await inWorkspace(room.db, workspaceId, async (tx) => {
    const isNew = (await listIntegrations(tx)).length === 0;
    const id = await saveIntegration(tx, workspaceId, {
      source: 'thumbtack',
      apiUrl: thumbtack.apiUrl,
      authorizeUrl: thumbtack.authorizeUrl,
      tokenUrl: thumbtack.tokenUrl,
      clientId: thumbtack.clientId,
      clientSecret: room.vault.seal(thumbtack.clientSecret, clientContext(workspaceId)),
    });
    if (isNew) await saveCategories(tx, workspaceId, { id, source: 'thumbtack' }, thumbtackCategories);
    return id;
  });
  const known = await inWorkspace(room.db, workspaceId, async (tx) => await listAccounts(tx, integrationId));
  if (!known.some((account) => account.grantId !== null)) {
    const back = await signIn(
      await startAuthorization(integrations, workspaceId, integrationId, owner),
      person,
    );
    await finishAuthorization(integrations, back);
  }
  const accounts = await inWorkspace(
    room.db,
    workspaceId,
    async (tx) => await listAccounts(tx, integrationId),
  );
  for (const account of accounts) {
    // The address of this server may have changed since the account was connected.
    const secret = secretOf(integrations, account);
    const auth =
      secret.kind === 'basic'
        ? { username: secret.username, password: secret.password }
        : { header: secret.header, value: secret.value };
    await post(`${thumbtack.url}/_simulate/webhooks`, {
      businessId: account.businessRef,
      webhookURL: hookUrl(integrations, account),
      enabled: true,
      auth,
    });
  }
  const [account] = accounts;
  if (!account) throw new Error('the demo account was not connected');
  const secret = secretOf(integrations, account);
  const headers: Record<string, string> =
    secret.kind === 'basic'
      ? { authorization: `Basic ${Buffer.from(`${secret.username}:${secret.password}`).toString('base64')}` }
      : { [secret.header]: secret.value };
  return {
    hookUrl: hookUrl(integrations, account),
    headers: { ...headers, 'content-type': 'application/json' },
    businessId: account.businessRef,
  };
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}

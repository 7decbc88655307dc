import { randomBytes } from 'node:crypto';
import { createAuth, createWorkspace, ensureUser } from '../../server/src/accounts/index.ts';
import { createApp, createRooms, type Parts } from '../../server/src/app.ts';
import {
  addAccount,
  clientContext,
  findIntegration,
  hookUrl,
  saveCategories,
  saveIntegration,
  secretOf,
} from '../../server/src/integrations/index.ts';
import {
  createLog,
  createMetrics,
  createMutex,
  createVault,
  inWorkspace,
  migrate,
  openDatabase,
  prepareJobs,
  startLive,
  systemClock,
} from '../../server/src/platform/index.ts';
import type { Target } from './client.ts';
import { business, category } from './payload.ts';

/** The real product as `tradepost web` runs it, with one connected Thumbtack business. */

const url = process.env['DATABASE_URL'] ?? '';
const secret = randomBytes(24).toString('base64url');
const log = createLog('info');
const db = openDatabase(url, log);
await prepareJobs(db, log);
await migrate(url);
const live = await startLive(url, log);
const mutex = createMutex(url, log);
let address = 'http://127.0.0.1';
const { auth, close: closeAuth } = createAuth({ databaseUrl: url, secret, url: () => address, log });
const parts: Parts = {
  db,
  auth,
  vault: createVault(secret),
  live,
  mutex,
  clock: systemClock,
  log,
  metrics: createMetrics(),
  version: 'bench',
  url: () => address,
  sandbox: () => null,
};
const rooms = createRooms(parts);
const app = await createApp(parts, rooms);
address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.(await connectBusiness());

process.once('disconnect', async () => {
  await rooms.connections.close();
  await app.close();
  await live.close();
  await mutex.close();
  await closeAuth();
  await db.close();
});

async function connectBusiness(): Promise<Target> {
  const owner = await ensureUser(auth, { name: 'Owner', email: 'owner@example.com', password: secret });
  const workspaceId = await createWorkspace(db, {
    name: 'Front Range',
    timeZone: 'America/Denver',
    ownerId: owner.id,
  });
  return await inWorkspace(db, workspaceId, async (tx) => {
    const integrationId = await saveIntegration(tx, workspaceId, {
      source: 'thumbtack',
      // Nothing calls the source in this race.
      apiUrl: 'http://127.0.0.1:9/api/v4',
      authorizeUrl: 'http://127.0.0.1:9/oauth2/auth',
      tokenUrl: 'http://127.0.0.1:9/oauth2/token',
      clientId: 'client',
      clientSecret: parts.vault.seal(secret, clientContext(workspaceId)),
    });
    const integration = await findIntegration(tx, integrationId);
    if (!integration) throw new Error('the integration was not saved');
    await saveCategories(tx, workspaceId, integration, [
      { ...category, standardJobTypeId: 'plumbing.unclog-drain' },
    ]);
    const account = await addAccount(
      parts,
      tx,
      workspaceId,
      integration,
      { ...business, imageUrl: null },
      null,
    );
    const pair = secretOf(parts, account);
    if (pair.kind !== 'basic') throw new Error('expected a Basic pair');
    const hook = new URL(hookUrl(parts, account));
    return {
      port: Number(hook.port),
      path: hook.pathname,
      authorization: `Basic ${Buffer.from(`${pair.username}:${pair.password}`).toString('base64')}`,
    };
  });
}

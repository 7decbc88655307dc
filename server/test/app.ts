import {
  addMember,
  createApiKey,
  createAuth,
  createWorkspace,
  ensureUser,
  type Role,
} from '../src/accounts/index.ts';
import { createApp, createRooms, type Parts } from '../src/app.ts';
import {
  type Clock,
  createLog,
  createMetrics,
  createMutex,
  createVault,
  type Http,
  startLive,
  systemClock,
} from '../src/platform/index.ts';
import { createDatabase } from './database.ts';
import type { Row } from './json.ts';

/** A parsed answer; tests look into it freely and say by their expectations what it must hold. */
export interface Answer {
  readonly status: number;
  readonly body: Row;
}

export interface TestApp {
  readonly app: Http;
  readonly parts: Parts;
  readonly rooms: ReturnType<typeof createRooms>;
  /** Makes a workspace with its owner; answers an admin's API key. */
  workspace(name: string): Promise<{ workspaceId: string; ownerId: string; key: string }>;
  /** A person with a role in the workspace, signed in: the cookie to send. */
  member(workspaceId: string, role: Role): Promise<{ userId: string; email: string; cookie: string }>;
  /** A call as an API key or a signed-in person. */
  call(
    who: { key?: string; cookie?: string },
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
  ): Promise<Answer>;
  /** Opens a port on loopback, for sources that deliver by themselves. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export const password = 'correct horse battery';

/** The whole product on a database of its own, without listening: requests go in by `inject`. */
export async function createTestApp(options: { clock?: Clock } = {}): Promise<TestApp> {
  const { db, url: databaseUrl, drop } = await createDatabase();
  const log = createLog('silent');
  const secret = 'a test secret of some length';
  let url = 'http://tradepost.test';
  const { auth, close: closeAuth } = createAuth({ databaseUrl, secret, url: () => url, log });
  const live = await startLive(databaseUrl, log);
  const mutex = createMutex(databaseUrl, log);
  const parts: Parts = {
    db,
    auth,
    vault: createVault(secret),
    live,
    mutex,
    clock: options.clock ?? systemClock,
    log,
    metrics: createMetrics(),
    version: 'test',
    url: () => url,
    sandbox: () => null,
  };
  const rooms = createRooms(parts);
  const app = await createApp(parts, rooms);
  await app.ready();
  let people = 0;
  return {
    app,
    parts,
    rooms,
    async workspace(name) {
      const owner = await ensureUser(auth, {
        name: `Owner of ${name}`,
        email: `owner-${(people += 1)}@example.com`,
        password,
      });
      const workspaceId = await createWorkspace(db, { name, timeZone: 'America/Denver', ownerId: owner.id });
      const { key } = await createApiKey(auth, {
        workspaceId,
        userId: owner.id,
        name: 'test',
        role: 'admin',
        expiresInDays: null,
      });
      return { workspaceId, ownerId: owner.id, key };
    },
    async member(workspaceId, role) {
      const email = `${role}-${(people += 1)}@example.com`;
      const user = await ensureUser(auth, { name: `A ${role}`, email, password });
      await addMember(db.system, workspaceId, user.id, role);
      const answer = await app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload: { email, password },
      });
      const cookie = answer.cookies.map((item) => `${item.name}=${item.value}`).join('; ');
      return { userId: user.id, email, cookie };
    },
    async call(who, method, target, body) {
      const headers: Record<string, string> = {};
      if (who.key) headers['authorization'] = `Bearer ${who.key}`;
      if (who.cookie) headers['cookie'] = who.cookie;
      const answer = await app.inject({
        method,
        url: target,
        headers,
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const isJson = /json/.test(String(answer.headers['content-type'] ?? ''));
      return {
        status: answer.statusCode,
        body: isJson && answer.body ? JSON.parse(answer.body) : answer.body,
      };
    },
    async listen() {
      url = await app.listen({ host: '127.0.0.1', port: 0 });
      return url;
    },
    async close() {
      await rooms.connections.close();
      await app.close();
      await live.close();
      await mutex.close();
      await closeAuth();
      await drop();
    },
  };
}

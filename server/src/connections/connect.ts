import { type Client, createClient } from 'servicetitan';
import {
  announce,
  type Database,
  inWorkspace,
  type Live,
  type Metrics,
  Problem,
  type Tx,
  type Vault,
} from '../platform/index.ts';
import { type Connection, listConnections, saveConnection } from './store.ts';

/** A workspace's ServiceTitan, ready to be called. */
export interface ServiceTitan {
  readonly client: Client;
  /** Under which Tradepost marks what it makes there, so as to find it again. */
  readonly applicationGuid: string;
  /**
   * How long a call whose answer was lost may still be at work over there. ServiceTitan ends a call after 100 s
   * (reference, Errors); the emulator answers at once.
   */
  readonly settle: Temporal.Duration;
  /** Where a person opens a job; `{jobId}` is to be replaced. */
  readonly jobUrl: string;
}

export interface Connections {
  /** Null when the workspace is not connected. */
  find(workspaceId: string): Promise<ServiceTitan | null>;
  /** Throws a problem that says what to do when the workspace is not connected. */
  need(workspaceId: string): Promise<ServiceTitan>;
  close(): void;
}

function sealConnection(
  vault: Vault,
  workspaceId: string,
  secrets: { clientSecret: string; appKey: string },
): { clientSecret: string; appKey: string } {
  const context = `connection:${workspaceId}`;
  return {
    clientSecret: vault.seal(secrets.clientSecret, context),
    appKey: vault.seal(secrets.appKey, context),
  };
}

/** Stores a connection with its secrets sealed and lets every process know. */
export async function connect(
  tx: Tx,
  vault: Vault,
  workspaceId: string,
  connection: Omit<Connection, 'id' | 'applicationGuid'>,
): Promise<string> {
  const id = await saveConnection(tx, workspaceId, {
    ...connection,
    ...sealConnection(vault, workspaceId, connection),
  });
  await announce(tx, { workspaceId, type: 'connection.changed', ids: [id] });
  return id;
}

/** Keeps one client per workspace, so that its token and request budget are shared by all callers of the process. */
export function createConnections(room: {
  db: Database;
  vault: Vault;
  live: Live;
  metrics: Metrics;
}): Connections {
  const open = new Map<string, ServiceTitan>();
  const stop = room.live.subscribeAll((change) => {
    if (change.type === 'connection.changed') open.delete(change.workspaceId);
    if (change.type === 'resync') open.clear();
  });
  const find = async (workspaceId: string): Promise<ServiceTitan | null> => {
    const known = open.get(workspaceId);
    if (known) return known;
    const [row] = await inWorkspace(room.db, workspaceId, listConnections);
    if (!row) return null;
    const context = `connection:${workspaceId}`;
    const opened: ServiceTitan = {
      client: createClient({
        apiUrl: row.apiUrl,
        authUrl: row.authUrl,
        tenantId: row.tenantId,
        clientId: row.clientId,
        clientSecret: room.vault.open(row.clientSecret, context),
        appKey: room.vault.open(row.appKey, context),
        onRequest: ({ operation, status }) =>
          room.metrics.serviceTitanCalls.inc({ operation, status: String(status ?? 'none') }),
      }),
      applicationGuid: row.applicationGuid,
      settle: Temporal.Duration.from({ seconds: row.environment === 'emulator' ? 5 : 100 }),
      jobUrl: jobUrlOf(row),
    };
    open.set(workspaceId, opened);
    return opened;
  };
  return {
    find,
    async need(workspaceId) {
      const found = await find(workspaceId);
      if (!found)
        throw new Problem(
          409,
          'servicetitan_not_connected',
          'This workspace is not connected to ServiceTitan yet. Connect it under Settings.',
        );
      return found;
    },
    close: stop,
  };
}

function jobUrlOf(connection: Connection): string {
  if (connection.environment === 'production') return 'https://go.servicetitan.com/#/Job/Index/{jobId}';
  if (connection.environment === 'integration')
    return 'https://integration.servicetitan.com/#/Job/Index/{jobId}';
  return `${connection.apiUrl}/_emulator/jobs/{jobId}`;
}

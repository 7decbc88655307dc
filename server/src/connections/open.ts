import type { Client } from 'servicetitan';
import {
  type Clock,
  type Database,
  inWorkspace,
  type Live,
  type Logger,
  type Metrics,
  Problem,
  type Vault,
} from '../platform/index.ts';
import { type Budgets, createBudgets } from './budget/budget.ts';
import { createMeter, type Meter } from './budget/meter.ts';
import { clientOf, openSecrets } from './connect.ts';
import { type Access, type Connection, findConnection, isComplete, listConnections } from './store.ts';

/** A workspace's ServiceTitan, ready to be called. */
export interface ServiceTitan {
  readonly connectionId: string;
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
  /** The workspace's first active connection. Null when it is not connected. */
  find(workspaceId: string): Promise<ServiceTitan | null>;
  /** Throws a problem that says what to do when the workspace is not connected. */
  need(workspaceId: string): Promise<ServiceTitan>;
  /** One connection of several. Null for a draft, and while it is paused. */
  open(workspaceId: string, connectionId: string): Promise<ServiceTitan | null>;
  /** Also a draft and a paused one, so as to look before it is switched on. Null while credentials are missing. */
  openDraft(workspaceId: string, connectionId: string): Promise<ServiceTitan | null>;
  /** The limits of requests, kept with all other processes (B31). */
  readonly budgets: Budgets;
  readonly meter: Meter;
  close(): Promise<void>;
}

/** Keeps one client per connection, so that its token is shared by all callers of the process. */
export function createConnections(room: {
  db: Database;
  vault: Vault;
  live: Live;
  metrics: Metrics;
  clock: Clock;
  log: Logger;
}): Connections {
  const known = new Map<string, Map<string, ServiceTitan>>();
  const budgets = createBudgets(room.db.relaxedPool, room.log);
  const meter = createMeter({ ...room, pool: room.db.systemPool });
  /** Counts changes: what was read before one must not be kept after it. */
  let changes = 0;
  const stop = room.live.subscribeAll((change) => {
    if (change.type !== 'connection.changed' && change.type !== 'resync') return;
    changes += 1;
    if (change.type === 'resync') known.clear();
    else known.delete(change.workspaceId);
  });

  async function active(
    workspaceId: string,
    has: (opened: ReadonlyMap<string, ServiceTitan>) => boolean,
  ): Promise<ReadonlyMap<string, ServiceTitan>> {
    const kept = known.get(workspaceId);
    if (kept && has(kept)) return kept;
    const seen = changes;
    const rows = await inWorkspace(room.db, workspaceId, listConnections);
    const opened = new Map(
      rows.filter(({ status }) => status === 'active').map((row) => [row.id, ready(workspaceId, row)]),
    );
    if (seen === changes) known.set(workspaceId, opened);
    return opened;
  }

  function ready(workspaceId: string, row: Connection): ServiceTitan {
    // Active ones have all of it: a constraint of the table says so.
    const access = { ...row, ...openSecrets(room.vault, workspaceId, row) } as Access;
    return {
      connectionId: row.id,
      client: clientOf(access, budgets, {
        onRequest: (event) => {
          room.metrics.serviceTitanCalls.inc({
            operation: event.operation,
            status: String(event.status ?? 'none'),
          });
          meter.count(workspaceId, row.id, event);
        },
      }),
      applicationGuid: row.applicationGuid,
      settle: Temporal.Duration.from({ seconds: row.environment === 'emulator' ? 5 : 100 }),
      jobUrl: jobUrlOf(row),
    };
  }

  const find = async (workspaceId: string): Promise<ServiceTitan | null> => {
    const [first] = (await active(workspaceId, (opened) => opened.size > 0)).values();
    return first ?? null;
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
    async open(workspaceId, connectionId) {
      return (await active(workspaceId, (opened) => opened.has(connectionId))).get(connectionId) ?? null;
    },
    async openDraft(workspaceId, connectionId) {
      const row = await inWorkspace(
        room.db,
        workspaceId,
        async (tx) => await findConnection(tx, connectionId),
      );
      return row && isComplete(row) ? ready(workspaceId, row) : null;
    },
    budgets,
    meter,
    async close() {
      stop();
      budgets.close();
      await meter.close();
    },
  };
}

function jobUrlOf(connection: Connection): string {
  if (connection.environment === 'production') return 'https://go.servicetitan.com/#/Job/Index/{jobId}';
  if (connection.environment === 'integration')
    return 'https://integration.servicetitan.com/#/Job/Index/{jobId}';
  return `${connection.apiUrl}/_emulator/jobs/{jobId}`;
}

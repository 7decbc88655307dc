import { sql } from 'kysely';
import { DEFAULT_RATE } from 'servicetitan';
import { z } from 'zod';
import { principalOf } from '../../accounts/index.ts';
import { inWorkspace, type Routes } from '../../platform/index.ts';
import { openSecrets } from '../connect.ts';
import { type ConnectionRoom, needConnection } from '../wizard.ts';
import { usageOfHour, usageOfToday } from './usage.ts';

const lane = z.number().int();
const budget = z.object({
  limitPerSecond: z.number().int(),
  now: z.object({ perSecond: z.number().int(), waiting: z.number().int() }),
  lastHour: z.array(z.object({ minute: z.string(), live: lane, background: lane, throttled: lane })),
  today: z.object({ requests: lane, throttled: lane, failed: lane }),
});

/** The meter of the API budget (B31). */
export function budgetRoutes(app: Routes, room: ConnectionRoom): void {
  app.get(
    '/api/v1/connections/:id/budget',
    {
      config: { access: 'connections:read' },
      schema: {
        tags: ['connections'],
        params: z.object({ id: z.uuid() }),
        response: { 200: budget },
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { id } = request.params;
      const now = new Date(room.clock.now().epochMilliseconds);
      // What this process counted and did not write down yet belongs to the picture.
      await room.connections.meter.flush();
      const { connection, lastHour, today } = await inWorkspace(room.db, workspaceId, async (tx) => ({
        connection: await needConnection(tx, id),
        lastHour: await usageOfHour(tx, id, now),
        today: await usageOfToday(tx, id, now),
      }));
      const { appKey } = openSecrets(room.vault, workspaceId, connection);
      return {
        limitPerSecond: DEFAULT_RATE.requests,
        now:
          appKey && connection.tenantId
            ? await momentOf(connection.apiUrl, appKey, connection.tenantId)
            : { perSecond: 0, waiting: 0 },
        lastHour,
        today,
      };
    },
  );

  /** Over all processes, as the shared window has it. */
  async function momentOf(apiUrl: string, appKey: string, tenantId: string) {
    const { budgets } = room.connections;
    const { rows } = await sql<{ perSecond: number; waiting: number }>`
      select (select count(*)::integer from unnest(gone) as g where g + slot > n.ms - 1000) as "perSecond",
        case when greatest(live_waits_until, background_waits_until) > n.ms then waiting else 0 end as waiting
      from api_budgets, (select extract(epoch from clock_timestamp()) * 1000 as ms) as n
      where budget_key = ${budgets.keyOf(apiUrl, appKey, tenantId)}`.execute(room.db.system);
    const here = budgets.of(apiUrl, appKey, tenantId).waiting();
    return {
      perSecond: rows[0]?.perSecond ?? 0,
      waiting: Math.max(here, rows[0]?.waiting ?? 0),
    };
  }
}

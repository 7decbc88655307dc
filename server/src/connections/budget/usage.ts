import { sql } from 'kysely';
import type { Tx } from '../../platform/index.ts';

/** The last sixty minutes, oldest first, the quiet ones too. */
export async function usageOfHour(
  tx: Tx,
  connectionId: string,
  now: Date,
): Promise<{ minute: string; live: number; background: number; throttled: number }[]> {
  const { rows } = await sql<{ minute: Date; live: number; background: number; throttled: number }>`
    select m.minute, coalesce(sum(u.requests) filter (where u.priority = 'live'), 0)::integer as live,
      coalesce(sum(u.requests) filter (where u.priority = 'background'), 0)::integer as background,
      coalesce(sum(u.throttled), 0)::integer as throttled
    from generate_series(date_trunc('minute', ${now}::timestamptz) - interval '59 minutes', date_trunc('minute', ${now}::timestamptz), interval '1 minute') as m(minute)
    left join api_usage u on u.workspace_id = current_workspace() and u.connection_id = ${connectionId} and u.minute = m.minute
    group by m.minute order by m.minute`.execute(tx);
  return rows.map((row) => ({ ...row, minute: row.minute.toISOString() }));
}

/** Since midnight in the workspace's zone. */
export async function usageOfToday(
  tx: Tx,
  connectionId: string,
  now: Date,
): Promise<{ requests: number; throttled: number; failed: number }> {
  const { rows } = await sql<{ requests: number; throttled: number; failed: number }>`
    select coalesce(sum(requests), 0)::integer as requests, coalesce(sum(throttled), 0)::integer as throttled, coalesce(sum(failed), 0)::integer as failed
    from api_usage
    where workspace_id = current_workspace() and connection_id = ${connectionId}
      and minute >= date_trunc('day', ${now}::timestamptz, coalesce((select time_zone from workspaces where workspace_id = current_workspace()), 'UTC'))`.execute(
    tx,
  );
  return rows[0] ?? { requests: 0, throttled: 0, failed: 0 };
}

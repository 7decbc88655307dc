import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, type Tx } from '../../platform/index.ts';
import { defaultSettings, type Settings } from './settings.ts';

/** Settings with the number they are known by. */
export interface SettingsVersion {
  /** 0: nobody chose anything yet, the defaults hold. */
  readonly version: number;
  readonly settings: Settings;
}

/** The settings of a connection as they hold now. */
export async function readSettings(tx: Tx, connectionId: string): Promise<SettingsVersion> {
  const { rows } = await sql<SettingsVersion>`
    select version, settings from connection_settings
    where workspace_id = current_workspace() and connection_id = ${connectionId}
    order by version desc limit 1`.execute(tx);
  return rows[0] ?? { version: 0, settings: defaultSettings() };
}

/** Keeps a version after `version`; the caller holds the connection's row, so that no two get one number. */
export async function addSettings(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  version: number,
  settings: Settings,
  by: { actor: Actor; comment: string | null },
): Promise<void> {
  await sql`
    insert into connection_settings (workspace_id, connection_id, version, settings, actor, comment)
    values (${workspaceId}, ${connectionId}, ${version + 1}, ${JSON.stringify(settings)}::jsonb, ${JSON.stringify(by.actor)}::jsonb, ${by.comment})`.execute(
    tx,
  );
}

export interface StoredVersion {
  readonly version: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly comment: string | null;
  readonly settings: Settings;
  readonly before: Settings | null;
}

/** Every version with the one before it, newest first. */
export async function listVersions(
  tx: Tx,
  connectionId: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ data: StoredVersion[]; nextCursor: string | null }> {
  const below = page.cursor ? decodeCursor(page.cursor, [z.string().regex(/^\d{1,9}$/)])[0] : null;
  const { rows } = await sql<StoredVersion>`
    select s.version, s.created_at as at, s.actor, s.comment, s.settings, p.settings as before
    from connection_settings s
    left join connection_settings p on p.workspace_id = s.workspace_id and p.connection_id = s.connection_id and p.version = s.version - 1
    where s.workspace_id = current_workspace() and s.connection_id = ${connectionId}
      and (${below}::integer is null or s.version < ${below}::integer)
    order by s.version desc
    limit ${page.limit + 1}`.execute(tx);
  const data = rows.slice(0, page.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > page.limit && last ? encodeCursor([String(last.version)]) : null };
}

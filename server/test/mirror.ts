import { createHash } from 'node:crypto';
import { connect } from '../src/connections/index.ts';
import { inWorkspace } from '../src/platform/index.ts';
import { resources } from '../src/sync/index.ts';
import type { TestApp } from './app.ts';

export type Body = Readonly<Record<string, unknown>>;
type Key = keyof typeof resources;

/** A connection whose mirror a test writes by itself: nothing is fetched. */
export interface Fixture {
  readonly where: { readonly workspaceId: string; readonly connectionId: string };
  readonly key: string;
  /** Puts records there as the sync does: with what they were before, and a note for the rooms above. Bodies as text go in as they are. */
  put(resource: Key, ...bodies: readonly (Body | string)[]): Promise<void>;
  /** Marks records as no longer given out. */
  remove(resource: Key, ...ids: readonly (number | string)[]): Promise<void>;
  settings(settings: object): Promise<void>;
  rows<Row>(text: string): Promise<Row[]>;
}

const at = (body: Body, path: readonly string[] | undefined): unknown =>
  path?.reduce<unknown>((value, name) => (value as Body | null | undefined)?.[name], body) ?? null;

export async function createFixture(house: TestApp, name = 'Fixture'): Promise<Fixture> {
  const { workspaceId, key } = await house.workspace(name);
  const { db, vault } = house.parts;
  await inWorkspace(db, workspaceId, async (tx) => {
    await connect(tx, vault, workspaceId, {
      name,
      environment: 'emulator',
      apiUrl: 'http://127.0.0.1:9',
      authUrl: 'http://127.0.0.1:9',
      tenantId: String(Math.floor(Math.random() * 1e9)),
      clientId: 'c',
      clientSecret: 's',
      appKey: 'a',
    });
  });
  const { rows: found } = await db.systemPool.query('select id from connections where workspace_id = $1', [
    workspaceId,
  ]);
  const connectionId = found[0].id as string;
  const note = async (resource: string, ids: readonly string[]): Promise<void> => {
    await db.systemPool.query(
      'insert into mirror_changes (workspace_id, connection_id, resource, ids) values ($1, $2, $3, $4)',
      [workspaceId, connectionId, resource, ids],
    );
  };
  return {
    where: { workspaceId, connectionId },
    key,
    async put(resource, ...bodies) {
      const described = resources[resource];
      const rows = bodies.map((given) => {
        const text = typeof given === 'string' ? given : JSON.stringify(given);
        const body = JSON.parse(text) as Body;
        return {
          id: /^\{"id":(\d+)/.exec(text)?.[1] ?? String(body[described.key ?? 'id']),
          owner: at(body, described.owner?.path),
          customer: at(body, described.customer),
          location: at(body, described.location),
          active: body['active'] !== false,
          hash: createHash('md5').update(text).digest('hex'),
          text,
        };
      });
      const ids = rows.map(({ id }) => id);
      await db.systemPool.query(
        `insert into mirror_history (workspace_id, connection_id, resource, id, changed_at, before)
         select workspace_id, connection_id, resource, id, clock_timestamp(), body from mirror
         where workspace_id = $1 and connection_id = $2 and resource = $3 and id = any($4::bigint[])`,
        [workspaceId, connectionId, resource, ids],
      );
      await db.systemPool.query(
        `insert into mirror (workspace_id, connection_id, resource, id, owner_id, customer_id, location_id, active, hash, body, fetched_at)
         select $1, $2, $3, id, owner, customer, location, active, hash, text::json, now()
         from json_to_recordset($4) as r(id bigint, owner bigint, customer bigint, location bigint, active boolean, hash uuid, text text)
         on conflict (workspace_id, connection_id, resource, id) do update set owner_id = excluded.owner_id, customer_id = excluded.customer_id,
           location_id = excluded.location_id, active = excluded.active, hash = excluded.hash, body = excluded.body, deleted_at = null`,
        [workspaceId, connectionId, resource, JSON.stringify(rows)],
      );
      await note(resource, ids);
    },
    async remove(resource, ...ids) {
      await db.systemPool.query(
        'update mirror set deleted_at = now() where workspace_id = $1 and connection_id = $2 and resource = $3 and id = any($4::bigint[])',
        [workspaceId, connectionId, resource, ids],
      );
      await note(resource, ids.map(String));
    },
    async settings(settings) {
      await db.systemPool.query(
        `insert into connection_settings (workspace_id, connection_id, version, settings, actor) 
         select $1, $2, coalesce(max(version), 0) + 1, $3::jsonb, '{}' from connection_settings where workspace_id = $1 and connection_id = $2`,
        [workspaceId, connectionId, JSON.stringify(settings)],
      );
    },
    rows: async (text) =>
      (
        await db.systemPool.query(
          text.replaceAll('$where', `workspace_id = '${workspaceId}' and connection_id = '${connectionId}'`),
        )
      ).rows,
  };
}

import { type RawBuilder, sql } from 'kysely';
import { type LinkedPerson, readLink } from '../contacts/index.ts';
import { announce, type Tx, textArray } from '../platform/index.ts';
import type { Model } from './build/details.ts';

export interface BuiltOpportunity {
  readonly externalId: string;
  readonly externalContactId: string | null;
  readonly contactId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly externalCreatedAt: string | null;
  readonly externalUpdatedAt: string | null;
  readonly updatedFrom: string | null;
  readonly title: string;
  /** JSON text. */
  readonly details: string;
  readonly hash: string;
}

export interface Written {
  readonly created: readonly string[];
  readonly replaced: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/**
 * Writes opportunities with one statement: those that are new (H39) and those whose hash differs, whole (H38), with what
 * they were before (B24). What is the same is not written.
 */
export async function writeOpportunities(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  model: Model,
  built: readonly BuiltOpportunity[],
): Promise<Omit<Written, 'removed'>> {
  if (built.length === 0) return { created: [], replaced: [], unchanged: 0 };
  const column = <Key extends keyof BuiltOpportunity>(key: Key) => built.map((one) => one[key]);
  // PostgreSQL keeps six digits and would round the seventh up, past the end of year 9999 if need be.
  const times = (key: 'externalCreatedAt' | 'externalUpdatedAt') =>
    built.map((one) => one[key]?.replace(/(\.\d{6})\d+/, '$1') ?? null);
  const { rows } = await sql<{ id: string; externalId: string; isNew: boolean }>`
    with r as materialized (
      select * from unnest(${column('externalId')}::bigint[], ${column('externalContactId')}::bigint[], ${column('contactId')}::uuid[], ${column('firstName')}::text[],
        ${column('lastName')}::text[], ${column('email')}::text[], ${column('phone')}::text[], ${times('externalCreatedAt')}::timestamptz[],
        ${times('externalUpdatedAt')}::timestamptz[], ${column('updatedFrom')}::text[], ${column('title')}::text[], ${column('hash')}::text[],
        ${textArray(column('details'))}::text[])
        as r(external_id, external_contact_id, contact_id, first_name, last_name, email, phone, external_created_at, external_updated_at, updated_from, title, hash, details)
    ), written as (
      insert into opportunities as o (workspace_id, connection_id, model, external_id, external_contact_id, contact_id, first_name, last_name, email, phone,
        external_created_at, external_updated_at, updated_from, title, hash, details)
      select ${workspaceId}, ${connectionId}, ${model}, r.external_id, r.external_contact_id, r.contact_id, r.first_name, r.last_name, r.email, r.phone,
        r.external_created_at, r.external_updated_at, r.updated_from, r.title, r.hash, r.details::json
      from r left join lateral (
        select hash, contact_id from opportunities
        where workspace_id = ${workspaceId} and connection_id = ${connectionId} and model = ${model} and external_id = r.external_id limit 1
      ) k on true
      where k.hash is null or k.hash <> r.hash or k.contact_id is distinct from r.contact_id
      order by r.external_id
      on conflict (workspace_id, connection_id, model, external_id) do update set external_contact_id = excluded.external_contact_id,
        contact_id = excluded.contact_id, first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email, phone = excluded.phone,
        external_created_at = excluded.external_created_at, external_updated_at = excluded.external_updated_at, updated_from = excluded.updated_from,
        title = excluded.title, hash = excluded.hash, details = excluded.details, updated_at = now()
      returning new.id, new.external_id, old.id is null as is_new, old.details as before
    ), history as (
      insert into opportunity_history (workspace_id, connection_id, model, external_id, at, kind, before)
      select ${workspaceId}, ${connectionId}, ${model}, external_id, now(), 'replaced', before from written where not is_new on conflict do nothing
    )
    select id, external_id as "externalId", is_new as "isNew" from written`.execute(tx);
  await announce(tx, { workspaceId, type: 'opportunity.changed', ids: rows.map(({ id }) => id) });
  return {
    created: rows.filter(({ isNew }) => isNew).map(({ externalId }) => externalId),
    replaced: rows.filter(({ isNew }) => !isNew).map(({ externalId }) => externalId),
    unchanged: built.length - rows.length,
  };
}

/** Takes opportunities away whose base is deleted, inactive or not selected any more; what they were is kept. */
export async function removeOpportunities(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  model: Model,
  externalIds: readonly string[],
): Promise<string[]> {
  if (externalIds.length === 0) return [];
  const { rows } = await sql<{ id: string; externalId: string }>`
    with gone as (
      delete from opportunities
      where workspace_id = ${workspaceId} and connection_id = ${connectionId} and model = ${model} and external_id = any(${externalIds}::bigint[])
      returning id, external_id, details
    ), history as (
      insert into opportunity_history (workspace_id, connection_id, model, external_id, at, kind, before)
      select ${workspaceId}, ${connectionId}, ${model}, external_id, now(), 'removed', details from gone on conflict do nothing
    )
    select id, external_id as "externalId" from gone`.execute(tx);
  await announce(tx, { workspaceId, type: 'opportunity.changed', ids: rows.map(({ id }) => id) });
  return rows.map(({ externalId }) => externalId);
}

/** Lets opportunities follow customers and callers that stand on another contact now (GH-11, B23). */
export async function repointLinks(tx: Tx, connectionId: string, links: readonly string[]): Promise<void> {
  const named = links.map(readLink);
  const follow = async (kind: LinkedPerson['kind'], isOfLink: RawBuilder<unknown>): Promise<void> => {
    const keys = named.filter((link) => link.kind === kind).map(({ key }) => key);
    if (keys.length === 0) return;
    await sql`
      update opportunities o set contact_id = l.contact_id, updated_at = now()
      from contact_links l
      where l.workspace_id = current_workspace() and l.connection_id = ${connectionId} and l.kind = ${kind} and l.key = any(${keys}::text[])
        and o.workspace_id = l.workspace_id and o.connection_id = l.connection_id and ${isOfLink}
        and o.contact_id is distinct from l.contact_id`.execute(tx);
  };
  await follow('customer', sql`o.external_contact_id = l.key::bigint`);
  await follow('caller', sql`o.model = 'call' and o.external_contact_id is null and o.phone = l.key`);
}

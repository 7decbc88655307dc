import { sql } from 'kysely';
import type { Actor } from '../../accounts/index.ts';
import type { Sql, Tx } from '../../platform/index.ts';
import type { AcceptRequest } from './request.ts';

export type Step = 'customer' | 'location' | 'job';

export interface Acceptance {
  readonly bookingId: string;
  readonly state: 'running' | 'refused' | 'done';
  readonly request: AcceptRequest;
  readonly actor: Actor;
  readonly customerId: string | null;
  readonly customerStartedAt: Date | null;
  readonly customerMadeFor: string | null;
  readonly locationId: string | null;
  readonly locationStartedAt: Date | null;
  readonly locationMadeFor: string | null;
  readonly jobId: string | null;
  readonly jobStartedAt: Date | null;
  readonly trouble: string | null;
  readonly attempts: number;
}

const columns = sql`booking_id as "bookingId", state, request, actor, customer_id as "customerId", customer_started_at as "customerStartedAt", customer_made_for as "customerMadeFor",
  location_id as "locationId", location_started_at as "locationStartedAt", location_made_for as "locationMadeFor", job_id as "jobId", job_started_at as "jobStartedAt", trouble, attempts`;

export async function findAcceptance(tx: Tx, bookingId: string): Promise<Acceptance | null> {
  return (
    (await sql<Acceptance>`select ${columns} from acceptances where booking_id = ${bookingId}`.execute(tx))
      .rows[0] ?? null
  );
}

/**
 * Starts an acceptance, or starts it again after a refusal. What the refused one had found is forgotten; what it had
 * made stays, to be taken up when the new request is for the same person and place.
 */
export async function startAcceptance(
  tx: Tx,
  workspaceId: string,
  bookingId: string,
  request: AcceptRequest,
  actor: Actor,
): Promise<void> {
  await sql`
    insert into acceptances (workspace_id, booking_id, state, request, actor)
    values (${workspaceId}, ${bookingId}, 'running', ${JSON.stringify(request)}::jsonb, ${JSON.stringify(actor)}::jsonb)
    on conflict (workspace_id, booking_id) do update set state = 'running', request = excluded.request, actor = excluded.actor, trouble = null, attempts = 0, updated_at = now(),
      customer_id = case when acceptances.customer_made_for is not null then acceptances.customer_id end,
      location_id = case when acceptances.location_made_for is not null then acceptances.location_id end`.execute(
    tx,
  );
}

const started: Record<Step, ReturnType<typeof sql.ref>> = {
  customer: sql.ref('customer_started_at'),
  location: sql.ref('location_started_at'),
  job: sql.ref('job_started_at'),
};

/** Marks that the call of a step is about to be made. Committed before the call. */
export async function markStarted(tx: Tx, bookingId: string, step: Step, at: Date): Promise<void> {
  await sql`update acceptances set ${started[step]} = ${at}, updated_at = now() where booking_id = ${bookingId}`.execute(
    tx,
  );
}

/** The call was surely not carried out: nothing to look for. */
export async function clearStarted(tx: Tx, bookingId: string, step: Step): Promise<void> {
  await sql`update acceptances set ${started[step]} = null, updated_at = now() where booking_id = ${bookingId}`.execute(
    tx,
  );
}

/** `madeFor` says for whom it was made; null when it was found. A location of another customer is of no use any more. */
export async function saveCustomer(
  tx: Tx,
  bookingId: string,
  customerId: string | null,
  madeFor: string | null,
): Promise<void> {
  await sql`update acceptances set customer_id = ${customerId}, customer_made_for = ${madeFor}, customer_started_at = null, updated_at = now(),
      location_id = case when customer_id = ${customerId} then location_id end
    where booking_id = ${bookingId}`.execute(tx);
}

export async function saveLocation(
  tx: Tx,
  bookingId: string,
  locationId: string | null,
  madeFor: string | null,
): Promise<void> {
  await sql`update acceptances set location_id = ${locationId}, location_made_for = ${madeFor}, location_started_at = null, updated_at = now() where booking_id = ${bookingId}`.execute(
    tx,
  );
}

export async function saveJob(tx: Tx, bookingId: string, jobId: string, jobNumber: string): Promise<void> {
  await sql`update acceptances set job_id = ${jobId}, job_number = ${jobNumber}, state = 'done', trouble = null, updated_at = now() where booking_id = ${bookingId}`.execute(
    tx,
  );
}

export async function saveTrouble(
  tx: Tx,
  bookingId: string,
  trouble: string,
  state: 'running' | 'refused',
): Promise<void> {
  await sql`update acceptances set trouble = ${trouble}, state = ${state}, attempts = attempts + 1, updated_at = now() where booking_id = ${bookingId}`.execute(
    tx,
  );
}

/** Acceptances of all workspaces that are under way; with `idle`, only those that nothing has moved for that long. */
export async function runningAcceptances(
  system: Sql,
  idleSeconds: number,
): Promise<{ workspaceId: string; bookingId: string }[]> {
  const { rows } = await sql<{ workspaceId: string; bookingId: string }>`
    select workspace_id as "workspaceId", booking_id as "bookingId" from acceptances
    where state = 'running' and updated_at <= now() - make_interval(secs => ${idleSeconds}) order by updated_at limit 500`.execute(
    system,
  );
  return rows;
}

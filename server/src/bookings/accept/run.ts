import { ServiceTitanError } from 'servicetitan';
import { record } from '../../accounts/index.ts';
import { type Connections, type ServiceTitan, serviceTitanProblem } from '../../connections/index.ts';
import {
  announce,
  type Clock,
  type Database,
  enqueue,
  inWorkspace,
  type Logger,
  type Mutex,
  Problem,
  type Tx,
} from '../../platform/index.ts';
import { type BookingRecord, findBooking, moveBooking } from '../store.ts';
import { findCustomers, findLocations, findMadeCustomer, findMadeJob, findMadeLocation } from './lookup.ts';
import {
  chooseCustomer,
  chooseLocation,
  externalData,
  newCustomer,
  newJob,
  newLocation,
  type Place,
  personOf,
  placeOf,
} from './plan.ts';
import {
  type Acceptance,
  clearStarted,
  findAcceptance,
  markStarted,
  type Step,
  saveCustomer,
  saveJob,
  saveLocation,
  saveTrouble,
} from './store.ts';

export interface Room {
  readonly db: Database;
  readonly connections: Connections;
  readonly mutex: Mutex;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How a run ended. `waiting`: it goes on by itself at `at`; `refused`: the booking is open again with a reason. */
export type RunOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'waiting'; readonly at: Temporal.Instant; readonly message: string }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'busy' };

/** A call was made whose answer was lost, and what it would have made is not (yet) there. */
class Unsettled extends Error {
  readonly until: Temporal.Instant;

  constructor(until: Temporal.Instant) {
    super('the outcome of an earlier call is not known yet');
    this.until = until;
  }
}

/**
 * Carries an acceptance from where it stands to the job. Every create is marked as started before the call and carries
 * the booking's id as external data; after a crash or a lost answer the record is looked up by it, and made again only
 * when it is not there and the earlier call can no longer be at work. So neither a crash between the calls nor a second
 * click makes a second job.
 */
export async function runAcceptance(room: Room, workspaceId: string, bookingId: string): Promise<RunOutcome> {
  const outcome = await room.mutex.run(`booking:${bookingId}`, async () => {
    try {
      await carryOut(room, workspaceId, bookingId);
      return { kind: 'done' } as const;
    } catch (error) {
      return await settleFailure(room, workspaceId, bookingId, error);
    }
  });
  return outcome === 'busy' ? { kind: 'busy' } : outcome;
}

async function carryOut(room: Room, workspaceId: string, bookingId: string): Promise<void> {
  const connection = await room.connections.need(workspaceId);
  const read = async (): Promise<{ booking: BookingRecord; acceptance: Acceptance } | null> =>
    await inWorkspace(room.db, workspaceId, async (tx) => {
      const [booking, acceptance] = [await findBooking(tx, bookingId), await findAcceptance(tx, bookingId)];
      return booking && acceptance?.state === 'running' ? { booking, acceptance } : null;
    });
  const start = await read();
  if (!start) return;
  const { booking } = start;
  const run: Run = { room, workspaceId, bookingId, connection, booking };
  const customerId = await customerStep(run, start.acceptance);
  const withCustomer = await read();
  if (!withCustomer) return;
  const locationId = await locationStep(run, withCustomer.acceptance, customerId);
  const withLocation = await read();
  if (!withLocation) return;
  await jobStep(run, withLocation.acceptance, { customerId, locationId });
}

interface Run {
  readonly room: Room;
  readonly workspaceId: string;
  readonly bookingId: string;
  readonly connection: ServiceTitan;
  readonly booking: BookingRecord;
}

async function write(run: Run, work: (tx: Tx) => Promise<void>): Promise<void> {
  await inWorkspace(run.room.db, run.workspaceId, work);
}

/**
 * Makes a record at most once: looks for it when an earlier call may have made it, else marks the start and calls.
 * A call that surely did nothing leaves no mark.
 */
async function once<T>(
  run: Run,
  step: Step,
  startedAt: Date | null,
  find: () => Promise<T | null>,
  create: () => Promise<T>,
): Promise<T> {
  const { clock } = run.room;
  if (startedAt) {
    const found = await find();
    if (found) return found;
    const settled = Temporal.Instant.fromEpochMilliseconds(startedAt.getTime()).add(run.connection.settle);
    if (Temporal.Instant.compare(clock.now(), settled) < 0) throw new Unsettled(settled);
  }
  await write(
    run,
    async (tx) => await markStarted(tx, run.bookingId, step, new Date(clock.now().epochMilliseconds)),
  );
  try {
    return await create();
  } catch (error) {
    if (error instanceof ServiceTitanError && !mayHaveHappened(error))
      await write(run, async (tx) => await clearStarted(tx, run.bookingId, step));
    throw error;
  }
}

/** A refusal by status is sure to have made nothing; a lost or unreadable answer, or a 5xx, is not. */
function mayHaveHappened(error: ServiceTitanError): boolean {
  const refused = [
    'validation',
    'conflict',
    'notFound',
    'forbidden',
    'unauthorized',
    'credentials',
    'throttled',
  ];
  return error.sent && !refused.includes(error.kind);
}

function placeKey(place: Place): string {
  return JSON.stringify(place);
}

async function customerStep(run: Run, acceptance: Acceptance): Promise<string> {
  const { request } = acceptance;
  const { client } = run.connection;
  const person = personOf(run.booking, request);
  const place = placeOf(run.booking, request);
  const madeFor = JSON.stringify([person, place]);
  const reusable =
    acceptance.customerId !== null &&
    (acceptance.customerMadeFor === null || acceptance.customerMadeFor === madeFor);
  if (acceptance.customerId !== null && reusable && !request.customerId) return acceptance.customerId;
  if (acceptance.customerStartedAt === null) {
    const known = request.customerId || request.newCustomer ? [] : await findCustomers(client, person);
    const choice = chooseCustomer(request, person, known);
    if (choice.kind === 'existing') {
      await write(run, async (tx) => await saveCustomer(tx, run.bookingId, choice.customerId, null));
      return choice.customerId;
    }
  }
  const mark = externalData(run.connection.applicationGuid, run.bookingId);
  const made = await once(
    run,
    'customer',
    acceptance.customerStartedAt,
    async () => {
      const customerId = await findMadeCustomer(run.connection, run.bookingId);
      return customerId === null
        ? null
        : { customerId, locationId: await findMadeLocation(run.connection, run.bookingId, customerId) };
    },
    async () => {
      const created = await client.crm.customers.create({ body: newCustomer(person, place, mark) });
      return { customerId: created.id, locationId: created.locations?.[0]?.id ?? null };
    },
  );
  await write(run, async (tx) => {
    await saveCustomer(tx, run.bookingId, made.customerId, madeFor);
    // ServiceTitan makes the customer's first location with it.
    if (made.locationId) await saveLocation(tx, run.bookingId, made.locationId, placeKey(place));
  });
  return made.customerId;
}

async function locationStep(run: Run, acceptance: Acceptance, customerId: string): Promise<string> {
  const { request } = acceptance;
  const { client } = run.connection;
  const person = personOf(run.booking, request);
  const place = placeOf(run.booking, request);
  const reusable =
    acceptance.locationId !== null &&
    (acceptance.locationMadeFor === null || acceptance.locationMadeFor === placeKey(place));
  if (acceptance.locationId !== null && reusable && !request.locationId) return acceptance.locationId;
  if (acceptance.locationStartedAt === null) {
    const choice = chooseLocation(
      request,
      place,
      request.locationId ? [] : await findLocations(client, customerId),
    );
    if (choice.kind === 'existing') {
      await write(run, async (tx) => await saveLocation(tx, run.bookingId, choice.locationId, null));
      return choice.locationId;
    }
  }
  const mark = externalData(run.connection.applicationGuid, run.bookingId);
  const locationId = await once(
    run,
    'location',
    acceptance.locationStartedAt,
    async () => await findMadeLocation(run.connection, run.bookingId, customerId),
    async () =>
      (await client.crm.locations.create({ body: newLocation(customerId, person, place, mark) })).id,
  );
  await write(run, async (tx) => await saveLocation(tx, run.bookingId, locationId, placeKey(place)));
  return locationId;
}

async function jobStep(
  run: Run,
  acceptance: Acceptance,
  ids: { customerId: string; locationId: string },
): Promise<void> {
  const mark = externalData(run.connection.applicationGuid, run.bookingId);
  const job = await once(
    run,
    'job',
    acceptance.jobStartedAt,
    async () => await findMadeJob(run.connection, run.bookingId),
    async () => {
      const created = await run.connection.client.jpm.jobs.create({
        body: newJob(acceptance.request, ids, run.booking, mark),
      });
      return { id: created.id, number: created.jobNumber ?? created.id };
    },
  );
  await write(run, async (tx) => {
    await saveJob(tx, run.bookingId, job.id, job.number);
    await moveBooking(tx, run.bookingId, { from: 'Accepted', to: 'Converted', by: acceptance.actor.name });
    await record(
      tx,
      run.workspaceId,
      acceptance.actor,
      'booking.converted',
      { type: 'booking', id: run.bookingId },
      { jobId: job.id, jobNumber: job.number, ...ids },
    );
    await announce(tx, { workspaceId: run.workspaceId, type: 'booking.updated', ids: [run.bookingId] });
    await enqueue(
      tx,
      'bookings:report',
      { workspaceId: run.workspaceId, bookingId: run.bookingId, progress: 'scheduled' },
      { key: `report:${run.bookingId}` },
    );
  });
}

/** Decides what a failed run means: the caller's input is refused, or it is tried again by itself. */
async function settleFailure(
  room: Room,
  workspaceId: string,
  bookingId: string,
  error: unknown,
): Promise<RunOutcome> {
  if (error instanceof Unsettled)
    return await waitUntil(
      room,
      workspaceId,
      bookingId,
      error.until,
      'An answer of ServiceTitan was lost. Making sure that nothing is booked twice.',
    );
  const problem =
    error instanceof Problem ? error : error instanceof ServiceTitanError ? serviceTitanProblem(error) : null;
  if (problem === null) room.log.error({ err: error, bookingId }, 'accepting a booking failed');
  if (problem !== null && problem.status < 500) {
    await inWorkspace(room.db, workspaceId, async (tx) => {
      await saveTrouble(tx, bookingId, problem.publicMessage, 'refused');
      await moveBooking(tx, bookingId, { from: 'Accepted', to: 'New', by: null });
      await announce(tx, { workspaceId, type: 'booking.updated', ids: [bookingId] });
    });
    return { kind: 'refused', problem };
  }
  const attempts = await inWorkspace(
    room.db,
    workspaceId,
    async (tx) => (await findAcceptance(tx, bookingId))?.attempts ?? 0,
  );
  const at = room.clock.now().add({ seconds: Math.min(300, 5 * 2 ** attempts) });
  return await waitUntil(
    room,
    workspaceId,
    bookingId,
    at,
    problem?.publicMessage ?? 'Something went wrong on our side. It is tried again.',
  );
}

async function waitUntil(
  room: Room,
  workspaceId: string,
  bookingId: string,
  at: Temporal.Instant,
  message: string,
): Promise<RunOutcome> {
  await inWorkspace(room.db, workspaceId, async (tx) => {
    await saveTrouble(tx, bookingId, message, 'running');
    await announce(tx, { workspaceId, type: 'booking.updated', ids: [bookingId] });
    await enqueue(
      tx,
      'bookings:resume',
      { workspaceId, bookingId },
      { key: `resume:${bookingId}`, runAt: new Date(at.epochMilliseconds) },
    );
  });
  return { kind: 'waiting', at, message };
}

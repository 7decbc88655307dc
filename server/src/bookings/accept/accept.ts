import type { Principal } from '../../accounts/index.ts';
import { record } from '../../accounts/index.ts';
import { serviceTitanProblem } from '../../connections/index.ts';
import { announce, enqueue, invalid, inWorkspace, notFound, Problem, type Tx } from '../../platform/index.ts';
import { type BookingRecord, findBooking, moveBooking } from '../store.ts';
import type { Choices } from './choices.ts';
import { decideTimes } from './plan.ts';
import type { AcceptInput, AcceptRequest } from './request.ts';
import { type Room, runAcceptance } from './run.ts';
import { findAcceptance, startAcceptance } from './store.ts';

/** The answer comes by then in any case; what is not finished goes on by itself. */
const patienceMs = 20_000;

/**
 * Accepts a booking: remembers the decision, then carries it out at ServiceTitan (run.ts). Answers `done` when the job
 * exists, `underway` when it takes longer or ServiceTitan is away. The same request a second time finds the first.
 * Throws 404, 409 `booking_not_open`, 409 `booking_changed`, 422 with messages by field.
 */
export async function acceptBooking(
  room: Room & { choices: (workspaceId: string) => Promise<Choices> },
  principal: Principal,
  bookingId: string,
  input: AcceptInput,
  requestId: string,
): Promise<'done' | 'underway'> {
  const { workspaceId } = principal;
  await room.connections.need(workspaceId);
  const booking = await inWorkspace(room.db, workspaceId, async (tx) => await findBooking(tx, bookingId));
  if (!booking) throw notFound('The booking');
  const request = await decide(room, workspaceId, booking, input);
  const again = await inWorkspace(room.db, workspaceId, async (tx) => {
    if (
      !(await moveBooking(tx, bookingId, {
        from: 'New',
        to: 'Accepted',
        version: input.version,
        by: principal.actor.name,
      }))
    ) {
      await explainRefusal(tx, bookingId, request);
      return true;
    }
    await startAcceptance(tx, workspaceId, bookingId, request, principal.actor);
    await record(
      tx,
      workspaceId,
      principal.actor,
      'booking.accepted',
      { type: 'booking', id: bookingId },
      { ...request },
      requestId,
    );
    await announce(tx, { workspaceId, type: 'booking.updated', ids: [bookingId] });
    // Should this process die now, a worker takes over.
    await enqueue(
      tx,
      'bookings:resume',
      { workspaceId, bookingId },
      {
        key: `resume:${bookingId}`,
        runAt: new Date(room.clock.now().add({ seconds: 15 }).epochMilliseconds),
      },
    );
    return false;
  });
  if (again && booking.status === 'Converted') return 'done';
  const outcome = await withPatience(runAcceptance(room, workspaceId, bookingId));
  if (outcome?.kind === 'refused') throw outcome.problem;
  return outcome?.kind === 'done' ? 'done' : 'underway';
}

/** Why the booking did not move; returns quietly when this very request was there before. */
async function explainRefusal(tx: Tx, bookingId: string, request: AcceptRequest): Promise<void> {
  const current = await findBooking(tx, bookingId);
  if (!current) throw notFound('The booking');
  if (current.status === 'New')
    throw new Problem(
      409,
      'booking_changed',
      'Somebody changed this booking meanwhile. Look at it again before accepting.',
    );
  const earlier = await findAcceptance(tx, bookingId);
  if (current.status === 'Dismissed' || !earlier || !same(earlier.request, request)) throw notOpen(current);
}

function notOpen(booking: BookingRecord): Problem {
  const why =
    booking.status === 'Dismissed'
      ? 'was dismissed. Restore it first.'
      : `was accepted by ${booking.acceptance?.actor.name ?? 'somebody'}.`;
  return new Problem(409, 'booking_not_open', `This booking ${why}`);
}

async function decide(
  room: { choices: (workspaceId: string) => Promise<Choices> },
  workspaceId: string,
  booking: BookingRecord,
  input: AcceptInput,
): Promise<AcceptRequest> {
  const { version: _version, start: _start, end: _end, ...rest } = input;
  let minutes = 0;
  if (input.end === undefined && (input.start !== undefined || booking.requested_end === null)) {
    try {
      minutes =
        (await room.choices(workspaceId)).jobTypes.find((type) => type.id === input.jobTypeId)
          ?.durationMinutes ?? 120;
    } catch (error) {
      throw error instanceof Problem ? error : serviceTitanProblem(error);
    }
  }
  const times = decideTimes(input, booking, minutes);
  if ('errors' in times) throw invalid(times.errors);
  return { ...rest, ...times };
}

function same(one: AcceptRequest, other: AcceptRequest): boolean {
  return (
    one.jobTypeId === other.jobTypeId &&
    one.businessUnitId === other.businessUnitId &&
    one.campaignId === other.campaignId &&
    one.start === other.start &&
    one.end === other.end
  );
}

async function withPatience<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  try {
    return await Promise.race([work, enough]);
  } finally {
    clearTimeout(timer);
  }
}

import { type Principal, record } from '../accounts/index.ts';
import { announce, type Database, invalid, inWorkspace, notFound, Problem } from '../platform/index.ts';
import type { Choices } from './accept/choices.ts';
import { mayMove, type Status } from './booking.ts';
import { findBooking, moveBooking } from './store.ts';

/** Reasons for when ServiceTitan cannot be asked for its call reasons (GL-5); their ids are words, not numbers. */
const ownReasons = [
  { id: 'out_of_area', name: 'Out of service area' },
  { id: 'not_our_trade', name: 'Not work we do' },
  { id: 'duplicate', name: 'Duplicate request' },
  { id: 'unreachable', name: 'Customer not reachable' },
  { id: 'no_capacity', name: 'No capacity' },
  { id: 'price', name: 'Price' },
  { id: 'spam', name: 'Spam or test' },
  { id: 'other', name: 'Other' },
] as const;

/** The call reasons of ServiceTitan, or our own list while it is away: dismissing must not wait for it. */
export async function dismissReasons(
  choices: (workspaceId: string) => Promise<Choices>,
  workspaceId: string,
): Promise<{ id: string; name: string }[]> {
  try {
    const { callReasons } = await choices(workspaceId);
    if (callReasons.length > 0) return callReasons;
  } catch {
    // The list below serves.
  }
  return [...ownReasons];
}

export async function dismissBooking(
  room: { db: Database; choices: (workspaceId: string) => Promise<Choices> },
  principal: Principal,
  id: string,
  input: { reason: string; memo: string | null },
  requestId: string,
): Promise<void> {
  const reasons = [...(await dismissReasons(room.choices, principal.workspaceId)), ...ownReasons];
  // By id, or by name for programs that know the list from its names.
  const reason =
    reasons.find((item) => item.id === input.reason) ??
    reasons.find((item) => item.name.toLowerCase() === input.reason.toLowerCase());
  if (!reason && input.reason.trim() === '') throw invalid({ reason: ['Choose a reason.'] });
  const named = reason ?? { id: 'other', name: input.reason.trim() };
  await move(room.db, principal, id, 'Dismissed', 'booking.dismissed', requestId, {
    id: named.id,
    name: named.name,
    memo: input.memo,
  });
}

/** Takes a dismissal back (B5). */
export async function restoreBooking(
  db: Database,
  principal: Principal,
  id: string,
  requestId: string,
): Promise<void> {
  await move(db, principal, id, 'New', 'booking.restored', requestId);
}

async function move(
  db: Database,
  principal: Principal,
  id: string,
  to: Status,
  action: string,
  requestId: string,
  reason?: { id: string; name: string; memo: string | null },
): Promise<void> {
  await inWorkspace(db, principal.workspaceId, async (tx) => {
    const booking = await findBooking(tx, id);
    if (!booking) throw notFound('The booking');
    if (booking.status === to) return;
    // Accepted falls back to New only by itself, when ServiceTitan refuses.
    const legal = mayMove(booking.status, to) && booking.status !== 'Accepted';
    const moved =
      legal &&
      (await moveBooking(tx, id, {
        from: booking.status,
        to,
        by: principal.actor.name,
        ...(reason ? { reason } : {}),
      }));
    if (!moved)
      throw new Problem(
        409,
        'booking_not_open',
        `This booking is ${words[booking.status]} and cannot be ${to === 'New' ? 'restored' : 'dismissed'}.`,
      );
    await record(
      tx,
      principal.workspaceId,
      principal.actor,
      action,
      { type: 'booking', id },
      reason ? { reason: reason.name, memo: reason.memo } : {},
      requestId,
    );
    await announce(tx, { workspaceId: principal.workspaceId, type: 'booking.updated', ids: [id] });
  });
}

const words: Record<Status, string> = {
  New: 'new',
  Accepted: 'being booked',
  Converted: 'booked',
  Dismissed: 'dismissed',
};

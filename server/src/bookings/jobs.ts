import { z } from 'zod';
import { type IntegrationRoom, reportLead } from '../integrations/index.ts';
import { inWorkspace, type Task } from '../platform/index.ts';
import { type Room, runAcceptance } from './accept/run.ts';
import { runningAcceptances } from './accept/store.ts';
import type { Intake } from './intake/intake.ts';
import { findBooking } from './store.ts';

const one = z.object({ workspaceId: z.uuid(), bookingId: z.uuid() });
const report = one.extend({ progress: z.enum(['scheduled']) });

/** Every minute: what a process left unfinished when it ended. */
export const bookingCrontab = '* * * * * bookings:sweep ?max=1';

export function bookingTasks(
  room: Room & { intake: Intake; integrations: IntegrationRoom },
): Record<string, Task> {
  return {
    /** Goes on with an acceptance; reschedules itself where it has to wait. */
    'bookings:resume': async (payload) => {
      const { workspaceId, bookingId } = one.parse(payload);
      await runAcceptance(room, workspaceId, bookingId);
    },
    'bookings:sweep': async () => {
      const swept = await room.intake.sweep();
      if (swept > 0) room.log.warn({ swept }, 'deliveries of an earlier process were understood now');
      await resumeAll(room, 120);
    },
    /** Tells the source that the lead was booked (B12); sources that cannot be told are left alone. */
    'bookings:report': async (payload, { signal }) => {
      const { workspaceId, bookingId, progress } = report.parse(payload);
      const booking = await inWorkspace(room.db, workspaceId, async (tx) => await findBooking(tx, bookingId));
      if (!booking) return;
      const outcome = await reportLead(
        room.integrations,
        workspaceId,
        booking.account_id,
        booking.source_lead_id,
        progress,
        signal,
      );
      if (outcome.ok || outcome.code === 'unlinked') return;
      if (outcome.code === 'throttled' || outcome.code === 'unavailable')
        throw new Error(`${booking.source}: ${outcome.message}`);
      room.log.warn(
        { bookingId, code: outcome.code },
        `the source was not told of the booking: ${outcome.message}`,
      );
    },
  };
}

/** Takes up acceptances that nothing has moved for `idleSeconds`: at start-up all of them (0). */
export async function resumeAll(room: Room, idleSeconds: number): Promise<void> {
  for (const { workspaceId, bookingId } of await runningAcceptances(room.db.system, idleSeconds))
    await runAcceptance(room, workspaceId, bookingId);
}

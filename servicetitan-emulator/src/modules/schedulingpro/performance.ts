/** What the sessions of a scheduler come to. */
import type { Doc } from '../../json/value.ts';
import { STEPS } from './collections.ts';

/** How often each came about. */
export interface Counted {
  lastStep: string;
  outcome: string | null;
  withJob: boolean;
  withBooking: boolean;
  interested: boolean;
  sessions: number;
}

/**
 * The figures of a scheduler from its sessions. The documents name the two rates and do not define them: they are taken
 * as the share that booked (0 to 1) of the sessions that did anything at all, and of all that were opened. Nobody is
 * written to after giving up here, so nothing is recovered.
 */
export function performanceOf(counted: readonly Counted[]): Doc {
  const count = (holds: (one: Counted) => boolean): number =>
    counted.filter(holds).reduce((sum, { sessions }) => sum + sessions, 0);
  const reached = (step: string): number => {
    const from: readonly string[] = STEPS.slice(STEPS.findIndex((one) => one === step));
    return count(({ lastStep }) => from.includes(lastStep));
  };
  const milestones = Object.fromEntries(STEPS.map((step) => [step, reached(step)]));
  const { opened = 0, interacted = 0, customer = 0, booked = 0 } = milestones;
  return {
    schedulerCompletionRate: share(booked, interacted),
    openedCompletionRate: share(booked, opened),
    totalCustomerContactsCaptured: customer,
    totalJobsCreated: count(({ withJob }) => withJob),
    totalBookingsCreated: count(({ withBooking }) => withBooking),
    totalAbandonedSessionsSentToBookings: 0,
    totalAbandonedSessionsSentToLeads: 0,
    totalBookingsRecoveredFromAbandonedSessionsRecoveryLink: 0,
    totalJobsRecoveredFromAbandonedSessionsRecoveryLink: 0,
    totalBookingsRecoveredFromAbandonedSessionsAiAgent: 0,
    totalJobsRecoveredFromAbandonedSessionsAiAgent: 0,
    totalSmsSentToRecoverAbandonedSessionRecoveryLink: 0,
    totalSmsSentToRecoverAbandonedSessionAiAgent: 0,
    totalBookingsRecoveredFromAbandonedSessions: 0,
    totalJobsRecoveredFromAbandonedSessions: 0,
    totalMembershipInterest: count(({ interested }) => interested),
    totalSessions: opened,
    milestoneFrequencyCount: { ...milestones, abandoned: count(({ outcome }) => outcome === 'Abandoned') },
  };
}

const share = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;

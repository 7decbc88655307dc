/** How far a finding has come, which follows from the estimates that offer to solve it (inferred from the names). */

type FindingStatus = 'New' | 'EstimateCreated' | 'EstimateAccepted' | 'EstimateRejected' | 'Archived';

/**
 * One estimate that is sold decides, then one that is still open; a finding all of whose estimates were dismissed is
 * rejected. The jobs that solve it are not known to the emulator, so that it never says that one is booked.
 */
export function findingStatus(archived: boolean, estimates: readonly string[]): FindingStatus {
  if (archived) return 'Archived';
  if (estimates.includes('Sold')) return 'EstimateAccepted';
  if (estimates.includes('Open')) return 'EstimateCreated';
  return estimates.length > 0 ? 'EstimateRejected' : 'New';
}

/** Time is passed in, never read inside a decision (DESIGN.md, Rules for data). */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

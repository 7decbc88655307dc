/** The rate limit: so many calls in any second for each pair of app and tenant (reference: "Rate limits"). */

export interface Throttle {
  /** Calls that are let through in any second; 0 for no limit. Setting it forgets what was counted. */
  perSecond: number;
  /** Whole seconds to wait; 0 when the call may go on, which counts it. */
  wait(key: string, nowMs: number): number;
}

/** @param limit 0 switches the limit off. */
export function createThrottle(limit: number): Throttle {
  const rings = new Map<string, { times: Float64Array; next: number }>();
  let perSecond = limit;
  return {
    get perSecond() {
      return perSecond;
    },
    set perSecond(changed) {
      perSecond = changed;
      rings.clear();
    },
    wait(key, nowMs) {
      if (perSecond <= 0) return 0;
      let ring = rings.get(key);
      if (!ring) {
        ring = { times: new Float64Array(perSecond).fill(-Infinity), next: 0 };
        rings.set(key, ring);
      }
      // The ring holds the last calls that went through; `next` is the oldest of them.
      const oldest = ring.times[ring.next] ?? -Infinity;
      if (nowMs - oldest < 1000) return 1;
      ring.times[ring.next] = nowMs;
      ring.next = (ring.next + 1) % perSecond;
      return 0;
    },
  };
}

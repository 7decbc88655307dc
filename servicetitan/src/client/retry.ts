/** Whether to ask again after a failure, and when. Pure: a failure and what has been spent go in, a delay comes out. */
import type { Method } from '../contract/index.ts';
import type { ServiceTitanError } from './error.ts';

export interface RetryPolicy {
  /** Most attempts for one call, the first included. */
  attempts: number;
  /** No attempt begins later than this after the first one, in milliseconds. */
  totalMs: number;
  /** Ceiling of the first delay; doubles with every attempt up to `maxDelayMs`. */
  baseDelayMs: number;
  maxDelayMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 5,
  totalMs: 60_000,
  baseDelayMs: 250,
  maxDelayMs: 20_000,
};

const IDEMPOTENT: ReadonlySet<Method> = new Set(['GET', 'PUT', 'DELETE']);
const RETRIED_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);
/** Spread put on top of a time the API names, so that all who were told the same do not come back at once. */
const AFTER_SPREAD_MS = 500;

function mayRepeat(method: Method, error: ServiceTitanError): boolean {
  if (error.kind === 'throttled') return true;
  if (error.kind === 'network') return IDEMPOTENT.has(method) || !error.sent;
  if (error.kind === 'timeout') return IDEMPOTENT.has(method);
  return IDEMPOTENT.has(method) && error.status !== undefined && RETRIED_STATUSES.has(error.status);
}

/**
 * Milliseconds to wait before the next attempt; null to give up. A request that may change something is repeated only
 * when it was surely not processed: after a 429, or when no connection came about.
 *
 * @param attempt number of attempts made so far, from 1
 * @param elapsedMs time since the first attempt began
 */
export function retryDelay(
  method: Method,
  error: ServiceTitanError,
  attempt: number,
  elapsedMs: number,
  policy: RetryPolicy,
  random: () => number,
): number | null {
  if (!mayRepeat(method, error) || attempt >= policy.attempts) return null;
  const ceiling = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
  const delay =
    error.retryAfterMs === undefined ? random() * ceiling : error.retryAfterMs + random() * AFTER_SPREAD_MS;
  return elapsedMs + delay > policy.totalMs ? null : delay;
}

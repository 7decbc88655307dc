/** Faults to order: what the emulator does instead of, before or after an answer, so that a client can be tried. */
import { randomUUID } from 'node:crypto';

export const FAULT_KINDS = [
  'rate-limited',
  'server-error',
  'slow',
  'drop-before',
  'drop-after',
  'expired-token',
  'repeated-rows',
  'nulls',
  'unknown-members',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultOrder {
  kind: FaultKind;
  /** Operation ids that it hits, `*` for any run of characters; `auth.token` is the token endpoint. All when absent. */
  operation?: string;
  /** Share of the matching calls that are hit, 0 to 1; all when absent. */
  rate?: number;
  /** How many calls to hit before it ends; without end when absent. */
  times?: number;
  /** `rate-limited`: seconds in `Retry-After`; no header when absent. */
  retryAfter?: number;
  /** `server-error`: 500, 502, 503 or 504, with a body that is not JSON; 503 when absent. */
  status?: number;
  /** `slow`: how long to wait before the call is served. */
  ms?: number;
  /** `nulls` and `unknown-members`: the member to spoil, such as `customerId`; one of those that fit when absent. */
  member?: string;
}

export interface Fault extends FaultOrder {
  id: string;
  hits: number;
}

export class Faults {
  #faults: Fault[] = [];
  readonly #random: () => number;

  /** @param random decides for faults with a rate: 0 (included) to 1 (excluded). */
  constructor(random: () => number) {
    this.#random = random;
  }

  get all(): readonly Fault[] {
    return this.#faults;
  }

  add(order: FaultOrder): Fault {
    const fault: Fault = { ...order, id: randomUUID(), hits: 0 };
    this.#faults.push(fault);
    return fault;
  }

  /** Ends one fault, or all. */
  clear(id?: string): void {
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
  }

  /** The faults that hit this call; each hit is counted, and a fault that has had its number ends. */
  draw(operationId: string): Fault[] {
    const drawn = this.#faults.filter(
      (fault) =>
        matches(fault.operation, operationId) && (fault.rate === undefined || this.#random() < fault.rate),
    );
    for (const fault of drawn) fault.hits += 1;
    this.#faults = this.#faults.filter((fault) => fault.times === undefined || fault.hits < fault.times);
    return drawn;
  }
}

function matches(pattern: string | undefined, operationId: string): boolean {
  if (pattern === undefined) return true;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(operationId);
}

/** Reads what the control plane is told to do: changes of the clock, and faults. */
import type { Clock } from '../clock.ts';
import { type Doc, type Json, textAt } from '../json/value.ts';
import { type FieldErrors, invalid } from '../wire/problem.ts';
import { toInstant } from '../wire/time.ts';
import { FAULT_KINDS, type FaultKind, type FaultOrder } from './faults.ts';

const isAmount = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/**
 * Applies `{now?: time, advanceMs?: number, speed?: number}` in this order.
 * @throws Refusal 400 by member, before anything is changed.
 */
export function changeClock(clock: Clock, order: Doc): void {
  const errors: FieldErrors = {};
  const { now, advanceMs, speed } = order;
  const instant = typeof now === 'string' ? toInstant(now) : undefined;
  if (now !== undefined && instant === undefined) errors.now = ['It must be an ISO-8601 time.'];
  if (advanceMs !== undefined && !isAmount(advanceMs))
    errors.advanceMs = ['It must be a number of milliseconds.'];
  if (speed !== undefined && (!isAmount(speed) || speed < 0)) errors.speed = ['It must be 0 or more.'];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  if (instant !== undefined) clock.set(Date.parse(instant));
  if (isAmount(advanceMs)) clock.advance(advanceMs);
  if (isAmount(speed)) clock.run(speed);
}

const isKind = (value: Json | undefined): value is FaultKind => FAULT_KINDS.some((kind) => kind === value);

/** Member, from, to, and whether it must be whole. */
const AMOUNTS: readonly (readonly [
  'rate' | 'times' | 'retryAfter' | 'status' | 'ms',
  number,
  number,
  boolean,
])[] = [
  ['rate', 0, 1, false],
  ['times', 1, 1_000_000, true],
  ['retryAfter', 0, 86_400, true],
  ['status', 500, 599, true],
  ['ms', 0, 600_000, false],
];

/** @throws Refusal 400 by member. */
export function faultOrder(order: Doc): FaultOrder {
  const errors: FieldErrors = {};
  const { kind, operation } = order;
  if (!isKind(kind)) errors.kind = [`It must be one of ${FAULT_KINDS.join(', ')}.`];
  if (operation !== undefined && typeof operation !== 'string')
    errors.operation = ['It must be an operation id.'];
  const amounts: Partial<Record<(typeof AMOUNTS)[number][0], number>> = {};
  for (const [name, low, high, whole] of AMOUNTS) {
    const value = order[name];
    if (value === undefined || value === null) continue;
    if (!isAmount(value) || value < low || value > high || (whole && !Number.isInteger(value))) {
      errors[name] = [`It must be a${whole ? ' whole' : ''} number from ${low} to ${high}.`];
    } else amounts[name] = value;
  }
  if (!isKind(kind) || Object.keys(errors).length > 0) throw invalid(errors);
  const pattern = textAt(order, 'operation');
  const member = textAt(order, 'member');
  return {
    kind,
    ...(pattern !== undefined && { operation: pattern }),
    ...(member !== undefined && { member }),
    ...amounts,
  };
}

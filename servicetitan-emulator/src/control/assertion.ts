/** `POST /_emulator/requests/assert`: did the client send what it should have? */
import type { Doc, Json } from '../json/value.ts';
import { type FieldErrors, invalid, problem } from '../wire/problem.ts';
import type { LoggedRequest, RequestLog, Wanted } from './request-log.ts';

const TEXTS = ['operation', 'method', 'url', 'body', 'tenantId'] as const;
const COUNTS = ['status', 'count', 'min', 'max'] as const;

const isCount = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/**
 * `{operation?, method?, status?, url?, body?, tenantId?, count?, min?, max?}`: at least one such request unless a number is
 * given.
 * @throws Refusal 400 for an order that makes no sense, 409 that says how many there were when it is not so.
 */
export function assertRequests(log: RequestLog, order: Doc): { matched: number; requests: LoggedRequest[] } {
  const errors: FieldErrors = {};
  const wanted: Record<string, string | number> = {};
  for (const name of TEXTS) {
    const value = order[name];
    if (value === undefined) continue;
    if (typeof value !== 'string') errors[name] = ['It must be text.'];
    else wanted[name] = value;
  }
  for (const name of COUNTS) {
    const value = order[name];
    if (value === undefined) continue;
    if (!isCount(value)) errors[name] = ['It must be a whole number of 0 or more.'];
    else wanted[name] = value;
  }
  for (const name of Object.keys(order)) {
    if (![...TEXTS, ...COUNTS].some((known) => known === name))
      errors[name] = [`It must be one of ${[...TEXTS, ...COUNTS].join(', ')}.`];
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const { count, min = count ?? (order.max === undefined ? 1 : 0), max = count, ...like } = wanted;
  const found = log.matching(like as Wanted);
  const tooFew = found.length < Number(min);
  const tooMany = max !== undefined && found.length > Number(max);
  if (tooFew || tooMany) {
    const asked = tooFew ? `at least ${min}` : `at most ${max}`;
    throw problem(409, `There were ${found.length} such requests, not ${count ?? asked}.`);
  }
  return { matched: found.length, requests: found };
}

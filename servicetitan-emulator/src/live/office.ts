/** The people of the company at work: they use the operations of the API, with all their rules and effects. */
import { operation } from 'servicetitan/contract';
import { type Doc, type Id, isDoc } from '../json/value.ts';
import { handlerOf } from '../modules/index.ts';
import type { Tenant } from '../operations/call.ts';
import { Refusal } from '../wire/problem.ts';

interface Deed {
  params?: Readonly<Record<string, Id | string>>;
  body?: Doc;
}

/**
 * Does what an operation does; answers its value, or undefined when the operation refused: people try what is not
 * possible, and go on with something else.
 */
export function attempt(tenant: Tenant, id: string, { params = {}, body = {} }: Deed): Doc | undefined {
  const known = operation(id);
  const handler = known && handlerOf(known);
  if (!known || !handler) throw new TypeError(`The emulator does not serve ${id}.`);
  const call = { operation: known, tenant, store: tenant.store, params, query: {}, body };
  try {
    // A refusal in the middle takes back what was written before it.
    return tenant.store.attempt(() => {
      const answer = handler(call);
      return answer && 'value' in answer && isDoc(answer.value) ? answer.value : {};
    });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

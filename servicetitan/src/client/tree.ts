/** `client.crm.customers.getList`: the calls of a module by group and verb. */
import { type Module, operations } from '../contract/index.ts';
import type { CallArguments } from './request.ts';

type Ask = (id: string, args?: CallArguments) => Promise<unknown>;
type Verbs = Record<string, (args?: CallArguments) => Promise<unknown>>;

/** Every call of a module as plain objects and functions, all of them the one generic call. */
export function callTree(module: Module, ask: Ask): Record<string, Verbs> {
  const groups: Record<string, Verbs> = {};
  for (const { id } of operations(module)) {
    const [, group = '', verb = ''] = id.split('.');
    groups[group] ??= {};
    groups[group][verb] = (args) => ask(id, args);
  }
  return groups;
}

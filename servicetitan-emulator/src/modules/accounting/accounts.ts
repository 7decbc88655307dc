/** Accounts of the general ledger. */
import { type Doc, textAt } from '../../json/value.ts';
import type { Call } from '../../operations/call.ts';
import type { Make } from '../../operations/record.ts';
import { conflict, type FieldErrors, invalid } from '../../wire/problem.ts';
import { accounts, accountTypes } from './ledger-collections.ts';

/** 400 for a type that does not exist, 409 for a name or number that another account has. */
export const accountMembers: Make = (call, body, current) => {
  const errors: FieldErrors = {};
  for (const member of current ? [] : ['name', 'number', 'type']) {
    if (!textAt(body, member)) errors[member] = [`The ${member} field is required.`];
  }
  const type = textAt(body, 'type');
  if (type && !call.store.find(accountTypes, 'name', type)[0])
    errors.type = [`There is no account type '${type.slice(0, 100)}'.`];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  for (const member of ['name', 'number']) refuseTaken(call, member, textAt(body, member), current);
  return body;
};

function refuseTaken({ store }: Call, member: string, value: string | undefined, current: Doc | undefined) {
  const taken =
    value !== undefined && store.find(accounts, member, value).some(({ id }) => id !== current?.id);
  if (taken) throw conflict(`Another account has the ${member} '${value.slice(0, 100)}'.`);
}

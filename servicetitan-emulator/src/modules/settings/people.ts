/** Employees and technicians: how the bodies of their writes become members of the record. */
import { type Doc, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc, found, type Make } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';

const WRITE_ONLY = [
  'login',
  'password',
  'accountCreationMethod',
  'roleId',
  'mobilePhoneNumber',
  'jobHistoryDateFilter',
];

/** What both kinds of people have in common. */
function members(call: Call, body: Doc, current: Doc | undefined): Doc {
  const kept = Object.fromEntries(Object.entries(body).filter(([name]) => !WRITE_ONLY.includes(name)));
  const name = textAt(body, 'name');
  const [firstName = '', ...lastNames] = name?.split(' ') ?? [];
  return {
    ...kept,
    ...(name !== undefined && { firstName, lastName: lastNames.join(' ') }),
    ...(body.login !== undefined && { loginName: body.login }),
    ...(body.roleId !== undefined && { roleIds: [body.roleId] }),
    ...(!current && { userId: call.store.newId() }),
  };
}

export const employeeMembers: Make = members;

export const technicianMembers: Make = (call, body, current) => {
  const license = textAt(body, 'licenseType');
  return {
    ...members(call, body, current),
    ...(license !== undefined && { isManagedTech: license !== 'NonManagedTech' }),
  };
};

/** Switches an account on or off, or sends the person a link (which nobody receives here). */
export const accountAction =
  (collection: Collection) =>
  (call: Call): Answer => {
    const person = found(call, collection);
    const action = textAt(bodyDoc(call), 'action');
    if (action === 'Activate' || action === 'Deactivate') {
      call.store.update(collection, person, { active: action === 'Activate' });
    }
    return { value: { status: 'Success' } };
  };

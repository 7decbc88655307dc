/** Kinds of equipment; no two in use share a name, which the documented 409 is taken to say. */
import { textAt } from '../../json/value.ts';
import type { Make } from '../../operations/record.ts';
import { conflict, invalid } from '../../wire/problem.ts';
import { equipmentTypes } from './collections.ts';

/**
 * Members of an equipment type.
 * @throws Refusal 400 for an empty name, 409 for one that another active type has, whatever its case.
 */
export const equipmentTypeMembers: Make = (call, body, current) => {
  const name = textAt(body, 'name') ?? textAt(current ?? {}, 'name') ?? '';
  if (name.trim() === '') throw invalid({ name: ['The name must not be empty.'] });
  const inUse = (body.active ?? current?.active ?? true) === true;
  const others = call.store.find(equipmentTypes, 'name', name.toLowerCase());
  if (inUse && others.some(({ id }) => id !== current?.id))
    throw conflict(`There is an equipment type '${name}' already.`);
  return body;
};

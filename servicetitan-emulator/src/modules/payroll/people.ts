/** People who are paid: technicians, and the employees of the office. */
import type { Doc, Id } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { invalid } from '../../wire/problem.ts';
import { employees, technicians } from '../settings/collections.ts';

export type EmployeeType = 'Technician' | 'Employee';

export const peopleOf = (type: unknown): Collection => (type === 'Technician' ? technicians : employees);

/** The person of this kind with this id. Refuses with 400. */
export function personOf(store: Store, type: unknown, id: Id | undefined): Doc {
  const people = peopleOf(type);
  const person = store.get(people, id);
  if (!person) throw invalid({ employeeId: [`${people.noun} with id ${String(id)} was not found.`] });
  return person;
}

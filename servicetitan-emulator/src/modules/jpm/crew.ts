/** The technicians of an appointment go where it goes: they are done with it, or free again when it is off. */
import { type Doc, type Id, toId } from '../../json/value.ts';
import type { Reaction } from '../../operations/reaction.ts';
import type { Store } from '../../store/store.ts';
import { assignments } from '../dispatch/collections.ts';
import { appointments } from './collections.ts';

const isOff = ({ active, status }: Doc): boolean => active === false || status === 'Canceled';

/** `released` tells assignments that ended with their appointment from those that a dispatcher took back. */
function release(store: Store, appointmentId: Id): void {
  for (const one of store.find(assignments, 'appointmentId', appointmentId))
    store.update(assignments, one, { active: false, released: true });
}

/** A cancellation that is taken back gives the appointment the technicians it had. */
function reinstate(store: Store, appointmentId: Id): void {
  const ids = store.database.integers(
    `SELECT id FROM "${assignments.name}" WHERE "appointmentId" = ? AND active = 0 ORDER BY id`,
    appointmentId,
  );
  for (const id of ids) {
    const one = store.get(assignments, toId(id));
    if (one?.released === true) store.update(assignments, one, { active: true, released: false });
  }
}

export const crewFollows: Reaction = {
  on: appointments,
  react(store, { before, after }) {
    if (!before) return;
    const id = after.id as Id;
    if (isOff(before) !== isOff(after)) (isOff(after) ? release : reinstate)(store, id);
    if (before.status === after.status || after.status !== 'Done') return;
    const crew = store.find(assignments, 'appointmentId', id);
    for (const one of crew) if (one.status !== 'Done') store.update(assignments, one, { status: 'Done' });
  },
};

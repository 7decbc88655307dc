/** What technicians do besides jobs: lunch, training, absences (reference: "Non-job appointments"). */
import { type Doc, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import { conflict, invalid } from '../../wire/problem.ts';
import { technicians } from '../settings/collections.ts';
import { minutesOf } from './local-time.ts';
import { NON_JOB_APPOINTMENT, nonJobAppointments } from './schedule-collections.ts';

const FREQUENCIES = ['Daily', 'Weekly', 'Monthly', 'Yearly'];
const ENDS = ['Never', 'After', 'On'];

function checked(call: Call): Doc {
  const body = bodyDoc(call);
  checkReferences(call, body, { technicianId: technicians });
  if (body.allDay !== true && minutesOf(textAt(body, 'duration') ?? '') <= 0)
    throw invalid({ duration: ['The duration must be at least a minute.'] });
  if (body.repeat === true && body.frequency == null)
    throw invalid({ frequency: ['The frequency is required for what repeats.'] });
  if (body.endType === 'After' && !(Number(body.countOccurrences) > 0))
    throw invalid({ countOccurrences: ['The number of occurrences is required.'] });
  if (body.endType === 'On' && body.endOn == null) throw invalid({ endOn: ['The last day is required.'] });
  return body;
}

/** The answer of a create codes two of its members as numbers. */
export function createNonJobAppointment(call: Call): Answer {
  const body = checked(call);
  const known = Object.entries(body).filter(([, value]) => value !== null);
  const made = call.store.insert(nonJobAppointments, {
    ...NON_JOB_APPOINTMENT,
    ...Object.fromEntries(known),
    createdById: INTEGRATION_USER,
  });
  const numbered = (value: Doc[string] | undefined, names: readonly string[]): number | null =>
    typeof value === 'string' ? names.indexOf(value) : null;
  return answer(call, nonJobAppointments, {
    ...made,
    frequency: numbered(made.frequency, FREQUENCIES),
    endType: numbered(made.endType, ENDS),
  });
}

/** Replaces what the body has; one that was deleted stays so. */
export function updateNonJobAppointment(call: Call): Answer {
  const appointment = found(call, nonJobAppointments);
  const body = checked(call);
  if (appointment.active === false) throw conflict('The non-job appointment was deleted.');
  const known = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  return answer(call, nonJobAppointments, call.store.update(nonJobAppointments, appointment, known));
}

export function deleteNonJobAppointment(call: Call): Answer {
  const appointment = found(call, nonJobAppointments);
  call.store.update(nonJobAppointments, appointment, { active: false });
  return { value: { message: 'The non-job appointment was deleted.', id: appointment.id ?? null } };
}

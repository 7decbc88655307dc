/** Technicians' skills, and where technicians are (reference: "Technician skills", "Technician tracking"). */
import { type Doc, type Id, idsAt, parseId, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { invalid, notFound } from '../../wire/problem.ts';
import { appointments, jobTypes } from '../jpm/collections.ts';
import { technicians } from '../settings/collections.ts';
import { assignedTo } from './assignments.ts';
import { gpsPings, technicianSkills } from './schedule-collections.ts';

/** Ids of skills are text; job types that ask for the skill are told by id. */
function shown(store: Store, skill: Doc): Doc {
  const name = String(skill.name).toLowerCase();
  const asking = store
    .find(jobTypes, 'active', 1)
    .filter(
      ({ skills }) => Array.isArray(skills) && skills.some((one) => String(one).toLowerCase() === name),
    );
  const { active = true, technicianId = null, createdOn = null, modifiedOn = null } = skill;
  return {
    id: String(skill.id),
    name: skill.name ?? '',
    active,
    technicianId,
    jobTypeIds: asking.map(({ id }) => id ?? null),
    createdOn,
    modifiedOn,
  };
}

export const skillShown = ({ store }: Call, skill: Doc): Doc => shown(store, skill);

function skillOf(call: Call): Doc {
  const given = String(call.params.id);
  const skill = call.store.get(technicianSkills, parseId(given));
  if (!skill) throw notFound(technicianSkills.noun, given);
  return skill;
}

export const getSkill = (call: Call): Answer => ({ value: shown(call.store, skillOf(call)) });

function technicianOf(call: Call, id: Doc[string] | undefined): Id {
  const technician = call.store.get(
    technicians,
    typeof id === 'number' || typeof id === 'bigint' ? id : undefined,
  );
  if (!technician) throw notFound(technicians.noun, id);
  return technician.id as Id;
}

export function createSkill(call: Call): Answer {
  const body = bodyDoc(call);
  const technicianId = technicianOf(call, body.technicianId);
  const name = textAt(body, 'name') ?? '';
  if (name.trim() === '') throw invalid({ name: ['The name must not be empty.'] });
  const known = call.store
    .find(technicianSkills, 'technicianId', technicianId)
    .find((one) => one.name === name);
  const skill = known ?? call.store.insert(technicianSkills, { ...body, technicianId });
  return { value: shown(call.store, skill) };
}

/** Gives a technician the skills that other records have, by name; `replaceExistingSkills` takes the others away. */
export function assignSkills(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  const technicianId = technicianOf(call, body.technicianId);
  const asked = idsAt(body, 'skillIds').map((id) => {
    const skill = store.get(technicianSkills, id);
    if (!skill) throw notFound(technicianSkills.noun, id);
    return String(skill.name);
  });
  const own = store.find(technicianSkills, 'technicianId', technicianId);
  if (body.replaceExistingSkills === true) {
    for (const skill of own.filter(({ name }) => !asked.includes(String(name))))
      store.update(technicianSkills, skill, { active: false });
  }
  for (const name of new Set(asked)) {
    if (!own.some((skill) => skill.name === name)) store.insert(technicianSkills, { name, technicianId });
  }
  const now = store.find(technicianSkills, 'technicianId', technicianId);
  return { value: { updated: true, technicianSkills: now.map((skill) => shown(store, skill)) } };
}

export function deleteSkill(call: Call): Answer {
  const skill = skillOf(call);
  call.store.update(technicianSkills, skill, { active: false });
  return { value: { id: String(skill.id) } };
}

/** Where a customer can watch the technician come, who must be on the appointment. */
export function tracking(call: Call): Answer {
  const [technicianId, appointmentId] = [call.query.technicianId as Id, call.query.appointmentId as Id];
  if (!call.store.get(appointments, appointmentId))
    throw invalid({ appointmentId: [`Appointment with id ${appointmentId} was not found.`] });
  const assigned = assignedTo(call.store, appointmentId).some((one) => one.technicianId === technicianId);
  if (!assigned) throw invalid({ technicianId: ['The technician is not assigned to the appointment.'] });
  return {
    value: {
      technicianTrackingUrl: `https://track.example.com/${String(appointmentId)}/${String(technicianId)}`,
    },
  };
}

/** Positions of trucks; each is answered on its own. */
export function takePings(call: Call): Answer {
  const pings = Array.isArray(call.body) ? (call.body as Doc[]) : [];
  return {
    value: pings.map((ping) => {
      const known = ping.latitude != null && ping.longitude != null;
      if (known) call.store.insert(gpsPings, { ...ping, provider: String(call.params.gps_provider) });
      return {
        externalId: ping.externalId ?? '',
        status: known ? 'Success' : 'Fail',
        message: known ? '' : 'latitude and longitude are required.',
      };
    }),
  };
}

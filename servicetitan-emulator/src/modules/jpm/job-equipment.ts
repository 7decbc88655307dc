/** Installed equipment that a job is about: what stands where the job is. */

import { type Id, idsAt } from '../../json/value.ts';
import { type Answer, type Call, idParam } from '../../operations/call.ts';
import { bodyDoc, checkReferences, found } from '../../operations/record.ts';
import { invalid, notFound } from '../../wire/problem.ts';
import { installedEquipment } from '../equipmentsystems/collections.ts';
import { jobs } from './collections.ts';

const answerIds = (equipmentIds: Id[]): Answer => ({ value: { equipmentIds } });

export const equipment = (call: Call): Answer => answerIds(idsAt(found(call, jobs), 'equipmentIds'));

export function attachEquipment(call: Call): Answer {
  const job = found(call, jobs);
  const body = bodyDoc(call);
  checkReferences(call, body, { equipmentIds: installedEquipment });
  const added = idsAt(body, 'equipmentIds');
  const elsewhere = added.filter(
    (id) => call.store.get(installedEquipment, id)?.locationId !== job.locationId,
  );
  if (elsewhere.length > 0)
    throw invalid({ equipmentIds: elsewhere.map((id) => `Equipment ${id} stands at another location.`) });
  const equipmentIds = [...new Set([...idsAt(job, 'equipmentIds'), ...added])];
  call.store.update(jobs, job, { equipmentIds });
  return answerIds(equipmentIds);
}

function detach(call: Call, gone: readonly Id[]): Answer {
  const job = found(call, jobs);
  const equipmentIds = idsAt(job, 'equipmentIds').filter((id) => !gone.includes(id));
  call.store.update(jobs, job, { equipmentIds });
  return undefined;
}

export function detachEquipment(call: Call): Answer {
  const id = idParam(call, 'equipmentId');
  if (!idsAt(found(call, jobs), 'equipmentIds').includes(id)) throw notFound('Equipment', id);
  return detach(call, [id]);
}

export const detachAllEquipment = (call: Call): Answer => detach(call, idsAt(bodyDoc(call), 'equipmentIds'));

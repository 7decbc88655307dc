/** Findings: made by technicians at a location, archived when done with. */
import { type Doc, docsAt, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences, found, type Make } from '../../operations/record.ts';
import { conflict, type FieldErrors, invalid } from '../../wire/problem.ts';
import { locations } from '../crm/collections.ts';
import { installedEquipment } from '../equipmentsystems/collections.ts';
import { jobs } from '../jpm/collections.ts';
import { estimates } from '../sales/collections.ts';
import { statusOf } from '../sales/estimates.ts';
import { FINDING, findingAttachments, findings } from './collections.ts';
import { findingStatus } from './finding-status.ts';

/** The finding with what its own answer shows beside its members. */
function detailed(call: Call, finding: Doc): Answer {
  const { store } = call;
  const offers = idsAt(finding, 'linkedEstimateIds')
    .map((id) => store.get(estimates, id))
    .filter((estimate) => estimate !== undefined);
  return answer(call, findings, {
    ...finding,
    status: findingStatus(finding.archived === true, offers.map(statusOf)),
    attachments: store.find(findingAttachments, 'findingId', finding.id as Id),
  });
}

export const getFinding = (call: Call): Answer => detailed(call, found(call, findings));

/** The job and the equipment must be at the location of the finding. */
function checkPlace(call: Call, body: Doc): void {
  checkReferences(call, body, {
    locationId: locations,
    sourceJobId: jobs,
    installedEquipmentId: installedEquipment,
  });
  const errors: FieldErrors = {};
  for (const [member, collection] of [
    ['sourceJobId', jobs],
    ['installedEquipmentId', installedEquipment],
  ] as const) {
    const other = call.store.get(collection, idAt(body, member));
    if (other && other.locationId !== body.locationId)
      errors[member] = [`${collection.noun} ${String(other.id)} is at another location.`];
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
}

/** Makes a finding with its attachments. Refuses with 400 what does not belong to its location. */
export function createFinding(call: Call): Answer {
  const { attachments: _attachments, ...members } = bodyDoc(call);
  checkPlace(call, members);
  const files = docsAt(bodyDoc(call), 'attachments').map((file, at) => named(file, `attachments[${at}].`));
  const finding = call.store.insert(findings, {
    ...FINDING,
    ...members,
    createdBy: INTEGRATION_USER,
    modifiedBy: INTEGRATION_USER,
  });
  for (const file of files) call.store.insert(findingAttachments, { ...file, findingId: finding.id as Id });
  return detailed(call, finding);
}

export function updateFinding(call: Call): Answer {
  const changes = { ...bodyDoc(call), modifiedBy: INTEGRATION_USER };
  return detailed(call, call.store.update(findings, found(call, findings), changes));
}

/** An attachment with a name and an address. Refuses with 400 what lacks one. */
function named(file: Doc, path = ''): Doc {
  const errors: FieldErrors = {};
  for (const member of ['fileName', 'url']) {
    if (textAt(file, member)?.trim() === '')
      errors[`${path}${member}`] = [`The ${member} must not be empty.`];
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return file;
}

/** Members of an attachment. What is archived stays as it is: refused with 409. */
export const attachmentMembers: Make = (call, body) => {
  if (found(call, findings).archived === true) throw conflict('The finding is archived.');
  return named(body);
};

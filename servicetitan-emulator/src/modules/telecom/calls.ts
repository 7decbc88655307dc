/** Calls: how they come about, what lists show of them, how they are classified (reference: "Calls"). */
import { type Doc, docAt, type Id, idAt, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc, checkReferences, found } from '../../operations/record.ts';
import { answerType, shaped } from '../../operations/text.ts';
import type { Store } from '../../store/store.ts';
import { notFound } from '../../wire/problem.ts';
import { customers, locations } from '../crm/collections.ts';
import { callReasons } from '../jbce/collections.ts';
import { jobs, jobTypes } from '../jpm/collections.ts';
import { campaigns } from '../marketing/collections.ts';
import { businessUnits, employees } from '../settings/collections.ts';
import { bundled, detailed } from './bundle.ts';
import { CALL, calls } from './collections.ts';

const named = (doc: Doc | undefined): Doc | null =>
  doc ? { id: doc.id ?? null, name: doc.name ?? '' } : null;

/** Seconds as the API writes a length of time: `00:03:25`. */
function durationOf(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** What is known of a call when it ends; ids of records that the store has. */
export interface CallFacts {
  from: string;
  to: string;
  direction?: 'Inbound' | 'Outbound';
  seconds: number;
  /** Null while nobody has classified it. */
  type: string | null;
  customerId?: Id | undefined;
  locationId?: Id | undefined;
  /** The job, or what is known of one that is about to be written. */
  job?: Doc | undefined;
  campaignId?: Id | undefined;
  agentId?: Id | undefined;
  reasonId?: Id | undefined;
  leadId?: Id | undefined;
  voicemail?: boolean;
  excuseMemo?: string;
}

/** The record of a call. `createdOn` is when it came in or was placed. */
export function callOf(store: Store, facts: CallFacts): Doc {
  const id = store.newId();
  const { from, to, direction = 'Inbound', seconds, type, voicemail = false, excuseMemo = '' } = facts;
  const agent = store.get(employees, facts.agentId);
  const path = `/telecom/v2/calls/${String(id)}`;
  return {
    ...CALL,
    id,
    from,
    to,
    direction,
    seconds,
    duration: durationOf(seconds),
    type,
    excuseMemo,
    sid: `CA${String(id).padStart(32, '0')}`,
    recordingUrl: voicemail || seconds === 0 ? null : `${path}/recording`,
    voiceMailPath: voicemail ? `${path}/voicemail` : null,
    customer: named(store.get(customers, facts.customerId)),
    location: named(store.get(locations, facts.locationId)),
    campaign: named(store.get(campaigns, facts.campaignId)),
    reason: named(store.get(callReasons, facts.reasonId)),
    job: jobShown(facts.job),
    agent: named(agent),
    createdBy: named(agent),
    lead: facts.leadId === undefined ? null : { id: facts.leadId },
  };
}

const jobShown = (job: Doc | undefined): Doc | null =>
  job ? { id: job.id ?? null, number: job.jobNumber ?? '' } : null;

/** A call of the list of v3. */
export function listed({ store }: Call, call: Doc): Doc {
  const job = store.get(jobs, idAt(docAt(call, 'job') ?? {}, 'id'));
  const type = store.get(jobTypes, job && idAt(job, 'jobTypeId'));
  const reason = store.get(callReasons, idAt(docAt(call, 'reason') ?? {}, 'id'));
  return {
    id: call.id ?? null,
    jobNumber: job?.jobNumber ?? null,
    projectId: job?.projectId ?? 0,
    businessUnit: named(store.get(businessUnits, job && idAt(job, 'businessUnitId'))),
    type: type ? { id: type.id ?? null, name: type.name ?? null, modifiedOn: type.modifiedOn ?? null } : null,
    leadCall: {
      ...call,
      receivedOn: call.createdOn ?? null,
      callType: call.type ?? null,
      voiceMailUrl: call.voiceMailPath ?? null,
      reason: reason
        ? { ...named(reason), lead: reason.isLead ?? false, active: reason.active ?? true }
        : null,
      agent: agentShown(call),
      tags: [],
    },
  };
}

function agentShown(call: Doc): Doc | null {
  const agent = docAt(call, 'agent');
  return agent ? { ...agent, externalId: call.agentExternalId ?? null } : null;
}

export function getCall(call: Call): Answer {
  const doc = found(call, calls);
  const type = answerType(call.operation);
  return type ? { value: shaped(call.store, calls, bundled(call.store, doc), type) } : undefined;
}

/** Classifies a call: its type, reason, and whom and which job it was about. */
export function updateCall(call: Call): Answer {
  const doc = found(call, calls);
  const body = bodyDoc(call);
  const { store } = call;
  checkReferences(call, body, { campaignId: campaigns, jobId: jobs, agentId: employees });
  const [customer, location] = [docAt(body, 'customer'), docAt(body, 'location')];
  if (customer) checkReferences(call, customer, { id: customers });
  if (location) checkReferences(call, location, { id: locations });
  const job = store.get(jobs, idAt(body, 'jobId'));
  const text = (name: string): Doc => {
    const value = textAt(body, name);
    return value === undefined ? {} : { [name]: value };
  };
  const linked = (name: string, value: Doc | null): Doc => (value ? { [name]: value } : {});
  const changed = store.update(calls, doc, {
    ...text('excuseMemo'),
    ...text('tag'),
    ...(textAt(body, 'callType') !== undefined && { type: body.callType ?? null }),
    ...linked('job', jobShown(job)),
    ...linked('campaign', named(store.get(campaigns, idAt(body, 'campaignId')))),
    ...linked('agent', named(store.get(employees, idAt(body, 'agentId')))),
    ...linked('customer', named(store.get(customers, idAt(customer ?? {}, 'id')))),
    ...linked('location', named(store.get(locations, idAt(location ?? {}, 'id')))),
    ...linked('reason', reasonOf(store, docAt(body, 'reason'))),
  });
  // A job shows the call that led to it; that is not a change of the job itself.
  if (job && job.leadCallId == null) store.amend(jobs, job, { leadCallId: doc.id ?? null });
  const type = answerType(call.operation);
  return type ? { value: shaped(store, calls, detailed(store, changed), type) } : undefined;
}

/** The call reason with the name; reasons that the company does not have are not made here. */
function reasonOf(store: Store, reason: Doc | undefined): Doc | null {
  const name = reason && textAt(reason, 'name')?.toLowerCase();
  if (!name) return null;
  return named(store.find(callReasons, 'name', name)[0]);
}

/** One second of silence: 38 frames of MPEG-1 Layer III, 128 kbit/s, 44.1 kHz, each 417 bytes (ISO/IEC 11172-3). */
function silence(): Uint8Array {
  const [frames, size] = [38, 417];
  const bytes = new Uint8Array(frames * size);
  for (let at = 0; at < frames; at += 1) bytes.set([0xff, 0xfb, 0x90, 0x64], at * size);
  return bytes;
}

/** A recording or a voicemail; the emulator keeps no voices, so it is silent. 404 when the call has none. */
export const audio =
  (member: 'recordingUrl' | 'voiceMailPath') =>
  (call: Call): Answer => {
    const doc = found(call, calls);
    if (doc[member] == null)
      throw notFound(member === 'recordingUrl' ? 'Recording of call' : 'Voicemail of call', doc.id);
    return { bytes: silence(), type: 'audio/mpeg' };
  };

/** Collections of the telecom API (reference: "Calls"). */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

/** Calls are kept as the export feed shows them; the lists of v2 and v3 make their shapes of that. */
export const calls: Collection = {
  name: 'calls',
  noun: 'Call',
  schema: 'Telecom.V2.ExportCallResponse',
  columns: {
    campaignId: { kind: 'id', path: 'campaign.id' },
    agentId: { kind: 'id', path: 'agent.id' },
    agentName: { kind: 'search', path: 'agent.name' },
    agentIsExternal: { kind: 'flag' },
    agentExternalId: { kind: 'id' },
    seconds: { kind: 'number' },
    phoneNumberCalled: { kind: 'text', path: 'to' },
    callerPhoneNumber: { kind: 'text', path: 'from' },
    sid: { kind: 'text', index: true },
    tag: { kind: 'text' },
  },
};

export const CALL: Doc = {
  direction: 'Inbound',
  status: 'Completed',
  excuseMemo: '',
  tag: '',
  seconds: 0,
  duration: '00:00:00',
  agentIsExternal: false,
};

/** Numbers that asked not to be texted. */
export const optOuts: Collection = {
  name: 'optOuts',
  noun: 'Opt-out',
  schema: 'Telecom.V3.OptOutResponse',
  columns: { contactNumber: { kind: 'text', index: true } },
};

/** Collections of leads and of the newer contacts, whose ids are guids (reference: "Leads", "Contacts (newer, guid-keyed)"). */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const leads: Collection = {
  name: 'leads',
  noun: 'Lead',
  schema: 'Crm.V2.LeadResponse',
  wide: 'Crm.V2.ExportLeadsResponse',
  columns: {
    customerId: { kind: 'id', index: true },
    locationId: { kind: 'id' },
    status: { kind: 'text', index: true },
    leadCustomerName: { kind: 'search' },
    leadPhone: { kind: 'search' },
    captureSource: { kind: 'text' },
  },
};

export const LEAD: Doc = { status: 'Open', priority: 'Normal', tagTypeIds: [] };

export const leadNotes: Collection = {
  name: 'leadNotes',
  noun: 'Note',
  schema: 'Crm.V2.NoteResponse',
  columns: { leadId: { kind: 'id', index: true } },
  vanishes: true,
};

export const contacts: Collection = {
  name: 'contacts',
  noun: 'Contact',
  schema: 'Crm.V2.ContactResponse',
  columns: {
    name: { kind: 'search' },
    title: { kind: 'search' },
    referenceId: { kind: 'text' },
    isArchived: { kind: 'flag' },
  },
};

/** `guid` is the id that a caller chose by putting the method there. */
export const contactMethods: Collection = {
  name: 'contactMethods',
  noun: 'Contact method',
  schema: 'Crm.V2.ContactMethodResponse',
  columns: {
    contactId: { kind: 'id', index: true },
    referenceId: { kind: 'text' },
    type: { kind: 'text' },
    value: { kind: 'text' },
    guid: { kind: 'text', index: true },
  },
  vanishes: true,
};

export const relationships: Collection = {
  name: 'contactRelationships',
  noun: 'Relationship',
  schema: 'Crm.V2.ContactRelationshipResponse',
  columns: {
    contactId: { kind: 'id', index: true },
    relatedEntityId: { kind: 'id', index: true },
    typeSlug: { kind: 'text' },
    typeName: { kind: 'text' },
  },
  vanishes: true,
};

/** What somebody can be asked about a way to reach them. */
export const preferenceTypes: Collection = {
  name: 'contactPreferenceTypes',
  noun: 'Preference',
  schema: 'Crm.V2.ContactPreferenceTypeResponse',
  columns: { name: { kind: 'text' } },
};

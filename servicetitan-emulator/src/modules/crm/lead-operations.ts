/** Leads and guid-keyed contacts: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { list } from '../../operations/list.ts';
import { act, get } from '../../operations/record.ts';
import * as contact from './guid-contacts.ts';
import { contactMethods, contacts, leadNotes, leads, relationships } from './lead-collections.ts';
import * as lead from './leads.ts';

const contactFilters = { filters: { isArchived: contact.archived } };

export const leadRows: Rows = {
  'crm.leads.getList': list(leads, { filters: lead.leadFilters, onlyIf: { leadUrl: 'genPermUrl' } }),
  'crm.leads.get': get(leads),
  'crm.leads.create': act(lead.createLead),
  'crm.leads.update': act(lead.updateLead),
  'crm.leads.createFollowUp': act(lead.followUp),
  'crm.leads.dismiss': act(lead.dismissLead),
  'crm.leads.submitLeadForm': act(lead.submitForm),
  'crm.leads.getNotes': list(leadNotes, { of: { collection: leads, param: 'id', column: 'leadId' } }),
  'crm.leads.createNote': act(lead.noteOnLead),
  'crm.export.leads': feed(leads),

  'crm.contacts.getList': list(contacts, contactFilters),
  'crm.contacts.getByRelationshipId': list(contacts, { ...contactFilters, where: contact.relatedTo }),
  'crm.contacts.get': get(contacts),
  'crm.contacts.create': act(contact.createContact),
  'crm.contacts.update': act(contact.updateContact),
  'crm.contacts.replace': act(contact.replaceContact),
  'crm.contacts.deleteContact': act(contact.deleteContact),
  'crm.contacts.searchContactMethods': list(contactMethods, {
    as: contact.methodShown,
    filters: { contactId: contact.ofContactId },
  }),
  'crm.contactMethods.getContactMethods': list(contactMethods, {
    of: contact.ofContact,
    as: contact.methodShown,
  }),
  'crm.contactMethods.getContactMethod': act(contact.getMethod),
  'crm.contactMethods.createContactMethod': act(contact.createMethod),
  'crm.contactMethods.upsertContactMethod': act(contact.putMethod),
  'crm.contactMethods.updateContactMethod': act(contact.updateMethod),
  'crm.contactMethods.deleteContactMethod': act(contact.deleteMethod),
  'crm.contacts.getPreferenceMetadataList': act(contact.listPreferenceTypes),
  'crm.contactPreferences.getContactMethodPreferences': act(contact.getPreferences),
  'crm.contactPreferences.getContactMethodPreference': act(contact.getPreference),
  'crm.contactPreferences.updateContactMethodPreference': act(contact.updatePreference),
  'crm.contacts.getContactRelationshipList': list(relationships, { of: contact.ofContact }),
  'crm.contacts.createContactRelationship': act(contact.relate),
  'crm.contacts.deleteContactRelationship': act(contact.unrelate),
};

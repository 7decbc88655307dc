/** Leads that are open still, and contacts whose ids are guids. */
import type { Arrangement, Kitchen, Recipes } from './recipe.ts';

async function newLead(kitchen: Kitchen): Promise<Arrangement> {
  const { id } = await kitchen.send('POST', 'crm/leads', {
    campaignId: await kitchen.id('campaignId'),
    summary: 'Asked about a water heater.',
    followUpDate: kitchen.time(24),
  });
  return { path: { id } };
}

const ofNewLead = { before: newLead };

async function newContact(kitchen: Kitchen): Promise<unknown> {
  return (await kitchen.send('POST', 'crm/contacts', { name: 'Ada Byron', title: 'Owner' })).id;
}

/** A contact with a phone, as path parameters. */
async function reachable(kitchen: Kitchen): Promise<Record<string, unknown>> {
  const contactId = await newContact(kitchen);
  const method = { type: 'MobilePhone', value: '3035550142' };
  const { id } = await kitchen.send('POST', `crm/contacts/${contactId}/contact-methods`, method);
  return { contactId, contactMethodId: id };
}

const ofReachable = (body?: Record<string, unknown>) => ({
  before: async (kitchen: Kitchen): Promise<Arrangement> => ({
    path: { ...(await reachable(kitchen)), preferenceName: 'MarketingUpdates' },
    ...(body && { body }),
  }),
});

const METHODS = '/crm/v2/contacts/{contactId}/contact-methods';
const RELATION = '/crm/v2/contacts/{contactId}/relationships/{relatedEntityId}/{typeSlug}';

async function related(kitchen: Kitchen, done: boolean): Promise<Arrangement> {
  const [customer] = await kitchen.list('crm/customers?pageSize=1');
  const path = { contactId: await newContact(kitchen), relatedEntityId: customer?.id, typeSlug: 'customer' };
  if (done)
    await kitchen.send('POST', `crm/contacts/${path.contactId}/relationships/${customer?.id}/customer`);
  return { path };
}

export const leads: Recipes = {
  'PATCH /crm/v2/leads/{id}': ofNewLead,
  'POST /crm/v2/leads/{id}/follow-up': ofNewLead,
  'POST /crm/v2/leads/{id}/dismiss': {
    before: async (kitchen) => {
      const [reason] = await kitchen.list('jbce/call-reasons?pageSize=1');
      return { ...(await newLead(kitchen)), body: { dismissingReasonId: reason?.id } };
    },
  },
  'DELETE /crm/v2/contacts/{id}': {
    before: async (kitchen) => ({ path: { id: await newContact(kitchen) } }),
  },
  [`POST ${METHODS}`]: ofReachable({ type: 'Email', value: 'ada@example.com' }),
  [`PUT ${METHODS}/{contactMethodId}`]: ofReachable({ type: 'Email', value: 'ada@example.com' }),
  [`PATCH ${METHODS}/{contactMethodId}`]: ofReachable({ value: '3035550143' }),
  [`GET ${METHODS}/{contactMethodId}/preferences/{preferenceName}`]: ofReachable(),
  [`PATCH ${METHODS}/{contactMethodId}/preferences/{preferenceName}`]: ofReachable({ value: 'true' }),
  'GET /crm/v2/contacts/relationships/{relationshipId}': {
    before: async (kitchen) => ({
      path: { relationshipId: (await related(kitchen, true)).path?.relatedEntityId },
    }),
  },
  [`POST ${RELATION}`]: { before: async (kitchen) => await related(kitchen, false) },
  [`DELETE ${RELATION}`]: { before: async (kitchen) => await related(kitchen, true) },
};

/** Memberships, the visits they make due, and what these are charged with. */
import type { Row } from '../emulator/records.ts';
import type { Arrangement, Kitchen, Recipes } from './recipe.ts';

/** A sale of the first plan on the list to a customer that the company has. */
async function sale(kitchen: Kitchen): Promise<Arrangement> {
  const [location] = await kitchen.list('crm/locations?pageSize=1');
  const [type] = await kitchen.list('memberships/membership-types?pageSize=1');
  const terms = await kitchen.get(`memberships/membership-types/${type?.id}/duration-billing-items`);
  const [term] = Object.values(terms) as Row[];
  return {
    body: {
      customerId: location?.customerId,
      businessUnitId: await kitchen.id('businessUnitId'),
      saleTaskId: 1,
      durationBillingId: term?.id,
      locationId: location?.id,
      recurringServiceAction: 'Single',
      recurringLocationId: location?.id,
    },
  };
}

/** A membership that was just sold, and its place. */
async function sold(kitchen: Kitchen): Promise<{ id: unknown; locationId: unknown }> {
  const { body } = await sale(kitchen);
  const { customerMembershipId: id } = await kitchen.send('POST', 'memberships/memberships/sale', body);
  return { id, locationId: (body as Row).locationId };
}

/** A visit that is due, and a job at its place. */
async function visit(kitchen: Kitchen): Promise<Arrangement> {
  const [job] = await kitchen.list('jpm/jobs?pageSize=1&jobStatus=Completed');
  const events = await kitchen.list(
    `memberships/recurring-service-events?locationId=${job?.locationId}&pageSize=50`,
  );
  const open = events.find(({ jobId }) => jobId === null);
  if (open) return { path: { id: open.id }, body: { jobId: job?.id } };
  const [service] = await kitchen.list('memberships/recurring-services?pageSize=1');
  const [other] = await kitchen.list(`jpm/jobs?pageSize=1&locationId=${service?.locationId}`);
  const due = await kitchen.list(
    `memberships/recurring-service-events?locationId=${service?.locationId}&pageSize=50`,
  );
  return { path: { id: due.find(({ jobId }) => jobId === null)?.id }, body: { jobId: other?.id } };
}

async function template(kitchen: Kitchen): Promise<unknown> {
  const [type] = await kitchen.list('memberships/recurring-service-types?pageSize=1');
  return type?.invoiceTemplateId;
}

const ofTemplate = { before: async (kitchen: Kitchen) => ({ path: { id: await template(kitchen) } }) };

export const memberships: Recipes = {
  'POST /memberships/v2/memberships/sale': { before: sale },
  'PATCH /memberships/v2/memberships/{id}': {
    before: async (kitchen) => {
      const { id, locationId } = await sold(kitchen);
      const one = { locationId, recurringLocationId: locationId, paymentMethodId: undefined };
      return {
        path: { id },
        body: { ...one, status: 'Suspended', from: kitchen.time(0), to: kitchen.time(9000) },
      };
    },
  },
  'GET /memberships/v2/memberships/{id}/status-changes': {
    before: async (kitchen) => {
      const { id } = await sold(kitchen);
      await kitchen.send('PATCH', `memberships/memberships/${id}`, { status: 'Canceled' });
      return { path: { id } };
    },
  },
  'GET /memberships/v2/invoice-templates': {
    before: async (kitchen) => ({ query: { ids: String(await template(kitchen)) } }),
  },
  'GET /memberships/v2/invoice-templates/{id}': ofTemplate,
  'PATCH /memberships/v2/invoice-templates/{id}': {
    ...ofTemplate,
    body: { items: [{ skuId: 7, quantity: 2, unitPrice: 10.25, isAddOn: false }] },
  },
  'POST /memberships/v2/recurring-service-events/{id}/mark-complete': { before: visit },
  'POST /memberships/v2/recurring-service-events/{id}/mark-incomplete': {
    before: async (kitchen) => {
      const made = await visit(kitchen);
      await kitchen.send(
        'POST',
        `memberships/recurring-service-events/${made.path?.id}/mark-complete`,
        made.body,
      );
      return made;
    },
  },
};

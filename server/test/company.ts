import type { Emulator } from 'servicetitan-emulator';
import { connect } from '../src/connections/index.ts';
import { inWorkspace } from '../src/platform/index.ts';
import { accessOf, openApi } from './api.ts';
import type { TestApp } from './app.ts';
import type { Row } from './json.ts';

/** A company of the emulator as a test looks at it: over the API itself, not through the product's client. */
export interface Company {
  /** A job type, business unit and campaign that go together. */
  readonly choice: {
    readonly jobTypeId: string;
    readonly businessUnitId: string;
    readonly campaignId: string;
  };
  readonly otherJobTypeId: string;
  readonly otherCampaignId: string;
  job(id: string): Promise<Row>;
  customer(id: string): Promise<Row>;
  location(id: string): Promise<Row>;
  appointments(jobId: string): Promise<Row[]>;
  /** Jobs that carry the booking's mark. */
  jobsOf(bookingId: string): Promise<Row[]>;
  count(resource: 'customers' | 'locations'): Promise<number>;
  /** A customer with one location whose phone no other customer has. */
  someCustomer(): Promise<{ id: string; name: string; phone: string; locationId: string; address: Row }>;
  readonly faults: { add(order: Record<string, unknown>): Promise<void>; clear(): Promise<void> };
}

/** Connects the workspace to the emulator and gives a view of it. */
export async function connectCompany(
  house: TestApp,
  workspaceId: string,
  emulator: Emulator,
): Promise<Company> {
  await inWorkspace(house.parts.db, workspaceId, async (tx) => {
    await connect(tx, house.parts.vault, workspaceId, accessOf(emulator));
  });
  const { rows } = await house.parts.db.systemPool.query(
    'select application_guid from connections where workspace_id = $1',
    [workspaceId],
  );
  const guid = rows[0].application_guid as string;
  // Ids as text, as the product shows them, read from the digits: numbers would lose some beyond 2^53.
  const idsAsText = (text: string): Row =>
    JSON.parse(text.replaceAll(/(?<=[:[,]\s*)\d{5,}(?=\s*[,\]}])/g, (digits) => `"${digits}"`));
  const { get, list } = openApi(emulator, idsAsText);

  const units = await list('settings/v2/business-units');
  const types = (await list('jpm/v2/job-types')).filter((type) => type.businessUnitIds.length > 0);
  const campaigns = await list('marketing/v2/campaigns');
  const [type] = types;
  return {
    choice: {
      jobTypeId: type.id,
      businessUnitId: units.find((unit) => type.businessUnitIds.includes(unit.id)).id,
      campaignId: campaigns[0].id,
    },
    otherJobTypeId: types[1].id,
    otherCampaignId: campaigns[1].id,
    job: async (id) => await get(`jpm/v2/jobs/${id}`),
    customer: async (id) => await get(`crm/v2/customers/${id}`),
    location: async (id) => await get(`crm/v2/locations/${id}`),
    appointments: async (jobId) => await list(`jpm/v2/appointments?jobId=${jobId}`),
    jobsOf: async (bookingId) =>
      await list(
        `jpm/v2/jobs?externalDataApplicationGuid=${guid}&externalDataKey=tradepostBooking&externalDataValues=${bookingId}`,
      ),
    count: async (resource) =>
      (await get(`crm/v2/${resource}?includeTotal=true&pageSize=1&active=Any`)).totalCount,
    async someCustomer() {
      for (const customer of await list('crm/v2/customers')) {
        const [locations, contacts] = [
          await list(`crm/v2/locations?customerId=${customer.id}`),
          await list(`crm/v2/customers/${customer.id}/contacts`),
        ];
        const phone = contacts.find((contact) => /Phone/.test(contact.type))?.value;
        const [first, last] = customer.name.split(' ');
        if (!phone || locations.length !== 1 || !first || !last || customer.name.split(' ').length !== 2)
          continue;
        const sharing = await list(`crm/v2/customers?phone=${phone.replaceAll(/\D/g, '').slice(-10)}`);
        if (sharing.length === 1)
          return {
            id: customer.id,
            name: customer.name,
            phone,
            locationId: locations[0].id,
            address: locations[0].address,
          };
      }
      throw new Error('the company has no such customer');
    },
    faults: {
      add: async (order) => {
        const answer = await fetch(`${emulator.url}/_emulator/faults`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(order),
        });
        if (!answer.ok) throw new Error(await answer.text());
      },
      clear: async () => void (await fetch(`${emulator.url}/_emulator/faults`, { method: 'DELETE' })),
    },
  };
}

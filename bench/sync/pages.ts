import { writeFileSync } from 'node:fs';
import { connectTo } from '../emulator/client.ts';
import type { CompanyFacts } from '../emulator/company.ts';

/** The feeds whose answers are stored in the store stage: what most rows of a company are. */
export const feeds = {
  customers: 'crm/export/customers',
  customerContacts: 'crm/export/customers/contacts',
  locations: 'crm/export/locations',
  appointments: 'jpm/export/appointments',
  appointmentAssignments: 'dispatch/export/appointment-assignments',
  invoices: 'accounting/export/invoices',
  estimates: 'sales/export/estimates',
  jobs: 'jpm/export/jobs',
} as const;

/** One answer of a feed as it came. */
export type StoredPage = readonly [resource: keyof typeof feeds, text: string];

/** Reads the feeds of a company to their ends into a file, so that every subject stores the same answers. */
export async function savePages(facts: CompanyFacts, file: string): Promise<number> {
  const client = await connectTo(facts);
  const pages: StoredPage[] = [];
  let rows = 0;
  for (const [resource, path] of Object.entries(feeds)) {
    let from = '';
    for (let more = true; more; ) {
      const text = (await client.get(`${path}${from}`)).toString();
      const { hasMore, continueFrom, data } = JSON.parse(text) as {
        hasMore: boolean;
        continueFrom: string;
        data: unknown[];
      };
      if (data.length > 0) pages.push([resource as keyof typeof feeds, text]);
      rows += data.length;
      more = hasMore;
      from = `?from=${continueFrom}`;
    }
  }
  client.close();
  writeFileSync(file, JSON.stringify(pages));
  return rows;
}

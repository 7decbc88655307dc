/** A page that shows one job to a person, as "open in ServiceTitan" would. */

import { type Doc, docAt, type Id, idAt } from '../json/value.ts';
import { customerContacts, customers, locations } from '../modules/crm/collections.ts';
import { assignedTo } from '../modules/dispatch/assignments.ts';
import { appointments, jobNotes, jobs, jobTypes } from '../modules/jpm/collections.ts';
import { campaigns } from '../modules/marketing/collections.ts';
import { businessUnits } from '../modules/settings/collections.ts';
import type { Tenant } from '../operations/call.ts';
import type { Collection } from '../store/collection.ts';
import { type Html, html, page } from './html.ts';
import { localTime, plainText } from './readable.ts';

/** The page of a job; undefined when there is none with this id. */
export function jobView(tenant: Tenant, id: Id): string | undefined {
  const { store } = tenant;
  const job = store.get(jobs, id);
  if (!job) return undefined;
  const linked = (collection: Collection, member: string): Doc =>
    store.get(collection, idAt(job, member)) ?? {};
  const [customer, location] = [linked(customers, 'customerId'), linked(locations, 'locationId')];
  const contacts = store.find(customerContacts, 'customerId', idAt(job, 'customerId') ?? 0);
  const visits = store.find(appointments, 'jobId', id);
  const notes = store.find(jobNotes, 'jobId', id);
  const title = `Job ${String(job.jobNumber)}`;
  return page(
    title,
    html`<header><h1>${title}</h1>
<p class="soft"><a href="/_emulator/">ServiceTitan emulator</a>, company ${tenant.id}</p></header>
<section><h2>Job</h2>${facts([
      ['Status', job.jobStatus],
      ['Type', linked(jobTypes, 'jobTypeId').name],
      ['Business unit', linked(businessUnits, 'businessUnitId').name],
      ['Campaign', linked(campaigns, 'campaignId').name],
      ['Priority', job.priority],
      ['Summary', plainText(job.summary)],
      ['Booking', job.bookingId],
      ['Created', localTime(job.createdOn)],
      ['Completed', job.completedOn ? localTime(job.completedOn) : null],
    ])}</section>
<section><h2>Customer</h2>${facts([
      ['Name', customer.name],
      ['Type', customer.type],
      ['Address', addressOf(customer)],
      ...contacts.map(
        (contact): Fact => [
          contact.type === 'MobilePhone' ? 'Mobile phone' : String(contact.type),
          contact.value,
        ],
      ),
    ])}</section>
<section><h2>Location</h2>${facts([
      ['Name', location.name],
      ['Address', addressOf(location)],
    ])}</section>
<section><h2>Appointments</h2>${visits.map((visit) => appointmentFacts(tenant, visit))}</section>
<section><h2>Notes</h2>${
      notes.length === 0
        ? html`<p class="soft">There are no notes.</p>`
        : notes.map(
            (note) =>
              html`<p>${plainText(note.text)} <span class="soft">${localTime(note.createdOn)}</span></p>`,
          )
    }</section>`,
  );
}

type Fact = readonly [string, Doc[string] | undefined];

function facts(rows: readonly Fact[]): Html {
  const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return html`<dl>${known.map(([name, value]) => html`<dt>${name}</dt><dd>${String(value)}</dd>`)}</dl>`;
}

function appointmentFacts({ store }: Tenant, visit: Doc): Html {
  const people = assignedTo(store, visit.id as Id).map(({ technicianName }) => String(technicianName));
  return facts([
    ['Number', visit.appointmentNumber],
    ['Status', visit.status],
    ['From', localTime(visit.start)],
    ['To', localTime(visit.end)],
    ['Technicians', people.join(', ') || 'nobody yet'],
    ['Instructions', visit.specialInstructions],
  ]);
}

function addressOf(doc: Doc): string {
  const { street, unit, city, state, zip } = docAt(doc, 'address') ?? {};
  return [street, unit, city, `${String(state ?? '')} ${String(zip ?? '')}`]
    .filter((part) => typeof part === 'string' && part.trim() !== '')
    .join(', ');
}

import type { OperationId } from 'servicetitan';
import { type Model, modelTable } from '../settings/models.ts';
import type { Settings } from '../settings/settings.ts';

/** Calls of one kind that a feature makes, and what stops without them. */
interface Need {
  readonly operations: readonly OperationId[];
  readonly needed: 'required' | 'optional';
  readonly stops: string;
}

export interface Feature {
  readonly id: string;
  readonly name: string;
  /** Whether the settings make use of it; what is off needs nothing (H58). */
  used(settings: Settings): boolean;
  needs(settings: Settings): readonly Need[];
}

/** Without these nothing of a model comes in; all else is missed only where it is looked for. */
const grounds: ReadonlySet<string> = new Set(['job', 'membership', 'call', 'customer']);

function sync(model: Model, id: string, name: string): Feature {
  return {
    id,
    name,
    used: (settings) => settings.models.includes(model),
    needs: (settings) =>
      modelTable[model].resources
        .filter(({ key, required }) => required || settings.resources[model].includes(key))
        .map(({ key, operations, stops }) => ({
          operations,
          needed: grounds.has(key) ? 'required' : 'optional',
          stops,
        })),
  };
}

const required = (stops: string, ...operations: OperationId[]): Need => ({
  operations,
  needed: 'required',
  stops,
});
const optional = (stops: string, ...operations: OperationId[]): Need => ({
  operations,
  needed: 'optional',
  stops,
});
const always =
  (...needs: Need[]) =>
  () =>
    needs;

const notesOn = (settings: Settings, target: 'job' | 'customer' | 'location'): boolean =>
  Object.values(settings.push).some((where) => where[target]);

/**
 * Everything Tradepost does with ServiceTitan and the calls it makes for it; scopes follow from the contract
 * (B30, H59, H60, GH-15, GH-16). A feature that is not built yet is not used and hence needs nothing.
 */
export const features: readonly Feature[] = [
  sync('job', 'jobs', 'Jobs'),
  sync('membership', 'memberships', 'Memberships'),
  sync('call', 'calls', 'Inbound calls'),
  {
    id: 'contacts',
    name: 'Contacts',
    used: () => true,
    needs: always(
      required(
        'No contact is made or kept up to date.',
        'crm.export.getCustomers',
        'crm.export.customersContacts',
      ),
      optional(
        'Phones and e-mail addresses that stand on a location are not seen.',
        'crm.export.locations',
        'crm.export.locationsContacts',
      ),
    ),
  },
  {
    id: 'booking',
    name: 'Booking of jobs from leads',
    used: () => true,
    needs: always(
      required('Customers are not found, and might be made twice.', 'crm.customers.getList'),
      required('Locations are not found, and might be made twice.', 'crm.locations.getList'),
      required('A lead of a new customer cannot be booked.', 'crm.customers.create'),
      required('A lead for a new address cannot be booked.', 'crm.locations.create'),
      required('Jobs made before are not found again after a failure.', 'jpm.jobs.getList'),
      required('No job can be made.', 'jpm.jobs.create'),
      required('There are no job types to choose from.', 'jpm.jobTypes.getList'),
      required('There are no business units to choose from.', 'settings.businessUnits.getList'),
      required('There are no campaigns to choose from.', 'marketing.campaigns.getList'),
      optional('Bookings are dismissed without a reason of ServiceTitan.', 'jbce.callReasons.get'),
      optional('Appointments of a booked job cannot be moved.', 'jpm.appointments.reschedule'),
    ),
  },
  {
    id: 'catalogues',
    name: 'Names and choices',
    used: () => true,
    needs: always(
      optional('Business units appear as ids.', 'settings.export.businessUnits'),
      optional('Job types appear as ids.', 'jpm.jobTypes.getList'),
      optional('Employees appear as ids.', 'settings.export.employees'),
      optional('Technicians appear as ids.', 'settings.export.technicians'),
      optional('Tags appear as ids.', 'settings.export.tagTypes'),
      optional('Roles of employees are not known.', 'settings.userRoles.getList'),
      optional('Campaigns appear as ids.', 'marketing.campaigns.getList'),
      optional('Campaigns have no categories.', 'marketing.campaignCategories.getList'),
      optional('Zones are not known.', 'dispatch.zone.getList'),
      optional('Teams are not known.', 'dispatch.team.getList'),
      optional('Arrival windows are not known.', 'dispatch.arrivalWindows.getList'),
      optional('Reasons of cancellations appear as ids.', 'jpm.jobCancelReasons.getList'),
      optional('Reasons of holds appear as ids.', 'jpm.jobHoldReasons.get'),
      optional('Membership types appear as ids.', 'memberships.export.membershipTypes'),
      optional('Types of recurring services appear as ids.', 'memberships.export.recurringServiceTypes'),
      optional('Payment types appear as ids.', 'accounting.paymentTypes.getList'),
      optional('Tax zones appear as ids.', 'accounting.taxZones.getList'),
      optional('Reasons of calls are not known.', 'jbce.callReasons.get'),
    ),
  },
  {
    id: 'notes',
    name: 'Notes to ServiceTitan',
    used: (settings) =>
      (['job', 'customer', 'location'] as const).some((target) => notesOn(settings, target)),
    needs: (settings) => [
      ...(notesOn(settings, 'job') ? [required('No note is written on jobs.', 'jpm.jobs.createNote')] : []),
      ...(notesOn(settings, 'customer')
        ? [required('No note is written on customers.', 'crm.customers.createNote')]
        : []),
      ...(notesOn(settings, 'location')
        ? [required('No note is written on locations.', 'crm.locations.createNote')]
        : []),
    ],
  },
  {
    id: 'availability',
    name: 'Availability',
    used: () => false,
    needs: always(
      required('Free capacity is not known.', 'dispatch.capacity.getList'),
      required('Shifts of technicians are not known.', 'dispatch.technicianShifts.getList'),
      required('Appointments that take up time are not known.', 'jpm.export.appointments'),
      optional('Absences and meetings are not known.', 'dispatch.nonJobAppointments.getList'),
      optional('Who is assigned is not known.', 'dispatch.export.appointmentAssignments'),
      optional('Business hours are not known.', 'dispatch.businessHour.getList'),
      optional('Zones are not known.', 'dispatch.zone.getList'),
    ),
  },
  {
    id: 'leads',
    name: "ServiceTitan's own leads and bookings",
    used: () => false,
    needs: always(
      optional('Leads are not read.', 'crm.leads.getList'),
      optional('Leads are not written.', 'crm.leads.create'),
      optional('Bookings are not read.', 'crm.bookings.getList'),
      optional('Bookings are not written.', 'crm.bookings.create'),
      optional('Tags of booking providers are not known.', 'crm.bookingProviderTags.getList'),
      optional('Items of invoices are not read on their own.', 'accounting.export.invoiceItems'),
      optional('Campaigns are not made for lead sources.', 'marketing.campaigns.create'),
    ),
  },
];

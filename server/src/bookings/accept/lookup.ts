import type { ServiceTitan } from '../../connections/index.ts';
import { type Known, nationalDigits, normalizePhone, type Person } from '../../contacts/index.ts';
import { externalKey } from './plan.ts';

type Client = ServiceTitan['client'];

export interface KnownCustomer extends Known {
  readonly address: string;
}

export interface KnownLocation {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly zip: string;
  readonly address: string;
}

/** Active customers of ServiceTitan that the phone leads to, with their contacts; at most 20. */
export async function findCustomers(
  client: Client,
  person: Person,
  signal?: AbortSignal,
): Promise<KnownCustomer[]> {
  const phone = normalizePhone(person.phone);
  if (!phone) return [];
  const { data: customers } = await client.crm.customers.getList({
    query: { phone: nationalDigits(phone), active: 'True', pageSize: 20 },
    signal,
  });
  if (customers.length === 0) return [];
  const { data: contacts } = await client.crm.customers.getModifiedContactsList({
    query: { customerIds: customers.map((customer) => customer.id).join(','), pageSize: 500 },
    signal,
  });
  return (
    customers
      .map((customer) => {
        const own = contacts.filter((contact) => contact.customerId === customer.id);
        return {
          id: customer.id,
          name: customer.name ?? '',
          phones: own.flatMap((contact) =>
            contact.type === 'Phone' || contact.type === 'MobilePhone'
              ? [normalizePhone(contact.value) ?? '']
              : [],
          ),
          emails: own.flatMap((contact) =>
            contact.type === 'Email' && contact.value ? [contact.value] : [],
          ),
          address: line(customer.address),
        };
      })
      // A filter that ServiceTitan does not know is ignored there without an error, so what came back is checked.
      .filter((customer) => customer.phones.includes(phone))
  );
}

export async function findLocations(
  client: Client,
  customerId: string,
  signal?: AbortSignal,
): Promise<KnownLocation[]> {
  const { data } = await client.crm.locations.getList({
    query: { customerId, active: 'True', pageSize: 200 },
    signal,
  });
  return data
    .filter((location) => location.customerId === customerId)
    .map((location) => ({
      id: location.id,
      name: location.name ?? '',
      street: location.address?.street ?? '',
      zip: location.address?.zip ?? '',
      address: line(location.address),
    }));
}

interface Marked {
  readonly id: string;
  readonly externalData?: readonly { readonly key?: string | null; readonly value?: string | null }[] | null;
}

/**
 * What an earlier attempt made for this booking, by the mark it was made with. The mark is checked on the answer: were
 * the filter ignored, any record would come back.
 */
function marked<T extends Marked>(rows: readonly T[], bookingId: string): T | null {
  return (
    rows.find((row) =>
      row.externalData?.some((item) => item.key === externalKey && item.value === bookingId),
    ) ?? null
  );
}

function byMark(connection: ServiceTitan, bookingId: string) {
  return {
    externalDataApplicationGuid: connection.applicationGuid,
    externalDataKey: externalKey,
    externalDataValues: bookingId,
    pageSize: 50,
  };
}

export async function findMadeCustomer(connection: ServiceTitan, bookingId: string): Promise<string | null> {
  const { data } = await connection.client.crm.customers.getList({
    query: { ...byMark(connection, bookingId), active: 'Any', sort: '-Id' },
  });
  return marked(data, bookingId)?.id ?? null;
}

export async function findMadeLocation(
  connection: ServiceTitan,
  bookingId: string,
  customerId: string,
): Promise<string | null> {
  const { data } = await connection.client.crm.locations.getList({
    query: { ...byMark(connection, bookingId), customerId, active: 'Any', sort: '-Id' },
  });
  const own = data.filter((location) => location.customerId === customerId);
  return marked(own, bookingId)?.id ?? null;
}

export async function findMadeJob(
  connection: ServiceTitan,
  bookingId: string,
): Promise<{ id: string; number: string } | null> {
  const { data } = await connection.client.jpm.jobs.getList({ query: byMark(connection, bookingId) });
  const job = marked(data, bookingId);
  return job && { id: job.id, number: job.jobNumber ?? job.id };
}

function line(
  address:
    | {
        street?: string | null;
        unit?: string | null;
        city?: string | null;
        state?: string | null;
        zip?: string | null;
      }
    | null
    | undefined,
): string {
  if (!address) return '';
  const street = [address.street, address.unit].filter(Boolean).join(' ');
  return [street, address.city, [address.state, address.zip].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
}

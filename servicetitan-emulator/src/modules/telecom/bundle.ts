/** The shapes of calls in v2, which embed whole records (reference: "Calls"). */
import { type Doc, docAt, type Id, idAt } from '../../json/value.ts';
import type { Store } from '../../store/store.ts';
import { customerContacts, customers } from '../crm/collections.ts';
import { callReasons } from '../jbce/collections.ts';
import { jobs, jobTypes } from '../jpm/collections.ts';
import { campaigns } from '../marketing/collections.ts';
import { memberships, membershipTypes } from '../memberships/collections.ts';
import { businessUnits } from '../settings/collections.ts';

const record = (
  store: Store,
  collection: Parameters<Store['get']>[0],
  link: Doc | undefined,
): Doc | undefined => store.get(collection, idAt(link ?? {}, 'id'));

/** A call with its job, as v2 shows it; a call that led to no job has null there. */
export function bundled(store: Store, call: Doc): Doc {
  const job = record(store, jobs, docAt(call, 'job'));
  const type = store.get(jobTypes, job && idAt(job, 'jobTypeId'));
  return {
    id: call.id ?? null,
    jobNumber: job?.jobNumber ?? '',
    projectId: job?.projectId ?? 0,
    businessUnit: unitShown(store.get(businessUnits, job && idAt(job, 'businessUnitId'))),
    type: type ? { id: type.id ?? null, name: type.name ?? '', modifiedOn: type.modifiedOn ?? null } : null,
    leadCall: detailed(store, call),
  };
}

/** A call with the customer, campaign and reason it has to do with. */
export function detailed(store: Store, call: Doc): Doc {
  const reason = record(store, callReasons, docAt(call, 'reason'));
  const agent = docAt(call, 'agent');
  return {
    ...call,
    receivedOn: call.createdOn ?? null,
    callType: call.type ?? null,
    recordingUrl: call.recordingUrl ?? '',
    voiceMailUrl: call.voiceMailPath ?? '',
    reason: reason
      ? {
          id: reason.id ?? null,
          name: reason.name ?? '',
          lead: reason.isLead ?? false,
          active: reason.active ?? true,
        }
      : null,
    customer: customerShown(store, record(store, customers, docAt(call, 'customer'))),
    campaign: record(store, campaigns, docAt(call, 'campaign')) ?? null,
    agent: agent ? { ...agent, externalId: call.agentExternalId ?? null } : null,
    tags: [],
  };
}

const filled = (doc: Doc, names: readonly string[]): Doc =>
  Object.fromEntries(names.map((name) => [name, doc[name] ?? '']));

function unitShown(unit: Doc | undefined): Doc | null {
  if (!unit) return null;
  const texts = [
    'officialName',
    'email',
    'currency',
    'phoneNumber',
    'invoiceHeader',
    'invoiceMessage',
    'authorizationParagraph',
    'acknowledgementParagraph',
    'materialSku',
    'quickbooksClass',
    'accountCode',
    'franchiseId',
    'conceptCode',
    'corporateContractNumber',
  ];
  const parts = ['street', 'unit', 'city', 'state', 'zip', 'country'];
  const tenant = ['name', 'quickbooksClass', 'accountCode', 'franchiseId', 'conceptCode'];
  return {
    ...unit,
    ...filled(unit, texts),
    address: filled(docAt(unit, 'address') ?? {}, parts),
    tenant: { id: 0, ...filled(docAt(unit, 'tenant') ?? {}, tenant), modifiedOn: unit.modifiedOn ?? null },
  };
}

function customerShown(store: Store, customer: Doc | undefined): Doc | null {
  if (!customer) return null;
  const id = customer.id as Id;
  const contacts = store.find(customerContacts, 'customerId', id);
  const held = store.find(memberships, 'customerId', id);
  const address = docAt(customer, 'address') ?? {};
  const parts = ['street', 'unit', 'country', 'city', 'state', 'zip'];
  return {
    ...customer,
    email: contacts.find(({ type }) => type === 'Email')?.value ?? '',
    importId: customer.importId ?? '',
    address: {
      ...filled(address, parts),
      streetAddress: address.street ?? '',
      latitude: address.latitude ?? null,
      longitude: address.longitude ?? null,
    },
    contacts: contacts.map(({ id: contact, type, value, memo, active, modifiedOn }) => ({
      id: contact ?? null,
      type: type ?? '',
      value: value ?? '',
      memo: memo ?? '',
      active: active ?? true,
      modifiedOn: modifiedOn ?? null,
    })),
    memberships: held.map((membership) => membershipShown(store, membership)),
    hasActiveMembership: held.some(({ status }) => status === 'Active'),
    createdBy: customer.createdById ?? null,
    phoneSettings: contacts
      .filter(({ type }) => type === 'Phone' || type === 'MobilePhone')
      .map(({ value, phoneSettings }) => ({
        phoneNumber: value ?? '',
        doNotText: docAt({ phoneSettings: phoneSettings ?? null }, 'phoneSettings')?.doNotText ?? false,
      })),
  };
}

function membershipShown(store: Store, membership: Doc): Doc {
  const type = store.get(membershipTypes, idAt(membership, 'membershipTypeId'));
  return {
    id: membership.id ?? null,
    active: membership.active ?? true,
    type: { id: type?.id ?? 0, active: type?.active ?? false, name: type?.name ?? '' },
    status: membership.status ?? '',
    from: membership.from ?? null,
    to: membership.to ?? null,
    locationId: membership.locationId ?? 0,
  };
}

/** Customers with their locations and contacts. */

import type { Doc, Id } from '../json/value.ts';
import {
  CUSTOMER,
  customerContacts,
  customerNotes,
  customers,
  LOCATION,
  locationContacts,
  locationNotes,
  locations,
} from '../modules/crm/collections.ts';
import { contactOf } from '../modules/crm/contacts.ts';
import type { Random } from '../random.ts';
import type { Store } from '../store/store.ts';
import { AWAY_CODES, FIRMS, FIRST_NAMES, HOME_CODES, LAST_NAMES, PLACES, STREETS } from './people-names.ts';

/** A customer at one of its locations. */
export interface Household {
  customerId: Id;
  locationId: Id;
}

const NOTES = [
  'Prefers a text before arrival.',
  'Side gate sticks, push hard.',
  'Park on the street, not in the driveway.',
  'Asked about the maintenance plan.',
  'Call the tenant, not the owner.',
  'Large dog in the back yard.',
];

export interface Town {
  store: Store;
  random: Random;
  zoneOf: ReadonlyMap<string, Id>;
  tagIds: readonly Id[];
}

/** Loads a customer, one location or now and then two, and the ways to reach them. */
export function loadHousehold(town: Town, createdOn: string): Household[] {
  const { store, random } = town;
  const commercial = random.chance(0.08);
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const name = commercial ? `${random.pick(FIRMS)} ${random.between(1, 40)}` : nameOf(random, first, last);
  const tags = random.chance(0.25) ? [random.pick(town.tagIds)] : [];
  const stamps = { createdOn, modifiedOn: createdOn, createdById: 1 };
  const address = addressOf(random);
  const customerId = store.newId();
  store.loadPast(customers, {
    ...CUSTOMER,
    ...stamps,
    id: customerId,
    active: !random.chance(0.01),
    name,
    type: commercial ? 'Commercial' : 'Residential',
    address,
    tagTypeIds: tags,
  });
  const reach = contactsOf(random, first, last);
  for (const contact of reach)
    store.insertPast(customerContacts, { ...contactOf(contact), ...stamps, customerId });
  if (random.chance(0.05)) addNote(town, createdOn, { customerId });
  const places = random.chance(commercial ? 0.3 : 0.06) ? [address, addressOf(random)] : [address];
  return places.map((place) => {
    const locationId = store.newId();
    const zoneId = town.zoneOf.get(String(place.zip)) ?? null;
    store.loadPast(locations, {
      ...LOCATION,
      ...stamps,
      id: locationId,
      active: true,
      customerId,
      name,
      address: place,
      zoneId,
    });
    const [main] = reach;
    if (main) store.insertPast(locationContacts, { ...contactOf(main), ...stamps, locationId });
    if (random.chance(0.03)) addNote(town, createdOn, { locationId });
    return { customerId, locationId };
  });
}

function addNote({ store, random }: Town, createdOn: string, owner: Doc): void {
  const collection = 'customerId' in owner ? customerNotes : locationNotes;
  store.insertPast(collection, {
    text: random.pick(NOTES),
    isPinned: false,
    createdById: 1,
    createdOn,
    ...owner,
  });
}

function nameOf(random: Random, first: string, last: string): string {
  return random.chance(0.12) ? `${first} & ${random.pick(FIRST_NAMES)} ${last}` : `${first} ${last}`;
}

function addressOf(random: Random): Doc {
  const [city, zip, latitude, longitude] = random.pick(PLACES);
  return {
    street: `${random.between(100, 9899)} ${random.pick(STREETS)}`,
    unit: random.chance(0.1) ? `Apt ${random.between(1, 420)}` : null,
    city,
    state: 'CO',
    zip,
    country: 'USA',
    latitude: Math.round((latitude + (random.next() - 0.5) / 30) * 1e6) / 1e6,
    longitude: Math.round((longitude + (random.next() - 0.5) / 30) * 1e6) / 1e6,
  };
}

/** A mobile phone nearly always, often a second number and an e-mail address. */
function contactsOf(random: Random, first: string, last: string): Doc[] {
  const contacts: Doc[] = [];
  if (random.chance(0.96)) contacts.push({ type: 'MobilePhone', value: phone(random), memo: null });
  if (random.chance(0.28))
    contacts.push({ type: 'Phone', value: phone(random), memo: random.chance(0.3) ? 'Work' : null });
  if (random.chance(0.8)) contacts.push({ type: 'Email', value: email(random, first, last), memo: null });
  return contacts;
}

/** Only numbers that are reserved for fiction (555-0100 to 555-0199), in the ways people write them. */
function phone(random: Random): string {
  const code = random.chance(0.85) ? random.pick(HOME_CODES) : random.pick(AWAY_CODES);
  const line = `01${String(random.between(0, 99)).padStart(2, '0')}`;
  const formats = [
    `${code}555${line}`,
    `(${code}) 555-${line}`,
    `${code}-555-${line}`,
    `+1${code}555${line}`,
    `${code}.555.${line}`,
  ];
  return formats[random.weighted([5, 3, 2, 2, 1])] ?? '';
}

function email(random: Random, first: string, last: string): string {
  const ending = random.pick(['com', 'com', 'net', 'org']);
  return `${first}.${last}${random.between(1, 999)}@example.${ending}`.toLowerCase().replace("'", '');
}

/** Loads what a company is made of before its first job: units, people, catalogues. */

import type { Doc, Id } from '../json/value.ts';
import { bookingProviders, customerFieldTypes, locationFieldTypes } from '../modules/crm/collections.ts';
import { teams, ZONE, zones } from '../modules/dispatch/collections.ts';
import { callReasons } from '../modules/jbce/collections.ts';
import { cancelReasons, holdReasons, JOB_TYPE, jobFieldTypes, jobTypes } from '../modules/jpm/collections.ts';
import { campaigns, categories, costs } from '../modules/marketing/collections.ts';
import { businessUnits, TAG_TYPE, tagTypes, userRoles } from '../modules/settings/collections.ts';
import type { Random } from '../random.ts';
import type { Collection } from '../store/collection.ts';
import type { Store } from '../store/store.ts';
import { wireTime } from '../wire/time.ts';
import {
  BOOKING_PROVIDERS,
  CALL_REASONS,
  CAMPAIGNS,
  CANCEL_REASONS,
  DIVISIONS,
  HOLD_REASONS,
  JOB_TYPES,
  type JobTypeFacts,
  TAG_TYPES,
  TRADES,
  USER_ROLES,
  ZONE_NAMES,
} from './catalogue.ts';
import { PLACES } from './people-names.ts';
import { loadOffice, loadTechnicians, type Technician } from './staff.ts';

/** Ids and facts that making jobs needs. */
export interface Structure {
  units: Map<string, Id>;
  jobTypes: { id: Id; unitId: Id; facts: JobTypeFacts }[];
  campaigns: { id: Id; name: string; weight: number }[];
  /** Of `campaigns`, in the same order. */
  campaignWeights: number[];
  tagIds: Id[];
  cancelReasonIds: Id[];
  holdReasonIds: Id[];
  callReasonIds: Id[];
  providerIds: Id[];
  zoneOf: Map<string, Id>;
  technicians: Technician[];
  officeIds: Id[];
}

interface Founding {
  store: Store;
  random: Random;
  /** When the company began to use the system, milliseconds since 1970. */
  founded: number;
  now: number;
  technicianCount: number;
}

export function loadStructure(founding: Founding): Structure {
  const { store, founded, random } = founding;
  const createdOn = wireTime(founded, 1234);
  const add = (collection: Collection, doc: Doc): Id =>
    store.insertPast(collection, { createdOn, ...doc }).id as Id;
  const named = (collection: Collection, names: readonly string[]): Id[] =>
    names.map((name) => add(collection, { name }));

  const units = new Map(
    TRADES.flatMap((trade) =>
      DIVISIONS.map(
        (division) => [`${trade} ${division}`, add(businessUnits, unitOf(trade, division))] as const,
      ),
    ),
  );
  const roleIds = USER_ROLES.map(([name, employeeType]) => add(userRoles, { name, employeeType }));
  const zoneIds = ZONE_NAMES.map((name, at) => {
    const places = PLACES.filter((_place, index) => index % ZONE_NAMES.length === at);
    const zips = places.map(([, zip]) => zip);
    return add(zones, { ...ZONE, name, zips, cities: [...new Set(places.map(([city]) => city))] });
  });
  const types = JOB_TYPES.map((facts) => {
    const unitId = units.get(`${facts.trade} ${facts.division}`) ?? 0;
    const duration = facts.hours * 3600;
    const { name, priority, division } = facts;
    return {
      facts,
      unitId,
      id: add(jobTypes, {
        ...JOB_TYPE,
        name,
        priority,
        duration,
        class: division,
        businessUnitIds: [unitId],
      }),
    };
  });
  named(teams, [...TRADES]);
  for (const collection of [jobFieldTypes, customerFieldTypes, locationFieldTypes]) {
    add(collection, { name: 'Lead Reference', dataType: 'Text', dataTypeOptions: null });
    add(collection, {
      name: 'Heard About Us',
      dataType: 'Dropdown',
      dataTypeOptions: ['Friend', 'Search', 'Truck'],
    });
  }
  const sources = loadCampaigns(founding, add);
  return {
    units,
    jobTypes: types,
    campaigns: sources,
    campaignWeights: sources.map(({ weight }) => weight),
    tagIds: TAG_TYPES.map(([name, color]) => add(tagTypes, { ...TAG_TYPE, name, color })),
    cancelReasonIds: named(cancelReasons, CANCEL_REASONS),
    holdReasonIds: named(holdReasons, HOLD_REASONS),
    callReasonIds: CALL_REASONS.map(([name, isLead]) => add(callReasons, { name, isLead })),
    providerIds: BOOKING_PROVIDERS.map((tagName) =>
      add(bookingProviders, { tagName, description: '', type: 'V2Api' }),
    ),
    zoneOf: new Map(PLACES.map(([, zip], at) => [zip, zoneIds[at % zoneIds.length] ?? 0])),
    technicians: loadTechnicians({ add, random, units, roleIds, zoneIds, count: founding.technicianCount }),
    officeIds: loadOffice({ add, random, units, roleIds }),
  };
}

function unitOf(trade: string, division: string): Doc {
  const name = `${trade} ${division}`;
  return {
    name,
    officialName: `Juniper Home Services ${name}`,
    email: 'office@example.com',
    currency: 'USD',
    phoneNumber: '3035550100',
    defaultTaxRate: 0,
    trade: { id: TRADES.indexOf(trade as (typeof TRADES)[number]) + 1, name: trade },
    division: { id: DIVISIONS.indexOf(division as (typeof DIVISIONS)[number]) + 1, name: division },
    tagTypeIds: [],
  };
}

function loadCampaigns(
  { now, random }: Founding,
  add: (collection: Collection, doc: Doc) => Id,
): Structure['campaigns'] {
  const loaded: Structure['campaigns'] = [];
  for (const [category, members] of CAMPAIGNS) {
    const categoryId = add(categories, { name: category, type: 'Regular' });
    for (const [name, weight] of members) {
      const id = add(campaigns, {
        name,
        category: { id: categoryId, name: category, active: true },
        isDefaultCampaign: name === 'Existing Customer',
        source: name,
        campaignPhoneNumbers: [`303555${String(100 + loaded.length).padStart(4, '0')}`],
      });
      loaded.push({ id, name, weight });
      if (category === 'Existing Customers') continue;
      for (let back = 11; back >= 0; back -= 1) {
        const month = new Date(now);
        month.setUTCMonth(month.getUTCMonth() - back, 1);
        const [year, number] = [month.getUTCFullYear(), month.getUTCMonth() + 1];
        const dailyCost = random.between(200, 9000) / 100;
        add(costs, { campaignId: id, year, month: number, dailyCost, period: year * 12 + number });
      }
    }
  }
  return loaded;
}

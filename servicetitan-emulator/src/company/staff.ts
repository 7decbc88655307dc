/** The people of the company. */

import type { Doc, Id } from '../json/value.ts';
import { EMPLOYEE, employees, TECHNICIAN, technicians } from '../modules/settings/collections.ts';
import type { Random } from '../random.ts';
import type { Collection } from '../store/collection.ts';
import { OFFICE, TRADES, type Trade } from './catalogue.ts';
import { FIRST_NAMES, LAST_NAMES } from './people-names.ts';

export interface Technician {
  id: Id;
  name: string;
  trade: Trade;
}

interface Hiring {
  add: (collection: Collection, doc: Doc) => Id;
  random: Random;
  units: ReadonlyMap<string, Id>;
  roleIds: readonly Id[];
}

function person(random: Random, at: number): Doc {
  const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const loginName = `${firstName.charAt(0)}${lastName}${at}`.toLowerCase().replace(/[^a-z\d]/g, '');
  return {
    name: `${firstName} ${lastName}`,
    firstName,
    lastName,
    loginName,
    email: `${loginName}@example.com`,
    phoneNumber: `720555${String(100 + at).padStart(4, '0')}`,
    userId: 500_000 + at,
  };
}

/** Four in ten heat and cool, four in ten are plumbers, the others electricians. */
export function loadTechnicians(hiring: Hiring & { zoneIds: readonly Id[]; count: number }): Technician[] {
  const { add, random, units, roleIds, zoneIds, count } = hiring;
  return Array.from({ length: count }, (_unused, at) => {
    const trade = TRADES[[0, 1, 0, 1, 2][at % 5] ?? 0] ?? 'HVAC';
    const installs = at % 7 === 3;
    const mainZoneId = zoneIds[at % zoneIds.length] ?? null;
    const doc = person(random, at);
    const id = add(technicians, {
      ...TECHNICIAN,
      ...doc,
      businessUnitId: units.get(`${trade} ${installs ? 'Install' : 'Service'}`) ?? null,
      roleIds: [roleIds[installs ? 7 : 6] ?? 0],
      positions: [installs ? 'Installer' : 'Service'],
      licenseType: 'ManagedTech',
      mainZoneId,
      zoneIds: [mainZoneId],
      team: trade,
      shiftStart: '08:00:00',
      shiftEnd: '17:00:00',
      dailyGoal: 1500,
    });
    return { id, name: String(doc.name), trade };
  });
}

export function loadOffice({ add, random, roleIds }: Hiring): Id[] {
  return OFFICE.map(([role, userRole], at) =>
    add(employees, { ...EMPLOYEE, ...person(random, 60 + at), role, roleIds: [roleIds[userRole] ?? 0] }),
  );
}

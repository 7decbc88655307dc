/** Zones: areas of the town, by postal code. */

import { type Doc, type Id, toId } from '../../json/value.ts';
import type { Make } from '../../operations/record.ts';
import { selectPage } from '../../store/select.ts';
import type { Store } from '../../store/store.ts';
import { WEEKDAYS } from '../../wire/time.ts';
import { zones } from './collections.ts';

/** Service days are written by number and read by name. */
export const zoneMembers: Make = (_call, body) => {
  const days = Array.isArray(body.serviceDaysIds) ? body.serviceDaysIds : undefined;
  return { ...body, ...(days && { serviceDays: days.map((day) => WEEKDAYS[Number(day)] ?? null) }) };
};

/** The zone that an address lies in; null when no zone has its postal code. */
export function zoneOf(store: Store, address: Doc | undefined): Id | null {
  const zip = address?.zip;
  if (typeof zip !== 'string' || zip === '') return null;
  const where = [{ sql: 'instr(zips, ?) > 0', params: [`,${zip},`] }];
  const selection = { where, active: true, sort: 'id', descending: false, offset: 0, limit: 1 };
  const [zone] = selectPage(store, zones, selection, 'json');
  return zone ? toId(zone.id) : null;
}

/** The dispatch API, so far as it is served: zones, teams and who is assigned to what. */

import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { noEffect } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, remove, update } from '../../operations/record.ts';
import { businessUnits } from '../settings/collections.ts';
import { assignTechnicians, unassignTechnicians } from './assignments.ts';
import { assignments, TEAM, teams, ZONE, zones } from './collections.ts';
import { zoneMembers } from './zones.ts';

const zoneWrite = { references: { businessUnits }, make: zoneMembers };

export const dispatch: Rows = {
  'dispatch.zone.getList': list(zones),
  'dispatch.zone.get': get(zones),
  'dispatch.zone.createZone': create(zones, ZONE, zoneWrite),
  'dispatch.zone.updateZone': update(zones, { ...zoneWrite, param: 'zoneId' }),
  'dispatch.zone.deleteZone': remove(zones, { param: 'zoneId' }),
  'dispatch.team.getList': list(teams, { filters: { includeInactive: noEffect } }),
  'dispatch.team.get': get(teams),
  'dispatch.team.create': create(teams, TEAM),
  'dispatch.team.delete': remove(teams),
  'dispatch.appointmentAssignments.getList': list(assignments),
  'dispatch.appointmentAssignments.assignTechnicians': act(assignTechnicians),
  'dispatch.appointmentAssignments.unassignTechnicians': act(unassignTechnicians),
  'dispatch.export.appointmentAssignments': feed(assignments),
};

/** The settings API: one row per operation. */

import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { among, type Filter } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, update } from '../../operations/record.ts';
import {
  businessUnits,
  EMPLOYEE,
  employees,
  TAG_TYPE,
  TECHNICIAN,
  tagTypes,
  technicians,
  userRoles,
} from './collections.ts';
import { intacctMappings } from './intacct.ts';
import { accountAction, employeeMembers, technicianMembers } from './people.ts';

const ofType: Filter = (value) =>
  value === 'Employee' || value === 'Technician' ? { sql: 'employeeType = ?', params: [value] } : null;

export const settings: Rows = {
  'settings.businessUnits.getList': list(businessUnits),
  'settings.businessUnits.get': get(businessUnits),
  'settings.businessUnits.update': update(businessUnits, { make: () => ({}) }),
  'settings.intacctBusinessUnitMappings.get': act(intacctMappings),
  'settings.employees.getList': list(employees, { filters: { userIds: among('userId') } }),
  'settings.employees.get': get(employees),
  'settings.employees.create': create(employees, EMPLOYEE, {
    references: { businessUnitId: businessUnits, roleId: userRoles },
    make: employeeMembers,
  }),
  'settings.employees.update': update(employees, {
    references: { businessUnitId: businessUnits, roleId: userRoles },
    make: employeeMembers,
  }),
  'settings.employees.accountActions': act(accountAction(employees)),
  'settings.technicians.getList': list(technicians, { filters: { userIds: among('userId') } }),
  'settings.technicians.get': get(technicians),
  'settings.technicians.create': create(technicians, TECHNICIAN, {
    references: { businessUnitId: businessUnits, roleId: userRoles },
    make: technicianMembers,
  }),
  'settings.technicians.update': update(technicians, {
    references: { businessUnitId: businessUnits, roleId: userRoles },
    make: technicianMembers,
  }),
  'settings.technicians.accountActions': act(accountAction(technicians)),
  'settings.tagTypes.getList': list(tagTypes),
  'settings.tagTypes.create': create(tagTypes, TAG_TYPE),
  'settings.tagTypes.update': update(tagTypes),
  'settings.userRoles.getList': list(userRoles, { filters: { employeeType: ofType } }),
  'settings.export.businessUnits': feed(businessUnits),
  'settings.export.employees': feed(employees),
  'settings.export.technicians': feed(technicians),
  'settings.export.tagTypes': feed(tagTypes),
};

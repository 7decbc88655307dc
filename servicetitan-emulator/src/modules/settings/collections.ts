/** Collections of the settings API: the company's own people and structure. */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const businessUnits: Collection = {
  name: 'businessUnits',
  noun: 'Business unit',
  schema: 'TenantSettings.V2.BusinessUnitResponse',
  wide: 'TenantSettings.V2.ExportBusinessUnitResponse',
  columns: { name: { kind: 'search' } },
};

export const employees: Collection = {
  name: 'employees',
  noun: 'Employee',
  schema: 'TenantSettings.V2.EmployeeResponse',
  wide: 'TenantSettings.V2.ExportEmployeeResponse',
  columns: { userId: { kind: 'id' }, name: { kind: 'search' }, email: { kind: 'search' } },
};

export const EMPLOYEE: Doc = {
  role: 'GeneralOffice',
  roleIds: [],
  accountLocked: false,
  agentId: 0,
  hourlyRate: 0,
  customFields: [],
  permissions: [],
};

export const technicians: Collection = {
  name: 'technicians',
  noun: 'Technician',
  schema: 'TenantSettings.V2.TechnicianResponse',
  wide: 'TenantSettings.V2.ExportTechnicianResponse',
  columns: { userId: { kind: 'id' }, name: { kind: 'search' } },
};

export const TECHNICIAN: Doc = {
  roleIds: [],
  zoneIds: [],
  dailyGoal: 0,
  isManagedTech: true,
  customFields: [],
  burdenRate: 0,
  permissions: [],
  accountLocked: false,
  commissionRate: 0,
  hourlyRate: 0,
  soldByRate: 0,
  status: 'Idle',
  skills: [],
  positions: [],
};

export const tagTypes: Collection = {
  name: 'tagTypes',
  noun: 'Tag type',
  schema: 'TenantSettings.V2.TagTypeResponse',
  wide: 'TenantSettings.V2.ExportTagTypeResponse',
  columns: { name: { kind: 'search' } },
};

export const TAG_TYPE: Doc = {
  code: '',
  importance: null,
  isConversionOpportunity: false,
  allowToUseOnTimesheetActivity: false,
  isVisibleOnDispatchBoard: true,
};

export const userRoles: Collection = {
  name: 'userRoles',
  noun: 'User role',
  schema: 'TenantSettings.V2.UserRoleResponse',
  columns: { name: { kind: 'search' }, employeeType: { kind: 'text' } },
};

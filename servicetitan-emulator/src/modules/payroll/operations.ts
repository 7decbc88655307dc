/** The payroll API: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import type { Filter } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, update } from '../../operations/record.ts';
import { jobs } from '../jpm/collections.ts';
import { employees, technicians } from '../settings/collections.ts';
import {
  activityCodes,
  adjustments,
  grossPayItems,
  jobSplits,
  jobTimesheets,
  locationRates,
  nonJobTimesheets,
  payrollSettings,
  payrolls,
  timesheetCodes,
} from './collections.ts';
import {
  adjustmentMembers,
  deleteGrossPay,
  getAdjustment,
  getSettings,
  grossPayMembers,
  updateSettings,
} from './pay.ts';

const ofJob = { collection: jobs, param: 'job', column: 'jobId' };

/** Any of the moments of a time sheet lies on this side of the time. */
const anyMoment =
  (operator: '>=' | '<='): Filter =>
  (value) => {
    const moments = ['dispatchedOn', 'arrivedOn', 'canceledOn', 'doneOn'];
    return {
      sql: `(${moments.map((moment) => `"${moment}" ${operator} ?`).join(' OR ')})`,
      params: moments.map(() => String(value)),
    };
  };

const sheetFilters = { startedOn: anyMoment('>='), endedOn: anyMoment('<=') };

const approvedOnOrAfter: Filter = (value) => ({ sql: '"managerApprovedOn" >= ?', params: [String(value)] });
const payrollFilters = { filters: { approvedOnOrAfter } };

export const payroll: Rows = {
  'payroll.activityCodes.getList': list(activityCodes),
  'payroll.activityCodes.get': get(activityCodes),
  'payroll.timesheetCodes.getList': list(timesheetCodes),
  'payroll.timesheetCodes.get': get(timesheetCodes),

  'payroll.payrolls.getList': list(payrolls, payrollFilters),
  'payroll.payrolls.getEmployeePayrolls': list(payrolls, {
    ...payrollFilters,
    of: { collection: employees, param: 'employee', column: 'employeeId' },
  }),
  'payroll.payrolls.getTechnicianPayrolls': list(payrolls, {
    ...payrollFilters,
    of: { collection: technicians, param: 'technician', column: 'employeeId' },
  }),

  'payroll.grossPayItems.getList': list(grossPayItems),
  'payroll.grossPayItems.create': create(grossPayItems, {}, { make: grossPayMembers }),
  'payroll.grossPayItems.update': update(grossPayItems, { make: grossPayMembers }),
  'payroll.grossPayItems.delete': act(deleteGrossPay),

  'payroll.payrollAdjustments.getList': list(adjustments),
  'payroll.payrollAdjustments.get': act(getAdjustment),
  'payroll.payrollAdjustments.create': create(adjustments, {}, { make: adjustmentMembers }),

  'payroll.payrollSettings.getPayrollSettingsList': list(payrollSettings),
  'payroll.payrollSettings.getEmployeePayrollSettings': act(getSettings('Employee')),
  'payroll.payrollSettings.getTechnicianPayrollSettings': act(getSettings('Technician')),
  'payroll.payrollSettings.updateEmployeePayrollSettings': act(updateSettings('Employee')),
  'payroll.payrollSettings.updateTechnicianPayrollSettings': act(updateSettings('Technician')),

  'payroll.jobSplits.getList': list(jobSplits, { of: ofJob }),
  'payroll.jobSplits.getListByJobs': list(jobSplits),
  'payroll.timesheets.getJobTimesheets': list(jobTimesheets, { of: ofJob, filters: sheetFilters }),
  'payroll.timesheets.getJobTimesheetsByJobs': list(jobTimesheets, { filters: sheetFilters }),
  'payroll.timesheets.getNonJobTimesheets': list(nonJobTimesheets),
  'payroll.locationLaborType.getListByLocations': list(locationRates, { sort: { Location: 'locationId' } }),

  'payroll.export.activityCodes': feed(activityCodes),
  'payroll.export.timesheetCodes': feed(timesheetCodes),
  'payroll.export.grossPayItems': feed(grossPayItems),
  'payroll.export.jobSplits': feed(jobSplits),
  'payroll.export.payrollAdjustments': feed(adjustments),
  'payroll.export.payrollSettings': feed(payrollSettings),
  'payroll.export.timesheets': feed(jobTimesheets),
};

/** Collections of the payroll API. */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const activityCodes: Collection = {
  name: 'payrollActivityCodes',
  noun: 'Activity code',
  schema: 'Payroll.V2.PayrollActivityCodes.PayrollActivityCodeResponse',
  columns: { name: { kind: 'search' } },
};

export const timesheetCodes: Collection = {
  name: 'timesheetCodes',
  noun: 'Timesheet code',
  schema: 'Payroll.V2.TimesheetCodes.TimesheetCodeResponse',
  columns: { code: { kind: 'text' } },
};

/** What one person is paid for one stretch of time. */
export const payrolls: Collection = {
  name: 'payrolls',
  noun: 'Payroll',
  schema: 'Payroll.V2.Payrolls.PayrollResponse',
  columns: {
    employeeId: { kind: 'id', index: true },
    employeeType: { kind: 'text' },
    status: { kind: 'text' },
    startedOn: { kind: 'time' },
    endedOn: { kind: 'time' },
    managerApprovedOn: { kind: 'time' },
  },
};

export const grossPayItems: Collection = {
  name: 'grossPayItems',
  noun: 'Gross pay item',
  schema: 'Payroll.V2.GrossPayItems.GrossPayItemResponse',
  wide: 'Payroll.V2.GrossPayItems.GrossPayItemExportResponse',
  columns: {
    payrollId: { kind: 'id', index: true },
    employeeId: { kind: 'id', index: true },
    employeeType: { kind: 'text' },
    date: { kind: 'time' },
  },
  vanishes: true,
};

/** An item is about a job or, with 0 there, about none. */
export const GROSS_PAY_ITEM: Doc = { jobId: 0, amountAdjustment: 0, isPrevailingWageJob: false };

export const adjustments: Collection = {
  name: 'payrollAdjustments',
  noun: 'Payroll adjustment',
  schema: 'Payroll.V2.PayrollAdjustments.PayrollAdjustmentResponse',
  columns: { employeeId: { kind: 'id', index: true }, postedOn: { kind: 'time' } },
};

/** One record per person. */
export const payrollSettings: Collection = {
  name: 'payrollSettings',
  noun: 'Payroll settings',
  schema: 'Payroll.V2.PayrollSettings.PayrollSettingsResponse',
  columns: { employeeId: { kind: 'id', index: true }, employeeType: { kind: 'text' } },
};

export const jobSplits: Collection = {
  name: 'jobSplits',
  noun: 'Job split',
  schema: 'Payroll.V2.JobSplits.JobSplitResponse',
  wide: 'Payroll.V2.JobSplits.JobSplitExportResponse',
  columns: { jobId: { kind: 'id', index: true } },
};

export const jobTimesheets: Collection = {
  name: 'jobTimesheets',
  noun: 'Timesheet',
  schema: 'Payroll.V2.Timesheets.JobTimesheetResponse',
  columns: {
    jobId: { kind: 'id', index: true },
    technicianId: { kind: 'id' },
    appointmentId: { kind: 'id', index: true },
    dispatchedOn: { kind: 'time' },
    arrivedOn: { kind: 'time' },
    canceledOn: { kind: 'time' },
    doneOn: { kind: 'time' },
  },
};

export const nonJobTimesheets: Collection = {
  name: 'nonJobTimesheets',
  noun: 'Timesheet',
  schema: 'Payroll.V2.Timesheets.NonJobTimesheetResponse',
  columns: { employeeId: { kind: 'id', index: true }, employeeType: { kind: 'text' } },
};

/** What an hour costs at a location where wages are prescribed. */
export const locationRates: Collection = {
  name: 'locationLaborTypes',
  noun: 'Location rate',
  schema: 'Payroll.V2.LocationLaborTypes.LocationLaborTypeResponse',
  columns: { locationId: { kind: 'id', index: true } },
};

/** Payroll and time sheets: items go to a payroll that is still open, activities to a time when nobody is busy. */
import type { Kitchen, Recipes } from './recipe.ts';

/** An open payroll, and an item in it that was added by hand. */
async function openPayroll(kitchen: Kitchen): Promise<Record<string, unknown>> {
  const [payroll] = await kitchen.list('payroll/payrolls?status=Pending&pageSize=1');
  const [code] = await kitchen.list('payroll/activity-codes?pageSize=1');
  return { payrollId: payroll?.id, activityCodeId: code?.id, date: payroll?.startedOn, amount: 25 };
}

const item = { before: async (kitchen: Kitchen) => ({ body: await openPayroll(kitchen) }) };

const ofNewItem = (changes: boolean) => ({
  before: async (kitchen: Kitchen) => {
    const body = await openPayroll(kitchen);
    const { id } = await kitchen.send('POST', 'payroll/gross-pay-items', body);
    return { path: { id }, ...(changes && { body }) };
  },
});

async function activity(kitchen: Kitchen): Promise<Record<string, unknown>> {
  const [type] = (await kitchen.list('timesheets/activity-types')).filter(({ code }) => code === 'DRIVE');
  const [technician] = await kitchen.list('settings/technicians?pageSize=1');
  const hour = 1000 + kitchen.serial();
  return {
    employeeType: 'Technician',
    employeeId: technician?.id,
    activityTypeId: type?.id,
    startTime: kitchen.time(hour),
    endTime: kitchen.time(hour + 0.5),
    tagTypes: [],
  };
}

const ofNewActivity = (changes: boolean) => ({
  before: async (kitchen: Kitchen) => {
    const body = await activity(kitchen);
    const { id } = await kitchen.send('POST', 'timesheets/activities', body);
    return { path: { id }, ...(changes && { body: { ...(await activity(kitchen)), active: true } }) };
  },
});

export const payroll: Recipes = {
  'POST /payroll/v2/gross-pay-items': item,
  'PUT /payroll/v2/gross-pay-items/{id}': ofNewItem(true),
  'DELETE /payroll/v2/gross-pay-items/{id}': ofNewItem(false),
  'POST /payroll/v2/payroll-adjustments': {
    before: async (kitchen) => {
      const [technician] = await kitchen.list('settings/technicians?pageSize=1');
      return { body: { employeeType: 'Technician', employeeId: technician?.id } };
    },
  },
  'GET /payroll/v2/payroll-adjustments/{id}': {
    before: async (kitchen) => {
      const [one] = await kitchen.list('payroll/payroll-adjustments?pageSize=1');
      return { path: { id: one?.id }, query: { employeeType: String(one?.employeeType) } };
    },
  },
  // Rates have no id to sort by.
  'GET /payroll/v2/locations/rates': { query: { sort: '-CreatedOn' } },
  'PUT /payroll/v2/employees/{employee}/payroll-settings': { body: { customFields: undefined } },
  'PUT /payroll/v2/technicians/{technician}/payroll-settings': { body: { customFields: undefined } },
  'POST /timesheets/v2/activities': {
    before: async (kitchen) => ({ body: await activity(kitchen) }),
  },
  'PUT /timesheets/v2/activities/{id}': ofNewActivity(true),
  'DELETE /timesheets/v2/activities/{id}': ofNewActivity(false),
};

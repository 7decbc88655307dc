/** What people are paid beyond their hours, and their settings. */
import { amountOf, cents, timesCents } from '../../json/money.ts';
import { type Doc, docsAt, idAt, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences, found, type Make } from '../../operations/record.ts';
import { conflict, invalid, notFound } from '../../wire/problem.ts';
import { msOf } from '../../wire/time.ts';
import { invoices } from '../accounting/collections.ts';
import { businessUnits, employees } from '../settings/collections.ts';
import {
  activityCodes,
  adjustments,
  GROSS_PAY_ITEM,
  grossPayItems,
  payrollSettings,
  payrolls,
} from './collections.ts';
import { type EmployeeType, peopleOf, personOf } from './people.ts';

/** Payrolls that are still put together; what was approved stays (409, as documented for items). */
function requireOpen(payroll: Doc): void {
  if (payroll.status !== 'Pending' && payroll.status !== 'Expired')
    throw conflict(`The payroll is ${String(payroll.status)} and takes no changes.`);
}

/** Members of a gross pay item: whom it pays follows from its payroll, in whose time it must be. */
export const grossPayMembers: Make = (call, body, current) => {
  const { store } = call;
  checkReferences(call, body, { payrollId: payrolls, activityCodeId: activityCodes, invoiceId: invoices });
  if (current && current.grossPayItemType !== 'CustomBonus')
    throw conflict('Only items that were added by hand can be changed.');
  for (const id of new Set([idAt(current ?? body, 'payrollId'), idAt(body, 'payrollId')])) {
    const payroll = store.get(payrolls, id);
    if (payroll) requireOpen(payroll);
  }
  const payroll = store.get(payrolls, idAt(body, 'payrollId')) ?? {};
  const date = msOf(String(body.date));
  if (date < msOf(String(payroll.startedOn)) || date >= msOf(String(payroll.endedOn)))
    throw invalid({ date: ['The date is not in the time of the payroll.'] });
  const code = store.get(activityCodes, idAt(body, 'activityCodeId'));
  const invoice = store.get(invoices, idAt(body, 'invoiceId'));
  return {
    ...GROSS_PAY_ITEM,
    ...body,
    employeeId: payroll.employeeId ?? null,
    employeeType: payroll.employeeType ?? null,
    activity: code?.name ?? null,
    activityCode: code?.code ?? null,
    invoiceNumber: invoice?.referenceNumber ?? null,
    grossPayItemType: 'CustomBonus',
  };
};

export function deleteGrossPay(call: Call): Answer {
  const item = found(call, grossPayItems);
  if (item.grossPayItemType !== 'CustomBonus')
    throw invalid({ id: ['Only items that were added by hand can be deleted.'] });
  const payroll = call.store.get(payrolls, idAt(item, 'payrollId'));
  if (payroll && payroll.status !== 'Pending' && payroll.status !== 'Expired')
    throw invalid({ id: [`The payroll is ${String(payroll.status)} and takes no changes.`] });
  call.store.update(grossPayItems, item, { active: false });
  return undefined;
}

/** The amount is given, or follows from hours (or a quantity) and a rate. */
export const adjustmentMembers: Make = (call, body) => {
  personOf(call.store, body.employeeType, idAt(body, 'employeeId'));
  checkReferences(call, body, { activityCodeId: activityCodes, invoiceId: invoices });
  const amount = body.amount ?? null;
  const { hours = null, rate = null, quantity = null } = body;
  const times = hours ?? quantity;
  if (amount === null && (times === null || rate === null))
    throw invalid({ amount: ['The amount is required, or hours or a quantity with a rate.'] });
  return {
    ...body,
    amount: amount ?? amountOf(timesCents(times, rate)),
    type: times !== null && rate !== null ? 'Labor' : 'Direct',
  };
};

/** With `employeeType`, only an adjustment of such a person. */
export function getAdjustment(call: Call): Answer {
  const doc = found(call, adjustments);
  const { employeeType } = call.query;
  if (employeeType !== undefined && employeeType !== doc.employeeType)
    throw notFound(adjustments.noun, call.params.id);
  return answer(call, adjustments, doc);
}

/** The settings of a person, who has some from the first day on. */
function settingsOf(call: Call, type: EmployeeType): Doc {
  const person = found(call, peopleOf(type), type === 'Technician' ? 'technician' : 'employee');
  const id = idAt(person, 'id') ?? 0;
  return (
    call.store.find(payrollSettings, 'employeeId', id)[0] ?? {
      employeeId: id,
      employeeType: type,
      hourlyRate: amountOf(cents(person.hourlyRate)),
      payrollBusinessUnitId: person.businessUnitId ?? null,
      isIncludedInPayroll: true,
      customFields: [],
      createdOn: person.createdOn ?? null,
      modifiedOn: person.createdOn ?? null,
      active: person.active ?? true,
    }
  );
}

export const getSettings =
  (type: EmployeeType) =>
  (call: Call): Answer =>
    answer(call, payrollSettings, settingsOf(call, type));

export const updateSettings =
  (type: EmployeeType) =>
  (call: Call): Answer => {
    const settings = settingsOf(call, type);
    const body = bodyDoc(call);
    checkReferences(call, body, { managerId: employees, payrollBusinessUnitId: businessUnits });
    if (cents(body.hourlyRate) < 0) throw invalid({ hourlyRate: ['The rate must be 0 or more.'] });
    const names = new Map(
      docsAt(settings, 'customFields').map((field) => [field.typeId, textAt(field, 'name')]),
    );
    const changes: Doc = {
      ...body,
      ...(Array.isArray(body.customFields) && {
        customFields: docsAt(body, 'customFields').map((field, at) => {
          const name = names.get(field.typeId);
          if (name === undefined)
            throw invalid({ [`customFields[${at}].typeId`]: ['There is no such custom field.'] });
          return { ...field, name };
        }),
      }),
    };
    if (settings.id === undefined)
      call.store.insert(payrollSettings, { ...settings, ...changes, createdOn: null, modifiedOn: null });
    else call.store.update(payrollSettings, settings, changes);
    return { value: { employeeId: settings.employeeId ?? null } };
  };

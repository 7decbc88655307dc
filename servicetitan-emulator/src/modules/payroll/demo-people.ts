/** Who is paid in the demo company, and for what kinds of time and deeds. */

import type { Company } from '../../company/chapter.ts';
import { amountOf } from '../../json/money.ts';
import type { Doc, Id } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import { wireTime } from '../../wire/time.ts';
import { employees, technicians } from '../settings/collections.ts';
import { activityCodes, payrollSettings, timesheetCodes } from './collections.ts';
import type { EmployeeType } from './people.ts';

/** Name, code, category. */
const CODES = [
  ['Regular time', 'REG', 'Timesheet'],
  ['Overtime', 'OT', 'Timesheet'],
  ['Install commission', 'COMM', 'Commission'],
  ['Spiff', 'SPIFF', 'Commission'],
  ['Tool allowance', 'TOOLS', 'Reimbursement'],
] as const;

/** Code, description, type. */
const SHEET_CODES = [
  ['MEAL', 'Meal break', 'Unpaid'],
  ['SHOP', 'Shop time', 'Paid'],
  ['PTO', 'Paid time off', 'PaidTimeOff'],
  ['CLOCK', 'Clock in and out', 'ClockInOut'],
] as const;

export interface Person {
  id: Id;
  type: EmployeeType;
  name: string;
  /** Cents an hour. */
  rate: number;
}

export interface Codes {
  activity: ReadonlyMap<string, Doc>;
  sheet: ReadonlyMap<string, Id>;
}

export function loadCodes({ store, founded }: Company): Codes {
  const createdOn = wireTime(founded, 5432);
  const add = (collection: Collection, doc: Doc): Doc => store.insertPast(collection, { createdOn, ...doc });
  return {
    activity: new Map(
      CODES.map(([name, code, earningCategory]) => [
        code,
        add(activityCodes, { name, code, earningCategory, isDiscretionary: code === 'SPIFF' }),
      ]),
    ),
    sheet: new Map(
      SHEET_CODES.map(([code, description, type]) => [
        code,
        add(timesheetCodes, {
          code,
          description,
          type,
          applicableEmployeeType: 'All',
          rateInfo: {
            hourlyRate: 'EmployeeHourlyRate',
            customHourlyRate: null,
            rateMultiplier: type === 'Unpaid' ? 0 : 1,
          },
        }).id as Id,
      ]),
    ),
  };
}

/** Everybody who is there, with settings of their own. */
export function loadPeople({ store, random, founded }: Company): Person[] {
  const createdOn = wireTime(founded, 5433);
  const kinds = [
    ['Technician', technicians, 2600, 4400],
    ['Employee', employees, 2100, 3800],
  ] as const;
  return kinds.flatMap(([type, collection, low, high]) =>
    store.find(collection, 'active', 1).map((person) => {
      const rate = random.between(low, high);
      const id = person.id as Id;
      store.insertPast(payrollSettings, {
        createdOn,
        employeeId: id,
        employeeType: type,
        externalPayrollId: `E${String(id)}`,
        hourlyRate: amountOf(rate),
        payrollBusinessUnitId: person.businessUnitId ?? null,
        isIncludedInPayroll: true,
        hireDate: createdOn,
        customFields: [],
      });
      return { id, type, name: String(person.name), rate };
    }),
  );
}

/** Payroll and time sheets over HTTP: what follows from jobs, and what may be added by hand. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharesOf } from '../../src/modules/payroll/job-times.ts';
import { associationErrors } from '../../src/modules/timesheets/activities.ts';
import { type Office, openOffice } from '../accounting/office.ts';
import { type Body, rowsOf } from '../caller.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.emulator.close());

describe('a completed job', () => {
  it('leaves a time sheet and the technician’s part', async () => {
    const { id } = await office.completedJob();
    const { technicianId } = office.needed;
    expect(rowsOf(await office.get(`payroll/jobs/${id}/splits`))).toMatchObject([
      { technicianId, split: 100 },
    ]);
    const [sheet] = rowsOf(await office.get(`payroll/jobs/${id}/timesheets`));
    expect(sheet).toMatchObject({ jobId: id, technicianId, canceledOn: null });
    expect(sheet?.doneOn).toBe(sheet?.dispatchedOn);
    const both = await office.get(
      `payroll/jobs/timesheets?jobIds=${id}&startedOn=2026-03-04&endedOn=2026-03-05`,
    );
    expect(rowsOf(both)).toEqual([sheet]);
    expect(rowsOf(await office.get(`payroll/jobs/timesheets?jobIds=${id}&startedOn=2026-03-05`))).toEqual([]);
    expect((await office.get('payroll/jobs/5/splits')).status).toBe(404);
  });
});

it('parts of a job are a whole', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), (count) => {
      const shares = sharesOf(count);
      const cents = shares.map((share) => Math.round(share * 100));
      expect(cents.reduce((sum, share) => sum + share, 0)).toBe(10_000);
      expect(Math.max(...cents) - Math.min(...cents)).toBeLessThanOrEqual(count);
    }),
  ));

describe('a gross pay item', () => {
  let payroll: Body;
  let item: Body;
  const send = (body: Body) => office.send('POST', 'payroll/gross-pay-items', { ...item, ...body });
  beforeAll(async () => {
    payroll = await office.first('payroll/payrolls?status=Pending');
    const { id: activityCodeId } = await office.first('payroll/activity-codes');
    item = { payrollId: payroll.id, activityCodeId, date: payroll.startedOn, amount: 25.5 };
  });

  it('is added to an open payroll, changed and deleted', async () => {
    const { id } = (await send({ memo: 'Referral' })).json;
    const list = async () =>
      rowsOf(await office.get(`payroll/gross-pay-items?payrollIds=${payroll.id}&sort=-Id`)).find(
        (one) => one.id === id,
      );
    expect(await list()).toMatchObject({
      amount: 25.5,
      memo: 'Referral',
      employeeId: payroll.employeeId,
      grossPayItemType: 'CustomBonus',
    });
    await office.send('PUT', `payroll/gross-pay-items/${id}`, { ...item, amount: 30 });
    expect(await list()).toMatchObject({ amount: 30, memo: 'Referral' });
    expect((await office.send('DELETE', `payroll/gross-pay-items/${id}`)).status).toBe(200);
    expect(await list()).toBeUndefined();
    const feed = await office.get('payroll/export/gross-pay-items?from=2026-03-04T16:59:00Z');
    expect(rowsOf(feed).find((one) => one.id === id)).toMatchObject({ active: false });
  });

  it('is refused where it does not belong', async () => {
    const paid = await office.first('payroll/payrolls?status=Paid');
    expect((await send({ payrollId: paid.id, date: paid.startedOn })).status).toBe(409);
    expect((await send({ date: payroll.endedOn })).status).toBe(400);
    expect((await send({ activityCodeId: 5 })).status).toBe(400);
    expect((await send({ payrollId: 5 })).status).toBe(400);
    const earned = rowsOf(await office.get('payroll/gross-pay-items?pageSize=1'))[0];
    expect((await office.send('PUT', `payroll/gross-pay-items/${earned?.id}`, item)).status).toBe(409);
    expect((await office.send('DELETE', `payroll/gross-pay-items/${earned?.id}`)).status).toBe(400);
  });
});

describe('an adjustment', () => {
  it('says an amount, or hours and a rate', async () => {
    const person = { employeeType: 'Technician', employeeId: office.needed.technicianId };
    const send = (body: Body) =>
      office.send('POST', 'payroll/payroll-adjustments', {
        ...person,
        postedOn: '2026-03-03T00:00:00Z',
        ...body,
      });
    const { id } = (await send({ hours: 1.5, rate: 33.33 })).json;
    expect((await office.get(`payroll/payroll-adjustments/${id}`)).json).toMatchObject({
      amount: 50,
      type: 'Labor',
    });
    expect((await office.get(`payroll/payroll-adjustments/${id}?employeeType=Employee`)).status).toBe(404);
    expect((await send({ hours: 1.5 })).status).toBe(400);
    expect((await send({ amount: 5, employeeType: 'Employee' })).status).toBe(400);
  });
});

describe('payroll settings', () => {
  it('are those of one person', async () => {
    const path = `payroll/technicians/${office.needed.technicianId}/payroll-settings`;
    const body = { hourlyRate: 31.25, externalPayrollId: 'T-9' };
    expect((await office.send('PUT', path, body)).json).toEqual({ employeeId: office.needed.technicianId });
    expect((await office.get(path)).json).toMatchObject({ ...body, employeeType: 'Technician' });
    expect((await office.send('PUT', path, { hourlyRate: -1 })).status).toBe(400);
    expect((await office.send('PUT', path, { hourlyRate: 1, managerId: 5 })).status).toBe(400);
    const other = `payroll/employees/${office.needed.technicianId}/payroll-settings`;
    expect((await office.get(other)).status).toBe(404);
    const own = await office.get(`payroll/technicians/${office.needed.technicianId}/payrolls?pageSize=500`);
    expect(rowsOf(own).length).toBeGreaterThan(20);
  });
});

describe('an activity', () => {
  it('is one at a time, and says what its type asks for', async () => {
    const types = rowsOf(await office.get('timesheets/activity-types'));
    const typeOf = (code: string) => types.find((type) => type.code === code)?.id;
    const base = {
      employeeType: 'Technician',
      employeeId: office.needed.technicianId,
      activityTypeId: typeOf('DRIVE'),
      startTime: '2026-05-01T10:00:00Z',
      endTime: '2026-05-01T11:00:00Z',
      tagTypes: [],
    };
    const send = (body: Body) => office.send('POST', 'timesheets/activities', { ...base, ...body });
    const { id } = (await send({ memo: 'To the shop' })).json;
    const path = `timesheets/activities/${id}`;
    expect((await office.get(path)).json).toMatchObject({ memo: 'To the shop', endTime: base.endTime });
    expect((await send({ startTime: '2026-05-01T10:59:00Z', endTime: null })).status).toBe(409);
    expect((await send({ startTime: base.endTime, endTime: base.startTime })).status).toBe(400);
    const noJob = await send({ activityTypeId: typeOf('WORK'), startTime: base.endTime, endTime: null });
    expect(Object.keys(noJob.json.errors as Body)).toEqual(['jobId']);
    const longer = { ...base, endTime: '2026-05-01T12:00:00Z', active: true };
    expect((await office.send('PUT', path, longer)).status).toBe(200);
    expect((await send({ startTime: '2026-05-01T11:30:00Z', endTime: null })).status).toBe(409);
    expect((await office.send('DELETE', path)).status).toBe(200);
    expect((await send({ startTime: '2026-05-01T11:30:00Z', endTime: null })).status).toBe(200);
    const feed = await office.get('timesheets/export/activities?from=2026-03-04T16:59:00Z');
    expect(rowsOf(feed).find((one) => one.id === id)).toMatchObject({ active: false });
  });

  it.each([
    [{ jobAssociation: 'Require' }, {}, ['jobId']],
    [{ jobAssociation: 'Require' }, { jobId: 7 }, []],
    [
      { memoAssociation: 'Require', tagAssociation: 'Require' },
      { memo: '', tagTypes: [] },
      ['memo', 'tagTypes'],
    ],
    [{ tagAssociation: 'DoNotAllow' }, { tagTypes: [3] }, ['tagTypes']],
    [{ projectAssociation: 'Allow' }, { projectId: 3 }, []],
  ])('of type %j with %j has %j wrong', (type, activity, wrong) =>
    expect(Object.keys(associationErrors(activity, type))).toEqual(wrong),
  );
});

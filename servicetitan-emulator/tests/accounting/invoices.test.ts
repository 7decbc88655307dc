/** Invoices over HTTP: how they come to be, what changes them, and who shows it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, rowsOf } from '../caller.ts';
import { LINE, type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.emulator.close());

const items = (invoice: Body): Body[] => invoice.items as Body[];

describe('the invoice of a job', () => {
  it('is made when the job is completed, under the id that the job had before', async () => {
    const job = await office.completedJob();
    expect(await office.invoice(job.invoiceId)).toMatchObject({
      id: job.invoiceId,
      job: { id: job.id, number: job.jobNumber },
      customer: { id: office.needed.customerId, name: 'Ada Byron' },
      customerAddress: { street: '10 Juniper Hollow Ln', zip: '80202' },
      businessUnit: { id: office.needed.businessUnitId },
      invoiceDate: '2026-03-04T16:00:00Z',
      syncStatus: 'Pending',
      invoiceConfiguration: 'JobInvoice',
      total: '0.00',
      items: [],
    });
  });

  it('bills what was sold on the job', async () => {
    const job = (await office.send('POST', 'jpm/jobs', jobBody())).json;
    const sku = await office.first('pricebook/services');
    const estimate = {
      jobId: job.id,
      name: 'Repair',
      items: [{ skuId: sku.id, quantity: 2, unitPrice: 150.25 }],
    };
    const { id } = (await office.send('POST', 'sales/estimates', estimate)).json;
    await office.send('PUT', `sales/estimates/${id}/sell`, { soldBy: office.needed.technicianId });
    await office.send('PUT', `jpm/jobs/${job.id}/complete`, { completedOn: '2026-03-04T16:00:00Z' });
    const invoice = await office.invoice(job.invoiceId);
    const [line] = items(invoice);
    expect(line).toMatchObject({ skuId: sku.id, skuName: sku.code, quantity: '2.00', price: '150.25' });
    expect(invoice.subTotal).toBe('300.50');
    const sold = (await office.get(`sales/estimates/${id}`)).json;
    expect((sold.items as Body[])[0]?.invoiceItemId).toBe(line?.id);
    expect(line?.estimateItemId).toBe((sold.items as Body[])[0]?.id);
  });

  it('follows its lines, and the job and the customer with it', async () => {
    const { balance: before } = (await office.get(`crm/customers/${office.needed.customerId}`)).json;
    const invoice = await office.openInvoice();
    expect(invoice).toMatchObject({ subTotal: '121.00', total: '121.00', balance: '121.00' });
    const jobId = (invoice.job as Body).id;
    expect((await office.get(`jpm/jobs/${jobId}`)).json.total).toBe(121);
    const [line] = items(invoice);
    await office.send('PATCH', `accounting/invoices/${invoice.id}/items`, {
      id: line?.id,
      description: 'Longer call',
      quantity: 3,
      price: 1,
    });
    const changed = await office.invoice(invoice.id);
    expect(items(changed)).toMatchObject([{ id: line?.id, price: '60.50', total: '181.50' }]);
    expect(changed.total).toBe('181.50');
    const customer = (await office.get(`crm/customers/${office.needed.customerId}`)).json;
    expect(Number(customer.balance) - Number(before)).toBeCloseTo(181.5, 5);
    const gone = await office.send('DELETE', `accounting/invoices/${invoice.id}/items/${line?.id}`);
    expect(gone.status).toBe(200);
    expect(await office.invoice(invoice.id)).toMatchObject({ total: '0.00', items: [] });
    const feed = await office.get('accounting/export/invoice-items?from=2026-03-04T16:59:00Z');
    expect(rowsOf(feed).find(({ id }) => id === line?.id)).toMatchObject({
      active: false,
      invoiceId: invoice.id,
    });
  });

  it('takes a price and a kind from the pricebook when the line says none', async () => {
    const { invoiceId } = await office.completedJob();
    const part = await office.first('pricebook/materials');
    await office.send('PATCH', `accounting/invoices/${invoiceId}/items`, {
      skuName: part.code,
      description: '',
      quantity: 1,
    });
    const invoice = await office.invoice(invoiceId);
    expect(items(invoice)[0]).toMatchObject({ skuId: part.id, type: 'Material', taxable: true });
    expect(Number(items(invoice)[0]?.price)).toBe(part.price);
    expect(Number(invoice.salesTax)).toBeGreaterThan(0);
    expect(Number(invoice.total)).toBeCloseTo(Number(invoice.subTotal) + Number(invoice.salesTax), 5);
  });

  it.each([
    ['no skuName', { description: '', quantity: 1, skuId: 5 }, 'skuName'],
    ['a line of another invoice', { ...LINE, id: 5 }, 'id'],
    ['a technician who is not there', { ...LINE, technicianId: 5 }, 'technicianId'],
    ['more money than there is', { ...LINE, unitPrice: 1e300 }, 'unitPrice'],
    ['a total beyond reason', { ...LINE, quantity: 1e10, unitPrice: 1e10 }, 'unitPrice'],
    ['no quantity', { skuName: 'X', description: '' }, 'quantity'],
  ])('refuses a line with %s', async (_what, line, member) => {
    const { id } = await office.openInvoice();
    const refused = await office.send('PATCH', `accounting/invoices/${id}/items`, line);
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.json.errors as Body)).toContain(member);
    expect((await office.invoice(id)).total).toBe('121.00');
  });

  it('is changed in its own members, and refuses a subtotal that its lines do not have', async () => {
    const { id } = await office.openInvoice();
    const change = (body: Body) => office.send('PATCH', `accounting/invoices/${id}`, body);
    expect(
      (
        await change({
          summary: 'Paid by phone',
          reviewStatus: 'Reviewed',
          tax: 3.5,
          dueDate: '2026-04-01',
          royaltyStatus: 'Sent',
          items: [{ ...LINE, quantity: 1 }],
        })
      ).status,
    ).toBe(200);
    expect(await office.invoice(id)).toMatchObject({
      summary: 'Paid by phone',
      reviewStatus: 'Reviewed',
      salesTax: '3.50',
      subTotal: '181.50',
      total: '185.00',
      dueDate: '2026-04-01T00:00:00Z',
      royalty: { status: 'Sent' },
    });
    for (const body of [{ subtotal: 1 }, { typeId: 99 }, { taxZoneId: 5 }, { assignedToId: 5 }]) {
      expect((await change(body)).status, JSON.stringify(body)).toBe(400);
    }
  });
});

const jobBody = (): Body => {
  const { technicianId, ...ids } = office.needed;
  return {
    ...ids,
    priority: 'Normal',
    summary: '',
    appointments: [
      { start: '2026-03-09T16:00:00Z', end: '2026-03-09T18:00:00Z', technicianIds: [technicianId] },
    ],
  };
};

describe('an adjustment invoice', () => {
  it('answers its bare id, and takes unit, date and customer from the invoice it adjusts', async () => {
    const parent = await office.openInvoice();
    const made = await office.send('POST', 'accounting/invoices', {
      adjustmentToId: parent.id,
      invoicedOn: '2020-01-01T00:00:00Z',
      items: [{ ...LINE, quantity: -1 }],
    });
    expect(made.text).toMatch(/^\d+$/);
    expect(await office.invoice(made.text)).toMatchObject({
      adjustmentToId: parent.id,
      referenceNumber: `${parent.referenceNumber}-1`,
      businessUnit: parent.businessUnit,
      invoiceDate: parent.invoiceDate,
      customer: parent.customer,
      total: '-60.50',
      balance: '-60.50',
    });
    const found = rowsOf(await office.get(`accounting/invoices?adjustmentToId=${parent.id}`));
    expect(found.map(({ id }) => String(id))).toEqual([made.text]);
    expect((await office.get(`jpm/jobs/${(parent.job as Body).id}`)).json.total).toBe(121);
    const again = await office.send('POST', 'accounting/invoices', { adjustmentToId: Number(made.text) });
    expect(again.status).toBe(400);
  });

  it('needs names of SKUs and an invoice to adjust', async () => {
    const { id } = await office.openInvoice();
    const { skuName: _name, ...nameless } = LINE;
    const refused = await office.send('POST', 'accounting/invoices', {
      adjustmentToId: id,
      items: [LINE, { ...nameless, skuId: 5 }],
    });
    expect(Object.keys(refused.json.errors as Body)).toEqual(['items[1].skuName']);
    expect((await office.send('POST', 'accounting/invoices', { adjustmentToId: 5 })).status).toBe(400);
    expect(rowsOf(await office.get(`accounting/invoices?adjustmentToId=${id}`))).toEqual([]);
  });
});

describe('an exported invoice', () => {
  it('is marked one by one, and keeps what it comes to', async () => {
    const { id, items: lines } = await office.openInvoice();
    const marked = await office.send('POST', 'accounting/invoices/markasexported', [
      { invoiceId: id, externalId: 'QB-7' },
      { invoiceId: 5 },
    ]);
    expect(JSON.parse(marked.text)).toMatchObject([
      { invoiceId: id, success: true, errorMessage: null },
      { invoiceId: 5, success: false },
    ]);
    expect(await office.invoice(id)).toMatchObject({ syncStatus: 'Exported', exportId: 'QB-7' });
    const [line] = lines as Body[];
    const refusals = [
      office.send('PATCH', `accounting/invoices/${id}/items`, LINE),
      office.send('DELETE', `accounting/invoices/${id}/items/${line?.id}`),
      office.send('PATCH', `accounting/invoices/${id}`, { tax: 1 }),
    ];
    for (const refused of await Promise.all(refusals)) expect(refused.status).toBe(400);
    expect((await office.send('PATCH', `accounting/invoices/${id}`, { exportId: 'QB-8' })).status).toBe(200);
    const again = await office.send('POST', 'accounting/invoices/markasexported', [{ invoiceId: id }]);
    expect(JSON.parse(again.text)).toMatchObject([{ success: false }]);
  });
});

describe('a membership', () => {
  it('has its invoice from the moment it is sold', async () => {
    const [type] = rowsOf(await office.get('memberships/membership-types'));
    const terms = JSON.parse(
      (await office.get(`memberships/membership-types/${type?.id}/duration-billing-items`)).text,
    ) as Body[];
    const { customerId, businessUnitId, locationId } = office.needed;
    const sold = await office.send('POST', 'memberships/memberships/sale', {
      customerId,
      businessUnitId,
      locationId,
      saleTaskId: 1,
      durationBillingId: terms[0]?.id,
      recurringServiceAction: 'None',
    });
    const invoice = await office.invoice(sold.json.invoiceId);
    expect(invoice, sold.text).toMatchObject({
      invoiceConfiguration: 'MembershipInvoice',
      membershipId: sold.json.customerMembershipId,
      customer: { id: customerId },
    });
    expect(Number(invoice.total)).toBe(terms[0]?.salePrice);
  });
});

describe('the list of invoices', () => {
  it('finds by every documented filter what a look at each invoice would', async () => {
    const all = rowsOf(await office.get('accounting/invoices?pageSize=5000'));
    const some = all[Math.floor(all.length / 2)] ?? {};
    const { id: customerId } = some.customer as Body;
    const unitId = (some.businessUnit as Body).id;
    const date = String(some.invoiceDate);
    const cases: [string, (invoice: Body) => boolean][] = [
      [`jobId=${(some.job as Body).id}`, ({ job }) => (job as Body | null)?.id === (some.job as Body).id],
      [
        `jobNumber=${(some.job as Body).number}`,
        ({ job }) => (job as Body | null)?.id === (some.job as Body).id,
      ],
      [`number=${some.referenceNumber}`, ({ referenceNumber }) => referenceNumber === some.referenceNumber],
      [`customerId=${customerId}`, ({ customer }) => (customer as Body).id === customerId],
      [`businessUnitId=${unitId}`, ({ businessUnit }) => (businessUnit as Body | null)?.id === unitId],
      [`invoicedOnOrAfter=${date}`, ({ invoiceDate }) => String(invoiceDate) >= date],
      [`invoicedOnBefore=${date}`, ({ invoiceDate }) => String(invoiceDate) < date],
      ['statuses=Pending&statuses=Posted', ({ syncStatus }) => syncStatus !== 'Exported'],
      ['totalGreater=500', ({ total }) => Number(total) >= 500],
      ['totalLess=99.5', ({ total }) => Number(total) <= 99.5],
      ['balanceFilter.Balance=0&balanceFilter.Comparer=Greater', ({ balance }) => Number(balance) > 0],
      ['balanceFilter.Balance=0&balanceFilter.Comparer=Equals', ({ balance }) => Number(balance) === 0],
      ['reviewStatuses=NeedsReview', ({ reviewStatus }) => reviewStatus === 'NeedsReview'],
      ['invoiceConfigurations=MembershipInvoice', (one) => one.invoiceConfiguration === 'MembershipInvoice'],
      ['activeState=InactiveOnly', () => false],
      [
        `batchId=${(some.batch as Body).id}`,
        ({ batch }) => (batch as Body | null)?.id === (some.batch as Body).id,
      ],
    ];
    for (const [query, wanted] of cases) {
      const found = await office.get(`accounting/invoices?pageSize=1&includeTotal=true&${query}`);
      const expected = all.filter(wanted);
      expect(found.json.totalCount, query).toBe(expected.length);
      expect(rowsOf(found)[0]?.id, query).toBe(expected[0]?.id);
    }
  });

  it('sorts the older way too', async () => {
    const newest = rowsOf(
      await office.get('accounting/invoices?orderBy=createdOn&orderByDirection=Descending&pageSize=3'),
    ).map(({ createdOn }) => String(createdOn));
    expect(newest).toEqual(newest.toSorted().toReversed());
    expect(newest[0]?.startsWith('2026-03-04')).toBe(true);
  });

  it('finds by custom fields, all of them or one', async () => {
    const { id } = await office.openInvoice();
    const set = (customFields: Body[], objectId = id) =>
      office.send('PATCH', 'accounting/invoices/custom-fields', { operations: [{ objectId, customFields }] });
    const fields = [
      { name: 'Cost Center', value: 'North, 2' },
      { name: 'Ledger', value: 'Main' },
    ];
    expect((await set(fields)).status).toBe(200);
    expect((await office.invoice(id)).customFields).toEqual(fields);
    const find = async (query: string) =>
      rowsOf(await office.get(`accounting/invoices?${query}`)).map((invoice) => invoice.id);
    expect(await find('customField.Fields.Cost%20Center=North%2C%202')).toEqual([id]);
    const both = 'customField.Fields.Ledger=Main&customField.Fields.Cost%20Center=South';
    expect(await find(both)).toEqual([]);
    expect(await find(`${both}&customField.Operator=Or`)).toEqual([id]);
    expect((await set([{ name: 'Ledger', value: 'Attic' }])).status).toBe(400);
    expect((await set([{ name: 'Nothing', value: 'x' }])).status).toBe(400);
    expect((await set(fields, 5)).status).toBe(400);
  });
});

describe('a task about an invoice', () => {
  it('is made, listed and changed', async () => {
    const { id } = await office.openInvoice();
    const made = (await office.send('POST', `accounting/invoices/${id}/tasks`, { templateId: 'late' })).json;
    const [task] = made.tasks as Body[];
    await office.send('PATCH', `accounting/invoices/${id}/tasks/${task?.taskId}`, { status: 'Done' });
    expect(rowsOf(await office.get(`accounting/invoices/${id}/tasks`))).toMatchObject([
      { taskId: task?.taskId, templateId: 'late', status: 'Done' },
    ]);
    const { id: other } = await office.openInvoice();
    const missing = await office.send('PATCH', `accounting/invoices/${other}/tasks/${task?.taskId}`, {});
    expect(missing.status).toBe(404);
  });
});

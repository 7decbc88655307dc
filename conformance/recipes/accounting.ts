/** Accounting: calls need an open invoice, a payment that is not exported, or an entry made by hand. */
import type { Row } from '../emulator/records.ts';
import { newJob } from './jpm.ts';
import type { Kitchen, Recipes } from './recipe.ts';

const LINE = { skuName: 'SVC-CALL', description: 'Service call', quantity: 2, unitPrice: 60.5 };

/** The invoice of a job that was just completed, with one line and nothing paid. */
async function newInvoice(kitchen: Kitchen): Promise<Row> {
  const job = await newJob(kitchen);
  await kitchen.send('PUT', `jpm/jobs/${job.id}/complete`, { completedOn: kitchen.time(0) });
  await kitchen.send('PATCH', `accounting/invoices/${job.invoiceId}/items`, LINE);
  const [invoice] = await kitchen.list(`accounting/invoices?ids=${job.invoiceId}`);
  return invoice ?? {};
}

async function newPayment(kitchen: Kitchen): Promise<{ payment: Row; invoice: Row; typeId: unknown }> {
  const invoice = await newInvoice(kitchen);
  const [type] = await kitchen.list('accounting/payment-types');
  const payment = await kitchen.send('POST', 'accounting/payments', {
    typeId: type?.id,
    splits: [{ invoiceId: invoice.id, amount: 20 }],
  });
  return { payment, invoice, typeId: type?.id };
}

const ofNewInvoice = (body: Record<string, unknown>, name = 'invoiceId') => ({
  before: async (kitchen: Kitchen) => ({ path: { [name]: (await newInvoice(kitchen)).id }, body }),
});

/** Custom fields are set on the first record of a list. */
const fieldsOf = (list: string) => ({
  before: async (kitchen: Kitchen) => {
    const [record] = await kitchen.list(`accounting/${list}?pageSize=1`);
    const customFields = [{ name: 'Cost Center', value: 'North' }];
    return { body: { operations: [{ objectId: record?.id, customFields }] } };
  },
});

/** An entry made by hand that balances. */
async function newEntry(kitchen: Kitchen): Promise<Row> {
  const [debit, credit] = await kitchen.list('accounting/gl-accounts?pageSize=2');
  const name = `Fuel ${kitchen.serial()}`;
  await kitchen.send('POST', 'accounting/journal-entries', {
    name,
    status: 'Open',
    versionId: 0,
    postDate: kitchen.time(0).slice(0, 10),
    lines: [
      { accountId: debit?.id, debit: 40, credit: 0 },
      { accountId: credit?.id, debit: 0, credit: 40 },
    ],
  });
  const [entry] = await kitchen.list(`accounting/journal-entries?name=${encodeURIComponent(name)}`);
  return entry ?? {};
}

const ofNewEntry = (body?: Record<string, unknown>) => ({
  before: async (kitchen: Kitchen) => {
    const { id, versionId } = await newEntry(kitchen);
    return { path: { id }, ...(body && { body: { versionId, lines: undefined, ...body } }) };
  },
});

export const accounting: Recipes = {
  'POST /accounting/v2/invoices': {
    before: async (kitchen) => ({
      body: {
        adjustmentToId: (await newInvoice(kitchen)).id,
        items: [LINE],
        typeId: 1,
        subtotal: 121,
      },
    }),
  },
  'PATCH /accounting/v2/invoices/{id}': ofNewInvoice(
    { items: [LINE], typeId: 1, subtotal: 242, payments: undefined },
    'id',
  ),
  'PATCH /accounting/v2/invoices/{invoiceId}/items': ofNewInvoice({ id: undefined }),
  'DELETE /accounting/v2/invoices/{invoiceId}/items/{itemId}': {
    before: async (kitchen) => {
      const { id, items } = await newInvoice(kitchen);
      return { path: { invoiceId: id, itemId: (items as Row[])[0]?.id } };
    },
  },
  'GET /accounting/v2/invoices/{invoiceId}/tasks': {
    before: async (kitchen) => {
      const { id } = await newInvoice(kitchen);
      await kitchen.send('POST', `accounting/invoices/${id}/tasks`, { templateId: 'open-balance' });
      return { path: { invoiceId: id } };
    },
  },
  'PATCH /accounting/v2/invoices/{invoiceId}/tasks/{taskId}': {
    before: async (kitchen) => {
      const { id } = await newInvoice(kitchen);
      const made = await kitchen.send('POST', `accounting/invoices/${id}/tasks`, { templateId: 'late' });
      return { path: { invoiceId: id, taskId: (made.tasks as Row[])[0]?.taskId } };
    },
  },
  'POST /accounting/v2/payments': {
    before: async (kitchen) => {
      const { id, customer } = await newInvoice(kitchen);
      const splits = [{ invoiceId: id, amount: 12.5 }];
      const [type] = await kitchen.list('accounting/payment-types?pageSize=1');
      return { body: { amount: 20, typeId: type?.id, customerId: (customer as Row).id, splits } };
    },
  },
  'PATCH /accounting/v2/payments/{id}': {
    before: async (kitchen) => {
      const { payment, invoice, typeId } = await newPayment(kitchen);
      const splits = [{ invoiceId: invoice.id, amount: 12.5 }];
      return { path: { id: payment.id }, body: { typeId, splits } };
    },
  },
  'POST /accounting/v2/payments/status': {
    before: async (kitchen) => {
      const { payment } = await newPayment(kitchen);
      return { body: { paymentIds: [payment.id], status: 'Posted' } };
    },
  },
  'PATCH /accounting/v2/invoices/custom-fields': fieldsOf('invoices'),
  'PATCH /accounting/v2/payments/custom-fields': fieldsOf('payments'),
  'PATCH /accounting/v2/credit-memos/custom-fields': fieldsOf('credit-memos'),
  'PATCH /accounting/v2/ap-bills/custom-fields': fieldsOf('ap-bills'),
  'PATCH /accounting/v2/inventory-bills/custom-fields': fieldsOf('inventory-bills/paginated'),
  'PATCH /accounting/v2/ap-credits/custom-fields': fieldsOf('ap-credits'),
  'PATCH /accounting/v2/ap-payments/custom-fields': fieldsOf('ap-payments'),
  'POST /accounting/v2/gl-accounts': {
    before: (kitchen) => Promise.resolve({ body: { type: 'Income', number: `49${kitchen.serial()}` } }),
  },
  'PATCH /accounting/v2/gl-accounts/{accountId}': {
    before: (kitchen) => Promise.resolve({ body: { type: 'Income', number: `48${kitchen.serial()}` } }),
  },
  // Most credit memos are in the books: of those only the summary changes.
  'PATCH /accounting/v2/credit-memos/{id}': {
    body: { active: undefined, date: undefined, businessUnitId: undefined },
  },
  'PUT /accounting/v2/journal-entries/{id}': ofNewEntry({}),
  'PATCH /accounting/v2/journal-entries/{id}': ofNewEntry(),
  'PATCH /accounting/v2/journal-entries/{id}/sync': ofNewEntry({ syncStatus: 'Synced' }),
  'DELETE /accounting/v2/journal-entries/{id}': ofNewEntry(),
};

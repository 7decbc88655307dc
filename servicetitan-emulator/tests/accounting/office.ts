/** An emulator with a small company, and what the tests of its books need again and again. */
import { type Body, type Caller, type Needs, needs, newJob, rowsOf, start, stopped } from '../caller.ts';

export interface Office extends Caller {
  needed: Needs;
  /** A job that was just completed. */
  completedJob(): Promise<Body>;
  /** The invoice of a job that was just completed, with one line of 2 × 60.50. */
  openInvoice(): Promise<Body>;
  /** The invoice as it is by now. */
  invoice(id: unknown): Promise<Body>;
  /** The first record of a list. */
  first(path: string): Promise<Body>;
}

export const LINE = { skuName: 'TRIP', description: 'Service call', quantity: 2, unitPrice: 60.5 };

export async function openOffice(): Promise<Office> {
  const caller = await start({ company: 'small', clock: stopped });
  const needed = await needs(caller);
  const first = async (path: string): Promise<Body> => rowsOf(await caller.get(path))[0] ?? {};
  const invoice = (id: unknown): Promise<Body> => first(`accounting/invoices?ids=${id}`);
  const completedJob = async (): Promise<Body> => {
    const job = (await caller.send('POST', 'jpm/jobs', newJob(needed))).json;
    await caller.send('PUT', `jpm/jobs/${job.id}/complete`, { completedOn: '2026-03-04T16:00:00Z' });
    return (await caller.get(`jpm/jobs/${job.id}`)).json;
  };
  const openInvoice = async (): Promise<Body> => {
    const { invoiceId } = await completedJob();
    await caller.send('PATCH', `accounting/invoices/${invoiceId}/items`, LINE);
    return invoice(invoiceId);
  };
  return { ...caller, needed, first, invoice, completedJob, openInvoice };
}

/** Tasks about an invoice, made from a template (reference: "Invoices and invoice items"). */
import { textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc, found } from '../../operations/record.ts';
import { guidOf } from '../../wire/guid.ts';
import { invalid } from '../../wire/problem.ts';
import { invoices, invoiceTasks } from './collections.ts';

/** Templates are kept outside the API: the name of one is taken as it is. */
export function createTask(call: Call): Answer {
  const invoice = found(call, invoices, 'invoiceId');
  const templateId = (textAt(bodyDoc(call), 'templateId') ?? '').trim();
  if (templateId === '') throw invalid({ templateId: ['The TemplateId field is required.'] });
  const id = call.store.newId();
  const taskId = guidOf(id);
  call.store.insert(invoiceTasks, {
    id,
    taskId,
    templateId,
    type: 'Invoice',
    name: templateId,
    status: 'Open',
    relations: [{ type: 'Invoice', taskId }],
    invoiceId: invoice.id ?? null,
  });
  const executionId = guidOf(call.store.newId());
  return { value: { executionId, status: 'Completed', tasks: [{ taskId, key: templateId }], errors: [] } };
}

export function updateTask(call: Call): Answer {
  const task = found(call, invoiceTasks, 'taskId', {
    collection: invoices,
    param: 'invoiceId',
    column: 'invoiceId',
  });
  call.store.update(invoiceTasks, task, bodyDoc(call));
  return { value: { taskId: task.taskId ?? null } };
}

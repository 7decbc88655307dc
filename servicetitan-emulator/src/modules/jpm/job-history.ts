/** What happened to a job, in order. */

import { docsAt, type Id } from '../../json/value.ts';
import { INTEGRATION_USER } from '../../operations/call.ts';
import type { Store } from '../../store/store.ts';
import { jobHistory } from './collections.ts';

export function recordEvent(store: Store, jobId: Id, eventType: string, memo = ''): void {
  const event = {
    id: store.newId(),
    employeeId: INTEGRATION_USER,
    eventType,
    date: store.stamp(),
    usedSchedulingTool: 'Manual',
    memo,
  };
  const known = store.get(jobHistory, jobId);
  if (known) store.update(jobHistory, known, { history: [...docsAt(known, 'history'), event] });
  else store.insert(jobHistory, { id: jobId, jobId, history: [event] });
}

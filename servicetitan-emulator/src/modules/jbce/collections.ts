/** Collections of the job booking API. */
import type { Collection } from '../../store/collection.ts';

export const callReasons: Collection = {
  name: 'callReasons',
  noun: 'Call reason',
  schema: 'Jbce.V2.CallReasonResponse',
  columns: { name: { kind: 'search' } },
};

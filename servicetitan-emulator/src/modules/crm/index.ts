/** The CRM API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import * as leadRecords from './lead-collections.ts';
import { leadRows } from './lead-operations.ts';
import { crm as customerRows } from './operations.ts';

export const crm: ApiModule = {
  collections: [...collectionsOf(records), ...collectionsOf(leadRecords)],
  operations: { ...customerRows, ...leadRows },
  chapter,
};

/** The CRM API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import * as records from './collections.ts';
import { crm as operations } from './operations.ts';

export const crm: ApiModule = { collections: collectionsOf(records), operations };

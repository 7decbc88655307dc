/** The job booking API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import * as records from './collections.ts';
import { jbce as operations } from './operations.ts';

export const jbce: ApiModule = { collections: collectionsOf(records), operations };

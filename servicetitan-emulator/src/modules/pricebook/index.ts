/** The pricebook API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { pricebook as operations } from './operations.ts';

export const pricebook: ApiModule = { collections: collectionsOf(records), operations, chapter };

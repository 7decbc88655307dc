/** The marketing ads API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { marketingads as operations } from './operations.ts';

export const marketingads: ApiModule = { collections: collectionsOf(records), operations, chapter };

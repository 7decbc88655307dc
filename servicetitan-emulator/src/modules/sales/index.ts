/** The sales API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { sales as operations } from './operations.ts';

export const sales: ApiModule = { collections: collectionsOf(records), operations, chapter };

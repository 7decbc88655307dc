/** The marketing reputation API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { marketingreputation as operations } from './operations.ts';

export const marketingreputation: ApiModule = { collections: collectionsOf(records), operations, chapter };

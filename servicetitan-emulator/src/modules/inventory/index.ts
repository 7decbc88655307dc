/** The inventory API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { inventory as operations } from './operations.ts';

export const inventory: ApiModule = { collections: collectionsOf(records), operations, chapter };

/** The scheduling pro API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { schedulingpro as operations } from './operations.ts';

export const schedulingpro: ApiModule = { collections: collectionsOf(records), operations, chapter };

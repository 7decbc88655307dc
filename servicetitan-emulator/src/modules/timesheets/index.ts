/** The timesheets API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { timesheets as operations } from './operations.ts';

export const timesheets: ApiModule = { collections: collectionsOf(records), operations, chapter };

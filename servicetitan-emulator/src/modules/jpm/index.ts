/** The job planning and management API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import * as records from './collections.ts';
import { jpm as operations } from './operations.ts';

export const jpm: ApiModule = { collections: collectionsOf(records), operations };

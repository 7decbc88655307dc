/** The marketing API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import * as records from './collections.ts';
import { marketing as operations } from './operations.ts';

export const marketing: ApiModule = { collections: collectionsOf(records), operations };

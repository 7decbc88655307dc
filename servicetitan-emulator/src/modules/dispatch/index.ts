/** The dispatch API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import * as records from './collections.ts';
import { dispatch as operations } from './operations.ts';

export const dispatch: ApiModule = { collections: collectionsOf(records), operations };

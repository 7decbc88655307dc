/** The settings API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import * as records from './collections.ts';
import { settings as operations } from './operations.ts';

export const settings: ApiModule = { collections: collectionsOf(records), operations };

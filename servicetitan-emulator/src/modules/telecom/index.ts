/** The telecom API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { telecom as operations } from './operations.ts';

export const telecom: ApiModule = { collections: collectionsOf(records), operations, chapter };

/** The forms API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { forms as operations } from './operations.ts';

export const forms: ApiModule = { collections: collectionsOf(records), operations, chapter };

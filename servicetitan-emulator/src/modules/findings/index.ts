/** The findings API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { findings as operations } from './operations.ts';

export const findings: ApiModule = { collections: collectionsOf(records), operations, chapter };

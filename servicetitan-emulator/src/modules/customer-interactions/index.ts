/** The customer interactions API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { customerInteractions as operations } from './operations.ts';

export const customerInteractions: ApiModule = { collections: collectionsOf(records), operations, chapter };

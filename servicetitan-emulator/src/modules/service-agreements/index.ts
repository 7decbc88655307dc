/** The service agreements API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { serviceAgreements as operations } from './operations.ts';

export const serviceAgreements: ApiModule = { collections: collectionsOf(records), operations, chapter };

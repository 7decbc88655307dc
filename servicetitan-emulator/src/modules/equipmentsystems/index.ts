/** The equipment systems API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { equipmentsystems as operations } from './operations.ts';
import { reactions } from './reactions.ts';

export const equipmentsystems: ApiModule = {
  collections: collectionsOf(records),
  operations,
  reactions,
  chapter,
};

/** The memberships API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { memberships as operations } from './operations.ts';
import { jobDoesVisit } from './visits.ts';

export const memberships: ApiModule = {
  collections: collectionsOf(records),
  operations,
  reactions: [jobDoesVisit],
  chapter,
};

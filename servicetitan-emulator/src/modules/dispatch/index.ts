/** The dispatch API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { dispatch as boardRows } from './operations.ts';
import * as scheduleRecords from './schedule-collections.ts';
import { scheduleRows } from './schedule-operations.ts';

export const dispatch: ApiModule = {
  collections: [...collectionsOf(records), ...collectionsOf(scheduleRecords)],
  operations: { ...boardRows, ...scheduleRows },
  chapter,
};

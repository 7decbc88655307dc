/** The payroll API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { splitting, timekeeping } from './job-times.ts';
import { payroll as operations } from './operations.ts';

export const payroll: ApiModule = {
  collections: collectionsOf(records),
  operations,
  reactions: [timekeeping, splitting],
  chapter,
};

/** The task management API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { chapter } from './chapter.ts';
import * as records from './collections.ts';
import { taskmanagement as operations } from './operations.ts';

export const taskmanagement: ApiModule = { collections: collectionsOf(records), operations, chapter };

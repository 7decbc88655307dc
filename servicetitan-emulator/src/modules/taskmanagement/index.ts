/** The task management API. */
import type { ApiModule } from '../module.ts';
import { taskmanagement as operations } from './operations.ts';

export const taskmanagement: ApiModule = { collections: [], operations };

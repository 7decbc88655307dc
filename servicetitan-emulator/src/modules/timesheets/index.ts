/** The timesheets API. */
import type { ApiModule } from '../module.ts';
import { timesheets as operations } from './operations.ts';

export const timesheets: ApiModule = { collections: [], operations };

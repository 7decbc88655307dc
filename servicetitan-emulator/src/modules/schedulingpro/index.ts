/** The Scheduling Pro API. */
import type { ApiModule } from '../module.ts';
import { schedulingpro as operations } from './operations.ts';

export const schedulingpro: ApiModule = { collections: [], operations };

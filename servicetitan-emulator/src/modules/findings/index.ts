/** The findings API. */
import type { ApiModule } from '../module.ts';
import { findings as operations } from './operations.ts';

export const findings: ApiModule = { collections: [], operations };

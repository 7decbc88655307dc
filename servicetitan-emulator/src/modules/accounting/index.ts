/** The accounting API. */
import type { ApiModule } from '../module.ts';
import { accounting as operations } from './operations.ts';

export const accounting: ApiModule = { collections: [], operations };

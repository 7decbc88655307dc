/** The marketing ads API. */
import type { ApiModule } from '../module.ts';
import { marketingads as operations } from './operations.ts';

export const marketingads: ApiModule = { collections: [], operations };

/** The pricebook API. */
import type { ApiModule } from '../module.ts';
import { pricebook as operations } from './operations.ts';

export const pricebook: ApiModule = { collections: [], operations };

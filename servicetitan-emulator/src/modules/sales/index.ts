/** The sales API. */
import type { ApiModule } from '../module.ts';
import { sales as operations } from './operations.ts';

export const sales: ApiModule = { collections: [], operations };

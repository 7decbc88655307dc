/** The marketing reputation API. */
import type { ApiModule } from '../module.ts';
import { marketingreputation as operations } from './operations.ts';

export const marketingreputation: ApiModule = { collections: [], operations };

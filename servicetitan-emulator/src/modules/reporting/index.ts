/** The reporting API. */
import type { ApiModule } from '../module.ts';
import { reporting as operations } from './operations.ts';

export const reporting: ApiModule = { collections: [], operations };

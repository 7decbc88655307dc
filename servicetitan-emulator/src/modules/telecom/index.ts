/** The telecom API. */
import type { ApiModule } from '../module.ts';
import { telecom as operations } from './operations.ts';

export const telecom: ApiModule = { collections: [], operations };

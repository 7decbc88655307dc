/** The forms API. */
import type { ApiModule } from '../module.ts';
import { forms as operations } from './operations.ts';

export const forms: ApiModule = { collections: [], operations };

/** The customer interactions API. */
import type { ApiModule } from '../module.ts';
import { customerInteractions as operations } from './operations.ts';

export const customerInteractions: ApiModule = { collections: [], operations };

/** The inventory API. */
import type { ApiModule } from '../module.ts';
import { inventory as operations } from './operations.ts';

export const inventory: ApiModule = { collections: [], operations };

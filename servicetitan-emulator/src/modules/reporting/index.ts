/** The reporting API. It keeps nothing of its own: reports read what the other modules keep. */
import type { ApiModule } from '../module.ts';
import { reporting as operations } from './operations.ts';

export const reporting: ApiModule = { collections: [], operations };

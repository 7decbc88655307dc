/** The memberships API. */
import type { ApiModule } from '../module.ts';
import { memberships as operations } from './operations.ts';

export const memberships: ApiModule = { collections: [], operations };

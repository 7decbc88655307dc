/** The equipment systems API. */
import type { ApiModule } from '../module.ts';
import { equipmentsystems as operations } from './operations.ts';

export const equipmentsystems: ApiModule = { collections: [], operations };

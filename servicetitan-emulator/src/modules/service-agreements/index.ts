/** The service agreements API. */
import type { ApiModule } from '../module.ts';
import { serviceAgreements as operations } from './operations.ts';

export const serviceAgreements: ApiModule = { collections: [], operations };

/** The payroll API. */
import type { ApiModule } from '../module.ts';
import { payroll as operations } from './operations.ts';

export const payroll: ApiModule = { collections: [], operations };

/** The equipment systems API: one row per operation. */
import type { Rows } from '../../operations/call.ts';

export const equipmentsystems: Rows = {};

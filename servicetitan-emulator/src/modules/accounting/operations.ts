/** The accounting API: one row per operation. */
import type { Rows } from '../../operations/call.ts';

export const accounting: Rows = {};

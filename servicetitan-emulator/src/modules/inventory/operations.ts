/** The inventory API: one row per operation. */
import type { Rows } from '../../operations/call.ts';

export const inventory: Rows = {};

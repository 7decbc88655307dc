/** The job booking API: one row per operation. */
import { callReasons } from '../collections/jbce.ts';
import type { Rows } from '../operations/call.ts';
import { list } from '../operations/list.ts';

export const jbce: Rows = { 'jbce.callReasons.get': list(callReasons) };

/** The job booking API: one row per operation. */

import type { Rows } from '../../operations/call.ts';
import { list } from '../../operations/list.ts';
import { callReasons } from './collections.ts';

export const jbce: Rows = { 'jbce.callReasons.get': list(callReasons) };

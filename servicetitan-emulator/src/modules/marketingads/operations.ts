/** The marketing ads API: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import type { Filter } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act } from '../../operations/record.ts';
import {
  attributeBooking,
  attributeCall,
  attributeJob,
  attributeLeadForm,
  LEAD_TYPES,
} from './attributions.ts';
import { attributedLeads } from './collections.ts';
import { capacityWarnings, performance } from './performance.ts';

const happened =
  (operator: '>=' | '<'): Filter =>
  (value) => ({ sql: `"dateTime" ${operator} ?`, params: [String(value)] });

const ofType: Filter = (value) => ({
  sql: '"leadType" = ?',
  params: [LEAD_TYPES.findIndex((type) => type === value) + 1],
});

export const marketingads: Rows = {
  'marketingads.attributedLeads.get': list(attributedLeads, {
    filters: { fromUtc: happened('>='), toUtc: happened('<'), leadType: ofType },
  }),
  'marketingads.performance.get': act(performance),
  'marketingads.capacityAwarenessWarning.get': act(capacityWarnings),
  'marketingads.externalCallAttributions.create': act(attributeCall),
  'marketingads.scheduledJobAttributions.create': act(attributeJob),
  'marketingads.webBookingAttributions.create': act(attributeBooking),
  'marketingads.webLeadFormAttributions.create': act(attributeLeadForm),
};

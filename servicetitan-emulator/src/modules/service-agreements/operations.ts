/** The service agreements API: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { list } from '../../operations/list.ts';
import { get } from '../../operations/record.ts';
import { serviceAgreements as records } from './collections.ts';

export const serviceAgreements: Rows = {
  'serviceAgreements.serviceAgreements.getList': list(records),
  'serviceAgreements.serviceAgreements.get': get(records),
  'serviceAgreements.export.serviceAgreements': feed(records),
};

/** The customer interactions API: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { list } from '../../operations/list.ts';
import { act } from '../../operations/record.ts';
import { technicianRatings } from './collections.ts';
import { rateByPath, rateJob } from './ratings.ts';

export const customerInteractions: Rows = {
  'customerInteractions.technicianRatings.getList': list(technicianRatings),
  'customerInteractions.technicianRatings.update': act(rateJob),
  'customerInteractions.technicianRating.update': act(rateByPath),
  'customerInteractions.export.technicianRatings': feed(technicianRatings),
};

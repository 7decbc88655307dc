/** The marketing reputation API: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { list } from '../../operations/list.ts';
import { reviews } from './collections.ts';
import { reviewFilters, reviewShown } from './reviews.ts';

export const marketingreputation: Rows = {
  'marketingreputation.reviews.getList': list(reviews, { as: reviewShown, filters: reviewFilters }),
};

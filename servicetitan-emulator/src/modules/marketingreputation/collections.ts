/** Collections of the marketing reputation API: what customers write on review pages. */
import type { Collection } from '../../store/collection.ts';

/** `locationId` and `campaignId` are those of the job that a review was matched to; answers do not show them. */
export const reviews: Collection = {
  name: 'reviews',
  noun: 'Review',
  schema: 'ServiceTitan.Marketing.ReviewEngine.Services.Models.Reviews.ReviewReport',
  columns: {
    publishDate: { kind: 'time' },
    rating: { kind: 'number' },
    platform: { kind: 'text' },
    authorName: { kind: 'search' },
    review: { kind: 'search' },
    customerName: { kind: 'search' },
    technicianId: { kind: 'id' },
    locationId: { kind: 'id' },
    campaignId: { kind: 'id' },
    internalId: { kind: 'id' },
    externalId: { kind: 'text' },
  },
};

/** Customers, locations and bookings. */
import type { Arrangement, Kitchen, Recipes } from './recipe.ts';

/** Changes of contacts are asked for since some moment, or of named owners. */
const sinceLongAgo = { query: { modifiedOnOrAfter: '2000-01-01T00:00:00Z' } };

/** A booking that nobody has taken up yet. */
async function newBooking(kitchen: Kitchen): Promise<Arrangement> {
  const [provider] = await kitchen.list('crm/booking-provider-tags?pageSize=1');
  const { id } = await kitchen.send('POST', `crm/booking-provider/${provider?.id}/bookings`, {
    source: 'Website',
    name: 'Ada Byron',
    summary: 'Drain is slow.',
    isFirstTimeClient: true,
    externalId: `website-${kitchen.serial()}`,
  });
  return { path: { booking_provider: provider?.id, id } };
}

/** A record of a list with a tag that it did not have. */
const tagged = (list: 'customers' | 'locations') => ({
  before: async (kitchen: Kitchen) => {
    const [owner] = await kitchen.list(`crm/${list}?pageSize=1`);
    const worn = owner?.tagTypeIds as unknown[] | undefined;
    const tag = (await kitchen.list('settings/tag-types')).find(({ id }) => !worn?.includes(id));
    await kitchen.send('POST', `crm/${list}/${owner?.id}/tags/${tag?.id}`);
    return { path: { id: owner?.id, tagTypeId: tag?.id } };
  },
});

const BOOKING = '/crm/v2/booking-provider/{booking_provider}/bookings/{id}';

const ofNewBooking = { before: newBooking };

export const crm: Recipes = {
  'GET /crm/v2/customers/contacts': sinceLongAgo,
  'GET /crm/v2/locations/contacts': sinceLongAgo,
  'DELETE /crm/v2/customers/{id}/tags/{tagTypeId}': tagged('customers'),
  'DELETE /crm/v2/locations/{id}/tags/{tagTypeId}': tagged('locations'),
  [`PATCH ${BOOKING}`]: ofNewBooking,
  [`POST ${BOOKING}/contacts`]: { ...ofNewBooking, body: { type: 'Phone', value: '3035550142' } },
  [`POST ${BOOKING}/dismiss`]: ofNewBooking,
};

/** Ratings of technicians. */
import type { Kitchen, Recipes } from './recipe.ts';

const RATING = '/customer-interactions/v2/technician-rating/technician/{technicianId}/job/{jobId}';

const rated = async (kitchen: Kitchen) => ({
  technicianId: await kitchen.id('technicianId'),
  jobId: await kitchen.id('jobId'),
});

export const ratings: Recipes = {
  'POST /customer-interactions/v2/technician-ratings': {
    before: async (kitchen) => ({ body: { ...(await rated(kitchen)), rating: 9 } }),
  },
  [`PUT ${RATING}`]: { before: async (kitchen) => ({ path: await rated(kitchen), body: { value: 8.5 } }) },
};

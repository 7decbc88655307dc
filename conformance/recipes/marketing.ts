/** Campaigns belong to a category of their own kind, and a suppression is known by its address. */
import type { Kitchen, Recipes } from './recipe.ts';

const ofCategory = {
  before: async (kitchen: Kitchen) => ({
    body: { categoryId: (await kitchen.list('marketing/categories?pageSize=1'))[0]?.id },
  }),
};

export const marketing: Recipes = {
  'POST /marketing/v2/campaigns': ofCategory,
  'PATCH /marketing/v2/campaigns/{id}': ofCategory,
  'GET /marketing/v2/suppressions/{email}': {
    before: async (kitchen) => {
      await kitchen.send('POST', 'marketing/suppressions/suppress', {
        emails: ['ada@example.com'],
        reason: 'Unsubscribe',
      });
      return { path: { email: 'ada@example.com' } };
    },
  },
};

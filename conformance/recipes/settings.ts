/** The one list that counts its pages from 0. */
import type { Recipes } from './recipe.ts';

export const settings: Recipes = {
  'GET /settings/v2/business-units/intacct': { query: { page: '0' } },
};

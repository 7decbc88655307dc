/** Markups of materials: stretches of costs that must not overlap. */
import type { Kitchen, Recipes } from './recipe.ts';

const stretch = async (kitchen: Kitchen) => {
  const from = 100_000 + 10 * kitchen.serial();
  return { body: { id: 0, from, to: from + 5, percent: 20 } };
};

export const pricebook: Recipes = {
  'POST /pricebook/v2/materialsmarkup': { before: stretch },
  'PUT /pricebook/v2/materialsmarkup/{id}': { before: stretch },
};

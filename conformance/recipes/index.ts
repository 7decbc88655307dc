/** Every recipe, by operation. A module's recipes are rows of its file. */
import type { Recipes } from './recipe.ts';

export const RECIPES: Recipes = {};

/** Every recipe, by operation. A module's recipes are rows of its file. */
import { accounting } from './accounting.ts';
import { crm } from './crm.ts';
import { dispatch } from './dispatch.ts';
import { findings } from './findings.ts';
import { inventory } from './inventory.ts';
import { jpm } from './jpm.ts';
import { leads } from './leads.ts';
import { marketing } from './marketing.ts';
import { memberships } from './memberships.ts';
import { payroll } from './payroll.ts';
import { pricebook } from './pricebook.ts';
import { projects } from './projects.ts';
import { ratings } from './ratings.ts';
import type { Recipes } from './recipe.ts';
import { reporting } from './reporting.ts';
import { sales } from './sales.ts';
import { schedule } from './schedule.ts';
import { settings } from './settings.ts';
import { taskmanagement } from './taskmanagement.ts';
import { telecom } from './telecom.ts';

export const RECIPES: Recipes = {
  ...accounting,
  ...crm,
  ...dispatch,
  ...findings,
  ...inventory,
  ...jpm,
  ...leads,
  ...marketing,
  ...memberships,
  ...payroll,
  ...pricebook,
  ...projects,
  ...ratings,
  ...reporting,
  ...sales,
  ...schedule,
  ...settings,
  ...taskmanagement,
  ...telecom,
};

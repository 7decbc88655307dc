/** A report is asked for a period; sets of values go by their names, which the parameters of reports say. */
import type { Kitchen, Recipes } from './recipe.ts';

export const reporting: Recipes = {
  'GET /reporting/v2/dynamic-value-sets/{dynamicSetId}': { path: { dynamicSetId: 'business-units' } },
  'POST /reporting/v2/report-category/{report_category}/reports/{reportId}/data': {
    before: async (kitchen: Kitchen) => ({
      body: {
        parameters: [
          { name: 'From', value: kitchen.time(-24 * 60).slice(0, 10) },
          { name: 'To', value: kitchen.time(0).slice(0, 10) },
        ],
      },
    }),
  },
};

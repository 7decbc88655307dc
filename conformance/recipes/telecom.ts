/** Calls: what they are classified with must exist, and only some have a voicemail. */
import type { Recipes } from './recipe.ts';

export const telecom: Recipes = {
  'PUT /telecom/v2/calls/{id}': {
    before: async (kitchen) => {
      const [location] = await kitchen.list('crm/locations?pageSize=1');
      const [reason] = await kitchen.list('jbce/call-reasons?pageSize=1');
      const address = { street: '', unit: '', country: '', city: '', state: '', zip: '' };
      return {
        body: {
          agentId: (await kitchen.list('settings/employees?pageSize=1'))[0]?.id,
          reason: { name: reason?.name, lead: true },
          customer: { id: location?.customerId, name: '', address, contacts: [] },
          location: { id: location?.id, name: '', address, contacts: [] },
        },
      };
    },
  },
  'GET /telecom/v2/calls/{id}/voicemail': {
    before: async (kitchen) => {
      const calls = await kitchen.list('telecom/export/calls?from=2000-01-01');
      return { path: { id: calls.find(({ voiceMailPath }) => voiceMailPath !== null)?.id } };
    },
  },
  'GET /telecom/v2/export/calls': { query: { from: '2000-01-01' } },
};

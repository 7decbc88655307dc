/** Hours, windows and trucks, and who is on which appointment. */
import type { Recipes } from './recipe.ts';

const hours = [{ fromHour: 8, toHour: 18 }];

export const schedule: Recipes = {
  'POST /dispatch/v2/capacity': {
    before: async (kitchen) => ({ body: { endsOnOrBefore: kitchen.time(7 * 24) } }),
  },
  'POST /dispatch/v2/gps-provider/{gps_provider}/gps-pings': { path: { gps_provider: 'trucks' } },
  'POST /dispatch/v2/business-hours': { body: { weekdays: hours, saturday: hours, sunday: [] } },
  'GET /dispatch/v2/technician-tracking': {
    before: async (kitchen) => {
      const [assignment] = await kitchen.list('dispatch/appointment-assignments?pageSize=1');
      const { technicianId, appointmentId } = assignment ?? {};
      return { query: { technicianId: String(technicianId), appointmentId: String(appointmentId) } };
    },
  },
};

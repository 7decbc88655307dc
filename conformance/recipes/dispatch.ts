/** Assignments change while an appointment is still to come. */
import { newJob } from './jpm.ts';
import type { Kitchen, Recipes } from './recipe.ts';

const ofNewAppointment = (assigned: boolean) => ({
  before: async (kitchen: Kitchen) => {
    const { firstAppointmentId } = await newJob(kitchen, assigned);
    return {
      body: { jobAppointmentId: firstAppointmentId, technicianIds: [await kitchen.id('technicianId')] },
    };
  },
});

export const dispatch: Recipes = {
  'POST /dispatch/v2/appointment-assignments/assign-technicians': ofNewAppointment(false),
  'POST /dispatch/v2/appointment-assignments/unassign-technicians': ofNewAppointment(true),
};

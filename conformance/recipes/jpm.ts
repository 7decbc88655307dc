/** Jobs and appointments: most calls need a job in one state or another, so they make one. */
import type { Row } from '../emulator/records.ts';
import type { Kitchen, Recipes } from './recipe.ts';

/** A job for tomorrow at a location of the company; `assigned` gives its appointment a technician. */
export async function newJob(kitchen: Kitchen, assigned = true): Promise<Row> {
  const [model] = await kitchen.list('jpm/jobs?pageSize=1');
  const { customerId, locationId, businessUnitId, jobTypeId, campaignId } = model ?? {};
  const technicianIds = assigned ? [await kitchen.id('technicianId')] : [];
  return await kitchen.send('POST', 'jpm/jobs', {
    customerId,
    locationId,
    businessUnitId,
    jobTypeId,
    campaignId,
    priority: 'Normal',
    summary: 'Drain is slow.',
    appointments: [{ start: kitchen.time(24), end: kitchen.time(26), technicianIds }],
  });
}

const ofNewJob = { before: async (kitchen: Kitchen) => ({ path: { id: (await newJob(kitchen)).id } }) };

/** The appointment of a new job, after `prepare` has had it. */
const ofNewAppointment = (prepare?: (kitchen: Kitchen, id: unknown) => Promise<unknown>) => ({
  before: async (kitchen: Kitchen) => {
    const { firstAppointmentId: id } = await newJob(kitchen);
    await prepare?.(kitchen, id);
    return { path: { id } };
  },
});

async function reasonId(kitchen: Kitchen, kind: 'cancel' | 'hold'): Promise<unknown> {
  const [reason] = await kitchen.list(`jpm/job-${kind}-reasons`);
  return reason?.id;
}

const withReason = (kind: 'cancel' | 'hold') => ({
  before: async (kitchen: Kitchen) => ({
    path: { id: (await newJob(kitchen)).id },
    body: { reasonId: await reasonId(kitchen, kind) },
  }),
});

const cancel = async (kitchen: Kitchen, id: unknown): Promise<unknown> =>
  kitchen.send('PUT', `jpm/jobs/${id}/cancel`, {
    reasonId: await reasonId(kitchen, 'cancel'),
    memo: 'Away.',
  });

const hold = async (kitchen: Kitchen, id: unknown): Promise<unknown> =>
  kitchen.send('PUT', `jpm/appointments/${id}/hold`, { reasonId: await reasonId(kitchen, 'hold'), memo: '' });

/** Reasons are asked for by the ids of the jobs that were canceled or are on hold. */
const reasonsOf = (prepare: (kitchen: Kitchen, job: Row) => Promise<unknown>) => ({
  before: async (kitchen: Kitchen) => {
    const job = await newJob(kitchen);
    await prepare(kitchen, job);
    return { query: { ids: String(job.id) } };
  },
});

/** A new job, and equipment that stands where it is. */
async function equipped(kitchen: Kitchen): Promise<{ id: unknown; equipmentId: unknown }> {
  const { id, locationId } = await newJob(kitchen);
  const unit = await kitchen.send('POST', 'equipmentsystems/installed-equipment', {
    locationId,
    name: 'Furnace',
  });
  return { id, equipmentId: unit.id };
}

export const jpm: Recipes = {
  // A warranty, a booking or a project that the new job comes from would have rules of its own.
  'POST /jpm/v2/jobs': {
    body: { jobGeneratedLeadSource: undefined, bookingId: undefined, invoiceId: undefined },
  },
  'PATCH /jpm/v2/jobs/{id}': ofNewJob,
  'PUT /jpm/v2/jobs/{id}/cancel': withReason('cancel'),
  'PUT /jpm/v2/jobs/{id}/hold': withReason('hold'),
  'PUT /jpm/v2/jobs/{id}/complete': {
    before: async (kitchen) => {
      const { id } = await newJob(kitchen);
      return { path: { id }, body: { completedOn: kitchen.time(0) } };
    },
  },
  'PUT /jpm/v2/jobs/{id}/remove-cancellation': {
    before: async (kitchen) => {
      const { id } = await newJob(kitchen);
      await cancel(kitchen, id);
      return { path: { id } };
    },
  },
  'GET /jpm/v2/jobs/cancel-reasons': reasonsOf((kitchen, { id }) => cancel(kitchen, id)),
  'GET /jpm/v2/jobs/hold-reasons': reasonsOf(async (kitchen, { id }) =>
    kitchen.send('PUT', `jpm/jobs/${id}/hold`, { reasonId: await reasonId(kitchen, 'hold'), memo: 'Parts.' }),
  ),

  'POST /jpm/v2/jobs/{id}/equipment': {
    before: async (kitchen) => {
      const { id, equipmentId } = await equipped(kitchen);
      return { path: { id }, body: { equipmentIds: [equipmentId] } };
    },
  },
  'DELETE /jpm/v2/jobs/{id}/equipment/{equipmentId}': {
    before: async (kitchen) => {
      const { id, equipmentId } = await equipped(kitchen);
      await kitchen.send('POST', `jpm/jobs/${id}/equipment`, { equipmentIds: [equipmentId] });
      return { path: { id, equipmentId } };
    },
  },

  'POST /jpm/v2/appointments': {
    before: async (kitchen) => ({ body: { jobId: (await newJob(kitchen)).id } }),
  },
  'DELETE /jpm/v2/appointments/{id}': {
    before: async (kitchen) => {
      const job = await newJob(kitchen);
      const { id } = await kitchen.send('POST', 'jpm/appointments', {
        jobId: job.id,
        start: kitchen.time(48),
        end: kitchen.time(50),
      });
      return { path: { id } };
    },
  },
  'PATCH /jpm/v2/appointments/{id}/reschedule': ofNewAppointment(),
  'PUT /jpm/v2/appointments/{id}/hold': {
    before: async (kitchen) => ({
      path: { id: (await newJob(kitchen)).firstAppointmentId },
      body: { reasonId: await reasonId(kitchen, 'hold') },
    }),
  },
  'DELETE /jpm/v2/appointments/{id}/hold': ofNewAppointment(hold),
  'PUT /jpm/v2/appointments/{id}/confirmation': ofNewAppointment(),
  'DELETE /jpm/v2/appointments/{id}/confirmation': ofNewAppointment((kitchen, id) =>
    kitchen.send('PUT', `jpm/appointments/${id}/confirmation`),
  ),
};

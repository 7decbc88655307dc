/** Projects with jobs of the same customer, and budget codes of items that go together. */
import type { Row } from '../emulator/records.ts';
import { newJob } from './jpm.ts';
import type { Kitchen, Recipes } from './recipe.ts';

/** A new job and a new project at its place. */
async function pair(kitchen: Kitchen): Promise<{ id: unknown; jobId: unknown }> {
  const job = await newJob(kitchen);
  const project = await kitchen.send('POST', 'jpm/projects', {
    locationId: job.locationId,
    name: 'Replacement',
  });
  return { id: project.id, jobId: job.id };
}

/** The segments of the company and the first item of each. */
async function bindings(kitchen: Kitchen): Promise<{ segmentId: unknown; segmentItemId: unknown }[]> {
  const { data } = await kitchen.get('jpm/work-breakdown-structure/segments');
  return await Promise.all(
    (data as Row[]).map(async ({ id }) => {
      const [item] = await kitchen.list(`jpm/work-breakdown-structure/segments/${id}/items?pageSize=1`);
      return { segmentId: id, segmentItemId: item?.id };
    }),
  );
}

const place = async (kitchen: Kitchen) => {
  const [location] = await kitchen.list('crm/locations?pageSize=1');
  const [status] = await kitchen.list('jpm/project-statuses?pageSize=1');
  const [sub] = await kitchen.list(`jpm/project-substatuses?statusId=${status?.id}&pageSize=1`);
  return {
    body: {
      locationId: location?.id,
      customerId: location?.customerId,
      statusId: status?.id,
      subStatusId: sub?.id,
      startDate: kitchen.time(24),
      targetCompletionDate: kitchen.time(72),
    },
  };
};

export const projects: Recipes = {
  'POST /jpm/v2/projects': { before: place },
  'PATCH /jpm/v2/projects/{id}': {
    before: async (kitchen) => {
      const { id, jobId } = await pair(kitchen);
      const { locationId: _location, customerId: _customer, ...body } = (await place(kitchen)).body;
      return { path: { id }, body: { ...body, jobIds: [jobId] } };
    },
  },
  'POST /jpm/v2/projects/{id}/attach-job/{jobId}': {
    before: async (kitchen) => ({ path: { ...(await pair(kitchen)) } }),
  },
  'POST /jpm/v2/projects/detach-job/{jobId}': {
    before: async (kitchen) => {
      const { id, jobId } = await pair(kitchen);
      await kitchen.send('POST', `jpm/projects/${id}/attach-job/${jobId}`);
      return { path: { jobId } };
    },
  },
  'POST /jpm/v2/work-breakdown-structure/budget-codes': {
    before: async (kitchen) => ({
      body: { segmentItemIds: (await bindings(kitchen)).map(({ segmentItemId }) => segmentItemId) },
    }),
  },
  'POST /jpm/v2/work-breakdown-structure/budget-codes/partial': {
    before: async (kitchen) => ({ body: { segments: await bindings(kitchen) } }),
  },
};

/** Estimates in the state that each call needs, and templates that refer to the pricebook. */
import type { Row } from '../emulator/records.ts';
import { newJob } from './jpm.ts';
import type { Arrangement, Kitchen, Recipes } from './recipe.ts';

const skuId = async (kitchen: Kitchen): Promise<unknown> =>
  (await kitchen.list('pricebook/services?pageSize=1'))[0]?.id;

async function newEstimate(kitchen: Kitchen): Promise<Row> {
  const items = [{ skuId: await skuId(kitchen), quantity: 1, unitPrice: 250 }];
  return await kitchen.send('POST', 'sales/estimates', {
    jobId: (await newJob(kitchen)).id,
    name: 'Repair',
    items,
  });
}

const ofNewEstimate = {
  before: async (kitchen: Kitchen): Promise<Arrangement> => ({
    path: { id: (await newEstimate(kitchen)).id },
  }),
};

const sell = async (kitchen: Kitchen, id: unknown): Promise<Row> =>
  await kitchen.send('PUT', `sales/estimates/${id}/sell`, { soldBy: await kitchen.id('technicianId') });

const sold = {
  before: async (kitchen: Kitchen): Promise<Arrangement> => {
    const { id } = await newEstimate(kitchen);
    await sell(kitchen, id);
    return { path: { id } };
  },
};

const item = (id: unknown): Row => ({ skuId: id, skuType: 'Service', quantity: 2, isAddOn: false });

const withItems = {
  before: async (kitchen: Kitchen): Promise<Arrangement> => ({
    body: { items: [item(await skuId(kitchen))] },
  }),
};

export const sales: Recipes = {
  'POST /sales/v2/estimates': {
    before: async (kitchen) => ({
      body: {
        jobId: (await newJob(kitchen)).id,
        locationId: undefined,
        status: 'Open',
        items: [{ skuId: await skuId(kitchen), quantity: 1 }],
      },
    }),
  },
  'PUT /sales/v2/estimates/{id}': {
    before: async (kitchen) => ({
      path: { id: (await newEstimate(kitchen)).id },
      body: { status: 'Open', items: [{ skuId: await skuId(kitchen), quantity: 3 }] },
    }),
  },
  'PUT /sales/v2/estimates/{id}/sell': {
    before: async (kitchen) => ({
      path: { id: (await newEstimate(kitchen)).id },
      body: { soldBy: await kitchen.id('technicianId') },
    }),
  },
  'PUT /sales/v2/estimates/{id}/unsell': sold,
  'PUT /sales/v2/estimates/{id}/dismiss': ofNewEstimate,
  'GET /sales/v2/status/estimates/{id}/changes': sold,
  'PUT /sales/v2/estimates/{id}/items': {
    before: async (kitchen) => ({
      path: { id: (await newEstimate(kitchen)).id },
      body: { skuId: await skuId(kitchen), skuName: undefined, parentItemId: undefined },
    }),
  },
  'DELETE /sales/v2/estimates/{id}/items/{itemId}': {
    before: async (kitchen) => {
      const { id, items } = await newEstimate(kitchen);
      return { path: { id, itemId: (items as Row[])[0]?.id } };
    },
  },
  'POST /sales/v2/estimate-templates': withItems,
  'PATCH /sales/v2/estimate-templates/{id}': withItems,
  'POST /sales/v2/proposal-templates': {
    before: async (kitchen) => ({ body: await proposal(kitchen) }),
  },
  'PATCH /sales/v2/proposal-templates/{id}': {
    before: async (kitchen) => ({ body: await proposal(kitchen) }),
  },
};

async function proposal(kitchen: Kitchen): Promise<Row> {
  const [type] = (await kitchen.get('sales/proposal-types')).data as Row[];
  const [template] = await kitchen.list('sales/estimate-templates?pageSize=1');
  const [option] = (type?.options ?? []) as Row[];
  return {
    proposalTypeId: type?.id,
    estimateAssignments: [{ proposalTypeOptionId: option?.id, estimateTemplateId: template?.id, order: 0 }],
  };
}

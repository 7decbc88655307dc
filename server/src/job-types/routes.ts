import { z } from 'zod';
import { principalOf, record } from '../accounts/index.ts';
import { type Database, invalid, inWorkspace, type Routes } from '../platform/index.ts';
import { standardJobType } from './catalogue.ts';
import { isComplete, type Mapping } from './mapping.ts';
import { listMappings, saveMappings } from './store.ts';

const ids = z.array(z.string().regex(/^\d{1,19}$/, 'An id of ServiceTitan is a number.')).max(200);
const row = z.object({
  standardJobTypeId: z.string(),
  trade: z.string(),
  name: z.string(),
  jobTypeIds: z.array(z.string()),
  businessUnitIds: z.array(z.string()),
  complete: z.boolean(),
});
const answer = z.object({ data: z.array(row), nextCursor: z.string().nullable() });

export function jobTypeRoutes(app: Routes, db: Database): void {
  app.get(
    '/api/v1/job-type-mapping',
    { config: { access: 'mapping:read' }, schema: { tags: ['job types'], response: { 200: answer } } },
    async (request) => {
      const mappings = await inWorkspace(db, principalOf(request).workspaceId, listMappings);
      return { data: mappings.map(shown), nextCursor: null };
    },
  );

  app.put(
    '/api/v1/job-type-mapping',
    {
      config: { access: 'mapping:write' },
      schema: {
        tags: ['job types'],
        description:
          'Writes the rows given and leaves the others. A row without job types and business units is taken out.',
        body: z.object({
          data: z
            .array(z.object({ standardJobTypeId: z.string(), jobTypeIds: ids, businessUnitIds: ids }))
            .min(1)
            .max(600),
        }),
        response: { 200: answer },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const rows = request.body.data;
      const unknown = rows.findIndex((mapping) => standardJobType(mapping.standardJobTypeId) === null);
      if (unknown >= 0)
        throw invalid({
          [`data.${unknown}.standardJobTypeId`]: [
            `There is no standard job type "${rows[unknown]?.standardJobTypeId}".`,
          ],
        });
      const mappings = await inWorkspace(db, principal.workspaceId, async (tx) => {
        await saveMappings(tx, principal.workspaceId, unique(rows));
        await record(
          tx,
          principal.workspaceId,
          principal.actor,
          'mapping.changed',
          { type: 'job_type_mapping', id: null },
          { rows },
          request.id,
        );
        return await listMappings(tx);
      });
      return { data: mappings.map(shown), nextCursor: null };
    },
  );
}

function shown(mapping: Mapping) {
  const type = standardJobType(mapping.standardJobTypeId);
  return {
    ...mapping,
    jobTypeIds: [...mapping.jobTypeIds],
    businessUnitIds: [...mapping.businessUnitIds],
    trade: type?.trade ?? '',
    name: type?.name ?? mapping.standardJobTypeId,
    complete: isComplete(mapping),
  };
}

/** The last row of a standard job type wins; ids appear once. */
function unique(rows: readonly Mapping[]): Mapping[] {
  const byId = new Map(rows.map((mapping) => [mapping.standardJobTypeId, mapping]));
  return [...byId.values()].map((mapping) => ({
    ...mapping,
    jobTypeIds: [...new Set(mapping.jobTypeIds)],
    businessUnitIds: [...new Set(mapping.businessUnitIds)],
  }));
}

import { z } from 'zod';
import { principalOf } from '../accounts/index.ts';
import { type Database, inWorkspace, type Routes } from '../platform/index.ts';
import { listConnections } from './store.ts';

const connection = z.object({
  id: z.string(),
  name: z.string(),
  environment: z.enum(['production', 'integration', 'emulator']),
  tenantId: z.string(),
  apiUrl: z.string(),
  clientId: z.string(),
});

export function connectionRoutes(app: Routes, db: Database): void {
  app.get(
    '/api/v1/connections',
    {
      config: { access: 'connections:read' },
      schema: {
        tags: ['connections'],
        response: { 200: z.object({ data: z.array(connection), nextCursor: z.null() }) },
      },
    },
    async (request) => {
      const rows = await inWorkspace(db, principalOf(request).workspaceId, listConnections);
      return {
        data: rows.map(({ id, name, environment, tenantId, apiUrl, clientId }) => ({
          id,
          name,
          environment,
          tenantId,
          apiUrl,
          clientId,
        })),
        nextCursor: null,
      };
    },
  );
}

import { z } from 'zod';
import { principalOf } from '../accounts/index.ts';
import { allConnections, type Connection } from '../connections/index.ts';
import { type Database, inWorkspace, type Routes } from '../platform/index.ts';
import { type Source, sources } from '../sources/index.ts';
import { type Integration, listAccounts, listIntegrations } from './store.ts';

/** One thing that can be connected, and how far this workspace is with it (H1). */
export interface MarketplaceApp {
  readonly id: string;
  readonly name: string;
  readonly category: 'crm' | 'lead_source';
  readonly summary: string;
  readonly status: 'available' | 'in_progress' | 'connected';
  readonly instances: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    /** Screen that shows it. */
    readonly path: string;
  }[];
}

/** Everything there is to connect: ServiceTitan, and every source that has a connector. */
function marketplace(
  connections: readonly Connection[],
  integrations: readonly (Pick<Integration, 'id' | 'source' | 'enabled'> & { readonly accounts: number })[],
  registry: readonly Pick<Source, 'id' | 'name' | 'description'>[],
): MarketplaceApp[] {
  const serviceTitan: MarketplaceApp = {
    id: 'servicetitan',
    name: 'ServiceTitan',
    category: 'crm',
    summary: 'Jobs, memberships and calls come in as contacts and opportunities; accepted leads become jobs.',
    status: statusOf(connections.map(({ status }) => status === 'active')),
    instances: connections.map(({ id, name, status }) => ({
      id,
      name,
      status,
      path: status === 'draft' ? `/marketplace/servicetitan/${id}` : `/settings/connections/${id}`,
    })),
  };
  return [
    serviceTitan,
    ...registry.map((source): MarketplaceApp => {
      const installed = integrations.filter((integration) => integration.source === source.id);
      return {
        id: source.id,
        name: source.name,
        category: 'lead_source',
        summary: source.description,
        status: statusOf(installed.map(({ enabled, accounts }) => enabled && accounts > 0)),
        instances: installed.map(({ id, enabled, accounts }) => ({
          id,
          name: source.name,
          status: accounts === 0 ? 'draft' : enabled ? 'active' : 'paused',
          // A source has no screen of its own yet; its leads have.
          path: '/calls/bookings',
        })),
      };
    }),
  ];
}

function statusOf(working: readonly boolean[]): MarketplaceApp['status'] {
  if (working.includes(true)) return 'connected';
  return working.length > 0 ? 'in_progress' : 'available';
}

/** The list of the App Marketplace (H1). */
export function marketplaceRoutes(app: Routes, db: Database): void {
  const listed = z.object({
    id: z.string(),
    name: z.string(),
    category: z.enum(['crm', 'lead_source']),
    summary: z.string(),
    status: z.enum(['available', 'in_progress', 'connected']),
    instances: z
      .array(z.object({ id: z.string(), name: z.string(), status: z.string(), path: z.string() }))
      .readonly(),
  });
  app.get(
    '/api/v1/marketplace',
    {
      config: { access: 'connections:read' },
      schema: {
        tags: ['marketplace'],
        response: { 200: z.object({ data: z.array(listed), nextCursor: z.null() }) },
      },
    },
    async (request) =>
      await inWorkspace(db, principalOf(request).workspaceId, async (tx) => {
        const accounts = await listAccounts(tx);
        const integrations = (await listIntegrations(tx)).map((integration) => ({
          ...integration,
          accounts: accounts.filter(({ integrationId }) => integrationId === integration.id).length,
        }));
        return { data: marketplace(await allConnections(tx), integrations, sources), nextCursor: null };
      }),
  );
}

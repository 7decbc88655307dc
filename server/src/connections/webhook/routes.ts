import { z } from 'zod';
import { principalOf } from '../../accounts/index.ts';
import { inWorkspace, notFound, type Routes, type Tx } from '../../platform/index.ts';
import { type ConnectionRoom, needHeld, tell } from '../wizard.ts';
import { webhookContext } from './hook.ts';
import { signatureSchema } from './signature.ts';
import { deliveryCounts, readWebhook, rotateKey, saveWebhook } from './store.ts';

const shownWebhook = z.object({
  url: z.string(),
  hasSecret: z.boolean(),
  ...signatureSchema.shape,
  lastReceivedAt: z.string().nullable(),
  received24h: z.number().int(),
  refused24h: z.number().int(),
});
const one = z.object({ id: z.uuid() });

/** Where ServiceTitan is to deliver, how it signs, and what came (H26). */
export function webhookRoutes(app: Routes, room: ConnectionRoom): void {
  const tags = ['connections'] as const;
  const path = '/api/v1/connections/:id/webhook';

  async function show(tx: Tx, id: string): Promise<z.infer<typeof shownWebhook>> {
    const webhook = await readWebhook(tx, id);
    if (!webhook) throw notFound('The connection');
    const counts = await deliveryCounts(tx, id, new Date(room.clock.now().epochMilliseconds));
    return {
      url: `${room.url()}/hooks/servicetitan/${webhook.key}`,
      hasSecret: webhook.secret !== null,
      ...webhook.signature,
      ...counts,
      lastReceivedAt: counts.lastReceivedAt?.toISOString() ?? null,
    };
  }

  app.get(
    path,
    {
      config: { access: 'connections:read' },
      schema: { tags, params: one, response: { 200: shownWebhook } },
    },
    async (request) =>
      await inWorkspace(
        room.db,
        principalOf(request).workspaceId,
        async (tx) => await show(tx, request.params.id),
      ),
  );

  app.patch(
    path,
    {
      config: { access: 'connections:write' },
      schema: {
        tags,
        params: one,
        body: z.strictObject({
          secret: z
            .string()
            .trim()
            .min(16, 'ServiceTitan takes a secret of 32 to 64 characters; use one of that length.')
            .max(256)
            .optional(),
          ...signatureSchema.partial().shape,
        }),
        response: { 200: shownWebhook },
      },
    },
    async (request) => {
      const by = { principal: principalOf(request), requestId: request.id };
      const { workspaceId } = by.principal;
      const { id } = request.params;
      const { secret, header, digest, encoding, prefix } = request.body;
      return await inWorkspace(room.db, workspaceId, async (tx) => {
        await needHeld(tx, id);
        const before = await readWebhook(tx, id);
        if (!before) throw notFound('The connection');
        const sealed =
          secret === undefined ? before.secret : room.vault.seal(secret, webhookContext(workspaceId));
        const { signature: old } = before;
        await saveWebhook(tx, id, sealed, {
          header: header ?? old.header,
          digest: digest ?? old.digest,
          encoding: encoding ?? old.encoding,
          prefix: prefix ?? old.prefix,
        });
        await tell(tx, by, id, 'webhook_changed', { fields: Object.keys(request.body) });
        return await show(tx, id);
      });
    },
  );

  app.post(
    `${path}/rotate`,
    {
      config: { access: 'connections:write' },
      schema: { tags, params: one, response: { 200: shownWebhook } },
    },
    async (request) => {
      const by = { principal: principalOf(request), requestId: request.id };
      const { id } = request.params;
      return await inWorkspace(room.db, by.principal.workspaceId, async (tx) => {
        await needHeld(tx, id);
        await rotateKey(tx, id);
        await tell(tx, by, id, 'webhook_rotated');
        return await show(tx, id);
      });
    },
  );
}

import { sql } from 'kysely';
import { parseExact } from 'servicetitan';
import { z } from 'zod';
import { principalOf, record } from '../accounts/index.ts';
import { findConnection, readSettings, settingsSchema } from '../connections/index.ts';
import { enqueue, inWorkspace, notFound, pageOf, paging, type Routes, type Tx } from '../platform/index.ts';
import { fieldChanges } from '../sync/index.ts';
import type { StandardField } from './build/standard.ts';
import type { DryRunResult } from './dry-run.ts';
import { FIELDS } from './fields.ts';
import { findOpportunity, listOpportunities, type OpportunityRow, readHistory, sorts } from './list.ts';
import { previewRecord } from './preview.ts';
import type { OpportunityRoom } from './room.ts';

const tags = ['opportunities'];
const one = z.object({ id: z.uuid() });
const model = z.enum(['job', 'membership', 'call']);
const when = z.iso.datetime().nullable();
const change = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() });

const opportunity = z.object({
  id: z.string(),
  connectionId: z.string(),
  model,
  externalId: z.string(),
  externalContactId: z.string().nullable(),
  contactId: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  externalCreatedAt: when,
  externalUpdatedAt: when,
  updatedAt: z.iso.datetime(),
  title: z.string(),
});

const dryRun = z.object({
  id: z.string(),
  status: z.enum(['reading', 'building', 'done', 'failed']),
  progress: z.number(),
  error: z.string().nullable(),
  startedAt: z.iso.datetime(),
  result: z
    .object({
      opportunities: z.object({
        created: z.number(),
        replaced: z.number(),
        unchanged: z.number(),
        removed: z.number(),
      }),
      contacts: z.object({ created: z.number(), matched: z.number(), parked: z.number() }),
      examples: z.array(
        z.object({
          kind: z.enum(['created', 'replaced', 'removed', 'matched', 'parked']),
          model: model.nullable(),
          externalId: z.string().nullable(),
          name: z.string().nullable(),
          note: z.string(),
          changes: z.array(change),
        }),
      ),
    })
    .nullable(),
});

const FIELD_ORDER: readonly StandardField[] = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'externalId',
  'externalContactId',
  'externalCreatedAt',
  'externalUpdatedAt',
];

const show = (row: OpportunityRow): z.infer<typeof opportunity> => ({
  ...row,
  externalCreatedAt: row.externalCreatedAt?.toISOString() ?? null,
  externalUpdatedAt: row.externalUpdatedAt?.toISOString() ?? null,
  updatedAt: row.updatedAt.toISOString(),
});

async function readDryRun(tx: Tx, connectionId: string, id: string): Promise<z.infer<typeof dryRun> | null> {
  const { rows } = await sql<{
    id: string;
    status: z.infer<typeof dryRun>['status'];
    progress: number;
    error: string | null;
    startedAt: Date;
    result: DryRunResult | null;
  }>`
    select id, status, progress, error, started_at as "startedAt", result from dry_runs
    where workspace_id = current_workspace() and connection_id = ${connectionId} and id = ${id}`.execute(tx);
  const [row] = rows;
  return row ? { ...row, startedAt: row.startedAt.toISOString(), result: row.result as never } : null;
}

export function opportunityRoutes(app: Routes, room: OpportunityRoom): void {
  const { db } = room;

  app.get(
    '/api/v1/opportunities',
    {
      config: { access: 'opportunities:read' },
      schema: {
        tags,
        querystring: z.object({
          ...paging,
          model: model.optional(),
          connectionId: z.uuid().optional(),
          contactId: z.uuid().optional(),
          externalId: z
            .string()
            .regex(/^\d{1,18}$/)
            .optional(),
          search: z.string().max(200).optional(),
          sort: z.enum(sorts).default('-externalUpdatedAt'),
        }),
        response: { 200: pageOf(opportunity) },
      },
    },
    async (request) => {
      const page = await inWorkspace(
        db,
        principalOf(request).workspaceId,
        async (tx) => await listOpportunities(tx, request.query),
      );
      return { data: page.data.map(show), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/api/v1/opportunities/:id',
    {
      config: { access: 'opportunities:read' },
      schema: {
        tags,
        params: one,
        response: {
          200: opportunity.extend({
            details: z.record(z.string(), z.unknown()),
            updatedFrom: z.string().nullable(),
            history: z.array(
              z.object({
                at: z.iso.datetime(),
                kind: z.enum(['created', 'replaced', 'deleted']),
                changes: z.array(change),
              }),
            ),
          }),
        },
      },
    },
    async (request) =>
      await inWorkspace(db, principalOf(request).workspaceId, async (tx) => {
        const found = await findOpportunity(tx, request.params.id);
        if (!found) throw notFound('The opportunity');
        const { details: text, updatedFrom, ...row } = found;
        const details = parseExact(text) as Record<string, unknown>;
        let after: unknown = details;
        const history = (await readHistory(tx, row)).map(({ at, kind, before }) => {
          const shown = kind === 'removed' ? ('deleted' as const) : kind;
          const entry = { at: at.toISOString(), kind: shown, changes: fieldChanges(before, after) };
          after = before;
          return entry;
        });
        return { ...show(row), details, updatedFrom, history };
      }),
  );

  app.get(
    '/api/v1/opportunity-fields',
    {
      config: { access: 'opportunities:read' },
      schema: {
        tags,
        description:
          'Every path that the details of a model may hold: names joined with ":", # for any item of a list.',
        querystring: z.object({ model }),
        response: {
          200: z.object({
            data: z.array(
              z.object({
                path: z.string(),
                type: z.enum(['text', 'number', 'date', 'boolean', 'list']),
                resource: z.string(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => ({ data: [...FIELDS[request.query.model]] }),
  );

  app.post(
    '/api/v1/connections/:id/dry-run',
    {
      config: { access: 'connections:write' },
      schema: {
        tags,
        description:
          'Shows what switching the connection on, or other settings, would create, replace, merge and remove. Nothing of it is kept.',
        params: one,
        body: z.object({ settings: settingsSchema.optional() }),
        response: { 202: dryRun },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = principalOf(request);
      const connectionId = request.params.id;
      const started = await inWorkspace(db, workspaceId, async (tx) => {
        if (!(await findConnection(tx, connectionId))) throw notFound('The connection');
        const settings = request.body.settings ?? (await readSettings(tx, connectionId)).settings;
        const { rows } = await sql<{ id: string }>`
          insert into dry_runs (workspace_id, connection_id, status, settings)
          values (${workspaceId}, ${connectionId}, 'reading', ${JSON.stringify(settings)}::jsonb) returning id`.execute(
          tx,
        );
        const id = rows[0]?.id ?? '';
        await enqueue(
          tx,
          'opportunities:dry-run',
          { workspaceId, connectionId, dryRunId: id },
          { maxAttempts: 1 },
        );
        await record(
          tx,
          workspaceId,
          actor,
          'connection.dry_run',
          { type: 'connection', id: connectionId },
          {},
          request.id,
        );
        return await readDryRun(tx, connectionId, id);
      });
      if (!started) throw notFound('The dry run');
      return await reply.code(202).send(started);
    },
  );

  app.get(
    '/api/v1/connections/:id/dry-runs/:dryRunId',
    {
      config: { access: 'connections:read' },
      schema: { tags, params: one.extend({ dryRunId: z.uuid() }), response: { 200: dryRun } },
    },
    async (request) => {
      const { id, dryRunId } = request.params;
      const found = await inWorkspace(
        db,
        principalOf(request).workspaceId,
        async (tx) => await readDryRun(tx, id, dryRunId),
      );
      if (!found) throw notFound('The dry run');
      return found;
    },
  );

  app.get(
    '/api/v1/connections/:id/preview',
    {
      config: { access: 'opportunities:read' },
      schema: {
        tags,
        description:
          'How a record is read: each standard field with its rule, and what was passed over for it.',
        params: one,
        querystring: z.object({
          model,
          externalId: z
            .string()
            .regex(/^\d{1,18}$/)
            .optional(),
        }),
        response: {
          200: z.object({
            model,
            externalId: z.string(),
            standard: z.array(
              z.object({
                field: z.enum(FIELD_ORDER as [StandardField, ...StandardField[]]),
                value: z.string().nullable(),
                rule: z.string(),
                from: z.string().nullable(),
                passedOver: z.array(z.object({ path: z.string(), value: z.string(), why: z.string() })),
              }),
            ),
            contact: z.object({
              outcome: z.enum(['existing', 'new', 'parked']),
              contactId: z.string().nullable(),
              reason: z.string(),
            }),
            details: z.record(z.string(), z.unknown()),
          }),
        },
      },
    },
    async (request) => {
      const where = { workspaceId: principalOf(request).workspaceId, connectionId: request.params.id };
      const found = await previewRecord(room, where, request.query.model, request.query.externalId);
      if (!found) throw notFound('The record');
      return {
        ...found,
        details: { ...found.details },
        standard: FIELD_ORDER.map((field) => ({
          field,
          ...found.standard[field],
          passedOver: [...found.standard[field].passedOver],
        })),
      };
    },
  );
}

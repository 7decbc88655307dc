import { z } from 'zod';
import { principalOf } from '../accounts/index.ts';
import { findConnection, readSettings } from '../connections/index.ts';
import {
  announce,
  type Database,
  inWorkspace,
  notFound,
  pageOf,
  paging,
  type Routes,
} from '../platform/index.ts';
import { discoverPlaceholders } from './discovery.ts';
import { type ContactRow, type ContactStory, findContact, listContacts } from './list.ts';
import { placeholderFilter } from './placeholder.ts';
import { lockContacts } from './resolve.ts';
import { type Conflict, listConflicts, type Repoint, resolveConflict, undoMerge } from './review.ts';

const tags = ['contacts'];
const one = z.object({ id: z.uuid() });

const contactRow = z.object({
  id: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  company: z.string().nullable(),
  phones: z.array(
    z.object({
      phone: z.string(),
      type: z.string().nullable(),
      doNotText: z.boolean(),
      placeholder: z.boolean(),
    }),
  ),
  emails: z.array(z.object({ email: z.string(), placeholder: z.boolean() })),
  externalContactIds: z.array(z.string()),
  doNotMail: z.boolean(),
  doNotService: z.boolean(),
  opportunities: z.object({ job: z.number(), membership: z.number(), call: z.number() }),
  updatedAt: z.iso.datetime(),
});

const contact = contactRow.extend({
  createdAt: z.iso.datetime(),
  links: z.array(
    z.object({
      connectionId: z.string(),
      connectionName: z.string(),
      customerId: z.string(),
      mergedFrom: z.array(z.string()),
      name: z.string().nullable(),
      active: z.boolean(),
    }),
  ),
  merges: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      reason: z.string(),
      evidence: z.array(z.string()),
      actor: z.object({ type: z.string(), id: z.string().nullable(), name: z.string() }).nullable(),
      undone: z.boolean(),
      parts: z.array(z.object({ customerId: z.string(), name: z.string().nullable() })),
    }),
  ),
});

const conflict = z.object({
  id: z.string(),
  status: z.enum(['open', 'merged', 'separate']),
  at: z.iso.datetime(),
  reason: z.string(),
  customer: z.object({
    connectionId: z.string(),
    customerId: z.string(),
    name: z.string().nullable(),
    phones: z.array(z.string()),
    emails: z.array(z.string()),
  }),
  contactId: z.string(),
  candidates: z.array(
    z.object({
      contactId: z.string(),
      name: z.string(),
      phones: z.array(z.string()),
      emails: z.array(z.string()),
      evidence: z.array(z.string()),
    }),
  ),
});

const shared = z.object({
  value: z.string(),
  customers: z.number(),
  listed: z.boolean(),
  examples: z.array(z.string()),
});

const showRow = ({ createdAt: _at, ...row }: ContactRow): z.infer<typeof contactRow> => ({
  ...row,
  phones: row.phones.map(({ value, ...more }) => ({ phone: value, ...more })),
  emails: row.emails.map(({ value, placeholder }) => ({ email: value, placeholder })),
  externalContactIds: [...row.externalContactIds],
  updatedAt: row.updatedAt.toISOString(),
});

const showContact = ({ links, merges, ...row }: ContactStory): z.infer<typeof contact> => ({
  ...showRow(row),
  createdAt: row.createdAt.toISOString(),
  links: links.map((link) => ({ ...link, mergedFrom: [...link.mergedFrom] })),
  merges: merges.map((merge) => ({
    ...merge,
    at: merge.at.toISOString(),
    evidence: [...merge.evidence],
    parts: [...(merge.parts ?? [])],
  })),
});

const showConflict = (row: Conflict): z.infer<typeof conflict> =>
  ({ ...row, at: row.at.toISOString() }) as z.infer<typeof conflict>;

/** Contacts, and what a person decides about them. */
export function contactRoutes(app: Routes, room: { db: Database; repoint: Repoint }): void {
  const { db, repoint } = room;

  app.get(
    '/api/v1/contacts',
    {
      config: { access: 'contacts:read' },
      schema: {
        tags,
        querystring: z.object({
          ...paging,
          search: z.string().max(200).optional(),
          connectionId: z.uuid().optional(),
        }),
        response: { 200: pageOf(contactRow) },
      },
    },
    async (request) => {
      const page = await inWorkspace(
        db,
        principalOf(request).workspaceId,
        async (tx) => await listContacts(tx, request.query),
      );
      return { data: page.data.map(showRow), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/api/v1/contacts/:id',
    { config: { access: 'contacts:read' }, schema: { tags, params: one, response: { 200: contact } } },
    async (request) => {
      const found = await inWorkspace(
        db,
        principalOf(request).workspaceId,
        async (tx) => await findContact(tx, request.params.id),
      );
      if (!found) throw notFound('The contact');
      return showContact(found);
    },
  );

  app.get(
    '/api/v1/contact-conflicts',
    {
      config: { access: 'contacts:read' },
      schema: {
        tags,
        querystring: z.object({ ...paging, status: z.enum(['open', 'resolved']).optional() }),
        response: { 200: pageOf(conflict) },
      },
    },
    async (request) => {
      const page = await inWorkspace(
        db,
        principalOf(request).workspaceId,
        async (tx) => await listConflicts(tx, request.query),
      );
      return { data: page.data.map(showConflict), nextCursor: page.nextCursor };
    },
  );

  app.post(
    '/api/v1/contact-conflicts/:id/resolve',
    {
      config: { access: 'contacts:write' },
      schema: {
        tags,
        description:
          'Puts the customer onto one of the contacts that were found, or remembers that it is somebody else.',
        params: one,
        body: z.object({ action: z.enum(['merge', 'separate']), contactId: z.uuid().optional() }),
        response: { 200: conflict },
      },
    },
    async (request) => {
      const { workspaceId, actor } = principalOf(request);
      const by = { workspaceId, actor, requestId: request.id };
      return await inWorkspace(db, workspaceId, async (tx) => {
        await lockContacts(tx, workspaceId);
        await resolveConflict(tx, by, request.params.id, request.body, repoint);
        const { data } = await listConflicts(tx, { limit: 1, id: request.params.id });
        const [resolved] = data;
        if (!resolved) throw notFound('The conflict');
        await announce(tx, { workspaceId, type: 'contact.changed', ids: [resolved.contactId] });
        return showConflict(resolved);
      });
    },
  );

  app.post(
    '/api/v1/contact-merges/:id/undo',
    {
      config: { access: 'contacts:write' },
      schema: { tags, params: one, response: { 200: contact } },
    },
    async (request) => {
      const { workspaceId, actor } = principalOf(request);
      const by = { workspaceId, actor, requestId: request.id };
      return await inWorkspace(db, workspaceId, async (tx) => {
        await lockContacts(tx, workspaceId);
        const contactId = await undoMerge(tx, by, request.params.id, repoint);
        await announce(tx, { workspaceId, type: 'contact.changed', ids: [contactId] });
        const found = await findContact(tx, contactId);
        if (!found) throw notFound('The contact');
        return showContact(found);
      });
    },
  );

  app.get(
    '/api/v1/connections/:id/placeholders',
    {
      config: { access: 'contacts:read' },
      schema: {
        tags,
        description: 'E-mails and phones that many customers share, and that therefore tell nobody apart.',
        params: one,
        querystring: z.object({ min: z.coerce.number().int().min(2).max(1_000).default(5) }),
        response: { 200: z.object({ emails: z.array(shared), phones: z.array(shared) }) },
      },
    },
    async (request) =>
      await inWorkspace(db, principalOf(request).workspaceId, async (tx) => {
        const { id } = request.params;
        if (!(await findConnection(tx, id))) throw notFound('The connection');
        const { settings } = await readSettings(tx, id);
        const found = await discoverPlaceholders(
          tx,
          id,
          request.query.min,
          placeholderFilter(settings.placeholders),
        );
        const rows = (list: typeof found.emails) =>
          list.map((row) => ({ ...row, examples: [...row.examples] }));
        return { emails: rows(found.emails), phones: rows(found.phones) };
      }),
  );
}

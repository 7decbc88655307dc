import { z } from 'zod';
import { principalOf, record } from '../accounts/index.ts';
import type { Connections } from '../connections/index.ts';
import { type IntegrationRoom, replyToLead } from '../integrations/index.ts';
import { hangUp, inWorkspace, notFound, Problem, pageOf, paging, type Routes } from '../platform/index.ts';
import { acceptBooking } from './accept/accept.ts';
import type { Choices } from './accept/choices.ts';
import { acceptForm, readForm } from './accept/form.ts';
import { acceptInput } from './accept/request.ts';
import type { Room } from './accept/run.ts';
import { type Booking, booking, listFilter } from './booking.ts';
import { dismissBooking, dismissReasons, restoreBooking } from './dismiss.ts';
import { countBookings, findBooking, listBookings, showBooking } from './store.ts';

const one = z.object({ id: z.uuid() });
const tags = ['bookings'];

export function bookingRoutes(
  app: Routes,
  room: Room & {
    connections: Connections;
    integrations: IntegrationRoom;
    choices: (workspaceId: string) => Promise<Choices>;
  },
): void {
  const { db } = room;
  const jobUrl = async (workspaceId: string): Promise<string | null> =>
    (await room.connections.find(workspaceId))?.jobUrl ?? null;
  const show = async (workspaceId: string, id: string): Promise<Booking> => {
    const found = await inWorkspace(db, workspaceId, async (tx) => await findBooking(tx, id));
    if (!found) throw notFound('The booking');
    return showBooking(found, room.clock.now(), await jobUrl(workspaceId));
  };

  app.get(
    '/api/v1/bookings',
    {
      config: { access: 'bookings:read' },
      schema: { tags, querystring: listFilter.extend(paging), response: { 200: pageOf(booking) } },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const [page, template] = await Promise.all([
        inWorkspace(db, workspaceId, async (tx) => await listBookings(tx, request.query)),
        jobUrl(workspaceId),
      ]);
      return {
        data: page.rows.map((row) => showBooking(row, room.clock.now(), template)),
        nextCursor: page.nextCursor,
      };
    },
  );

  app.get(
    '/api/v1/bookings/counts',
    {
      config: { access: 'bookings:read' },
      schema: {
        tags,
        response: {
          200: z.object({
            New: z.number().int(),
            Accepted: z.number().int(),
            Converted: z.number().int(),
            Dismissed: z.number().int(),
          }),
        },
      },
    },
    async (request) => await inWorkspace(db, principalOf(request).workspaceId, countBookings),
  );

  app.get(
    '/api/v1/bookings/:id',
    { config: { access: 'bookings:read' }, schema: { tags, params: one, response: { 200: booking } } },
    async (request) => await show(principalOf(request).workspaceId, request.params.id),
  );

  app.get(
    '/api/v1/bookings/:id/form',
    {
      config: { access: 'bookings:write' },
      schema: {
        tags,
        description: 'What the booking form offers and starts with.',
        params: one,
        response: { 200: acceptForm },
      },
    },
    async (request, reply) =>
      await readForm(room, principalOf(request).workspaceId, request.params.id, hangUp(reply)),
  );

  app.post(
    '/api/v1/bookings/:id/accept',
    {
      config: { access: 'bookings:write' },
      schema: {
        tags,
        description:
          'Books the job in ServiceTitan. 202 when that takes longer: it goes on by itself and `progress` says how far it is.',
        params: one,
        body: acceptInput,
        response: { 200: booking, 202: booking },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const outcome = await acceptBooking(room, principal, request.params.id, request.body, request.id);
      const shown = await show(principal.workspaceId, request.params.id);
      return await reply.code(outcome === 'done' ? 200 : 202).send(shown);
    },
  );

  app.post(
    '/api/v1/bookings/:id/dismiss',
    {
      config: { access: 'bookings:write' },
      schema: {
        tags,
        params: one,
        body: z.object({
          reason: z.string().trim().min(1, 'Choose a reason.').max(200),
          memo: z.string().trim().max(2000).nullish(),
        }),
        response: { 200: booking },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      await dismissBooking(
        room,
        principal,
        request.params.id,
        { reason: request.body.reason, memo: request.body.memo || null },
        request.id,
      );
      return await show(principal.workspaceId, request.params.id);
    },
  );

  app.post(
    '/api/v1/bookings/:id/restore',
    { config: { access: 'bookings:write' }, schema: { tags, params: one, response: { 200: booking } } },
    async (request) => {
      const principal = principalOf(request);
      await restoreBooking(db, principal, request.params.id, request.id);
      return await show(principal.workspaceId, request.params.id);
    },
  );

  app.post(
    '/api/v1/bookings/:id/reply',
    {
      config: { access: 'bookings:write' },
      schema: {
        tags,
        description: 'Writes to the customer through the source of the lead.',
        params: one,
        body: z.object({ text: z.string().trim().min(1, 'Write something.').max(16_384) }),
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = principalOf(request);
      const found = await inWorkspace(
        db,
        workspaceId,
        async (tx) => await findBooking(tx, request.params.id),
      );
      if (!found) throw notFound('The booking');
      const outcome = await replyToLead(
        room.integrations,
        workspaceId,
        found.account_id,
        found.source_lead_id,
        request.body.text,
      );
      if (!outcome.ok)
        throw new Problem(
          outcome.code === 'unavailable' || outcome.code === 'throttled' ? 503 : 409,
          `source_${outcome.code}`,
          outcome.message,
        );
      await inWorkspace(
        db,
        workspaceId,
        async (tx) =>
          await record(
            tx,
            workspaceId,
            actor,
            'booking.replied',
            { type: 'booking', id: found.id },
            { text: request.body.text },
            request.id,
          ),
      );
      return await reply.code(204).send();
    },
  );

  app.get(
    '/api/v1/dismiss-reasons',
    {
      config: { access: 'bookings:read' },
      schema: {
        tags,
        response: {
          200: z.object({
            data: z.array(z.object({ id: z.string(), name: z.string() })),
            nextCursor: z.null(),
          }),
        },
      },
    },
    async (request) => ({
      data: await dismissReasons(room.choices, principalOf(request).workspaceId),
      nextCursor: null,
    }),
  );
}

import { z } from 'zod';
import { type Connections, serviceTitanProblem } from '../../connections/index.ts';
import { displayPhone, normalizePhone } from '../../contacts/index.ts';
import { findMapping, type Mapping, prefill } from '../../job-types/index.ts';
import { type Clock, type Database, inWorkspace, notFound } from '../../platform/index.ts';
import { sourceOf } from '../../sources/index.ts';
import { findBooking } from '../store.ts';
import { summarize } from '../summary.ts';
import type { Choices } from './choices.ts';
import { findCustomers, findLocations } from './lookup.ts';
import { compareMatches } from './matches.ts';
import { personOf } from './plan.ts';

const named = z.object({ id: z.string(), name: z.string() });

/** All that the booking form needs, in one answer (L57, L9, GL-3). */
export const acceptForm = z.object({
  jobTypeId: z.string().nullable(),
  businessUnitId: z.string().nullable(),
  candidates: z.object({ jobTypes: z.array(named), businessUnits: z.array(named) }),
  jobTypes: z.array(named.extend({ durationMinutes: z.number(), businessUnitIds: z.array(z.string()) })),
  businessUnits: z.array(named),
  campaigns: z.array(named.extend({ category: z.string().nullable() })),
  suggestedCampaignId: z.string().nullable(),
  customers: z.array(
    named.extend({
      phone: z.string().nullable(),
      email: z.string().nullable(),
      address: z.string(),
      reason: z.enum(['phone', 'email', 'name_address']),
      locations: z.array(named.extend({ address: z.string() })),
    }),
  ),
  start: z.string().nullable(),
  end: z.string().nullable(),
  summary: z.string(),
});
export type AcceptForm = z.infer<typeof acceptForm>;

export async function readForm(
  room: {
    db: Database;
    connections: Connections;
    clock: Clock;
    choices: (workspaceId: string) => Promise<Choices>;
  },
  workspaceId: string,
  bookingId: string,
  signal?: AbortSignal,
): Promise<AcceptForm> {
  const { booking, mapping } = await inWorkspace(room.db, workspaceId, async (tx) => {
    const found = await findBooking(tx, bookingId);
    if (!found) throw notFound('The booking');
    return {
      booking: found,
      mapping: found.standard_job_type_id ? await findMapping(tx, found.standard_job_type_id) : null,
    };
  });
  try {
    const { client } = await room.connections.need(workspaceId);
    const person = personOf(booking, {});
    const [choices, customers] = await Promise.all([
      room.choices(workspaceId),
      findCustomers(client, person, signal),
    ]);
    const chosen = usable(prefill(mapping), choices);
    const passed =
      booking.requested_start !== null &&
      booking.requested_start.getTime() <= room.clock.now().epochMilliseconds;
    const start = passed ? null : booking.requested_start;
    return {
      ...chosen,
      candidates: candidates(mapping, choices),
      jobTypes: choices.jobTypes,
      businessUnits: choices.businessUnits,
      campaigns: choices.campaigns,
      suggestedCampaignId: suggestCampaign(
        sourceOf(booking.source)?.name ?? booking.source,
        choices.campaigns,
      ),
      customers: await Promise.all(
        compareMatches(person, customers)
          .slice(0, 5)
          .map(async ({ customer, reason }) => ({
            id: customer.id,
            name: customer.name,
            phone: displayPhone(
              customer.phones.find((phone) => phone === normalizePhone(person.phone)) ??
                customer.phones[0] ??
                null,
            ),
            email: customer.emails[0] ?? null,
            address: customer.address,
            reason,
            locations: (await findLocations(client, customer.id, signal)).map(({ id, name, address }) => ({
              id,
              name,
              address,
            })),
          })),
      ),
      start: start?.toISOString() ?? null,
      end: start ? (booking.requested_end?.toISOString() ?? null) : null,
      summary: summarize({
        description: booking.description,
        details: booking.details,
        categoryName: booking.category_name,
      }),
    };
  } catch (error) {
    throw error instanceof Error && error.name === 'ServiceTitanError' ? serviceTitanProblem(error) : error;
  }
}

/** A pre-filled id that ServiceTitan no longer offers (deactivated meanwhile) is not pre-filled. */
function usable(chosen: ReturnType<typeof prefill>, choices: Choices): ReturnType<typeof prefill> {
  const both =
    choices.jobTypes.some((type) => type.id === chosen.jobTypeId) &&
    choices.businessUnits.some((unit) => unit.id === chosen.businessUnitId);
  return both ? chosen : { jobTypeId: null, businessUnitId: null };
}

function candidates(mapping: Mapping | null, choices: Choices): AcceptForm['candidates'] {
  const pick = (ids: readonly string[], from: readonly { id: string; name: string }[]) =>
    from.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));
  return {
    jobTypes: pick(mapping?.jobTypeIds ?? [], choices.jobTypes),
    businessUnits: pick(mapping?.businessUnitIds ?? [], choices.businessUnits),
  };
}

/** The one campaign named after the source; offered, never chosen for the CSR (L57 wants a choice). */
function suggestCampaign(sourceName: string, campaigns: Choices['campaigns']): string | null {
  const fitting = campaigns.filter((campaign) =>
    campaign.name.toLowerCase().includes(sourceName.toLowerCase()),
  );
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
}

import { z } from 'zod';

const id = z.string().regex(/^\d{1,19}$/, 'An id of ServiceTitan is a number.');
/** Callers may send ids as JSON numbers as long as those hold every digit. */
const looseId = z.union(
  [id, z.number().int().positive().max(Number.MAX_SAFE_INTEGER).transform(String)],
  'Choose one: an id of ServiceTitan is needed here.',
);
const instant = z.iso
  .datetime({ offset: true, error: 'Give a date and time with zone, such as 2026-03-02T15:00:00Z.' })
  .transform((text) => Temporal.Instant.from(text).toString());

const placeInput = z.object({
  street: z.string().trim().min(1, 'Enter the street.').max(200),
  unit: z.string().trim().max(50).nullish(),
  city: z.string().trim().min(1, 'Enter the city.').max(100),
  state: z.string().trim().min(1, 'Enter the state.').max(50),
  zip: z.string().trim().min(1, 'Enter the ZIP code.').max(20),
});

/** What a CSR or a program says when accepting a booking (L57: the campaign is required). */
export const acceptInput = z.object({
  jobTypeId: looseId,
  businessUnitId: looseId,
  campaignId: looseId,
  /** An existing customer; left out, a certain match is taken or a new one made. */
  customerId: looseId.nullish(),
  locationId: looseId.nullish(),
  /** Makes a new customer even where one would match. */
  newCustomer: z
    .object({
      name: z.string().trim().min(1, 'Enter the name.').max(200),
      phone: z.string().trim().max(50).nullish(),
      email: z.union([z.email('This is not an e-mail address.'), z.literal('')]).nullish(),
    })
    .nullish(),
  address: placeInput.nullish(),
  start: instant.optional(),
  end: instant.optional(),
  summary: z.string().max(10_000).optional(),
  priority: z.enum(['Low', 'Normal', 'High', 'Urgent']).default('Normal'),
  /** The version of the booking that the form was opened on; refused when it has changed since. */
  version: z.number().int().optional(),
});
export type AcceptInput = z.infer<typeof acceptInput>;

/** The request as it is kept and carried out: times decided. */
export interface AcceptRequest extends Omit<AcceptInput, 'start' | 'end' | 'version'> {
  readonly start: string;
  readonly end: string;
}

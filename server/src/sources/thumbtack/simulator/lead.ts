import categories from './categories.json' with { type: 'json' };
import { makeLocation, makePerson } from './people.ts';
import type { Random } from './random.ts';
import type { Business } from './world.ts';

export const LEAD_KINDS = [
  'random',
  'no_date',
  'no_phone',
  'unknown_category',
  'emoji',
  'long',
  'booked',
  'cancelled',
  'test',
] as const;

export type LeadKind = (typeof LEAD_KINDS)[number];

/** What a person who sends a lead by hand may choose; the rest is left to chance. */
export interface LeadWishes {
  readonly kind: LeadKind;
  readonly categoryId?: string | undefined;
  readonly categoryName?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly description?: string | undefined;
  readonly proposedTimes?:
    | readonly { readonly start: string; readonly end?: string | undefined }[]
    | undefined;
}

export interface LeadMaking {
  readonly random: Random;
  readonly now: Temporal.Instant;
  readonly nextId: () => string;
  readonly business: Business;
}

export const CATEGORY_NAMES: readonly string[] = categories.map((category) => category.name);

const UNKNOWN_CATEGORY = '999000999000999';
const EMOJI = ' 🚽💧 ¡Gracias! 水漏れ 👩‍🔧👍🏽';
/** Just past a mebibyte: larger than what many a reader allows. */
const LONG_LENGTH = 1_048_600;

type Category = (typeof categories)[number];

function chooseCategory(wishes: LeadWishes, random: Random): Category {
  if (wishes.kind === 'unknown_category') {
    return { ...random.pick(categories), categoryID: UNKNOWN_CATEGORY, name: 'Aquarium Chiller Plumbing' };
  }
  const wanted = categories.find(
    (category) =>
      category.categoryID === wishes.categoryId ||
      category.name.toLowerCase() === wishes.categoryName?.trim().toLowerCase(),
  );
  const chosen = wanted ?? random.pick(categories);
  return {
    ...chosen,
    categoryID: wishes.categoryId ?? (wishes.categoryName && !wanted ? UNKNOWN_CATEGORY : chosen.categoryID),
    name: wishes.categoryName ?? chosen.name,
  };
}

function personOf(wishes: LeadWishes, random: Random) {
  const person = makePerson(random);
  const [firstName = person.firstName, ...rest] = wishes.name?.trim().split(/\s+/) ?? [];
  const lastName = wishes.name ? rest.join(' ') : person.lastName;
  const phone = wishes.phone ?? person.phone;
  return { firstName, lastName, ...(wishes.kind === 'no_phone' ? {} : { phone }) };
}

/** On a whole hour in Denver's working day, from tomorrow on. */
function visitStart(now: Temporal.Instant, random: Random): Temporal.Instant {
  const hour = random.between(8, 16);
  return now
    .toZonedDateTimeISO('America/Denver')
    .startOfDay()
    .add({ days: random.between(1, 9) })
    .withPlainTime({ hour })
    .toInstant();
}

function proposedTimes(wishes: LeadWishes, { random, now }: LeadMaking) {
  if (wishes.proposedTimes) return wishes.proposedTimes;
  if (
    wishes.kind === 'no_date' ||
    wishes.kind === 'booked' ||
    (wishes.kind === 'random' && random.chance(30))
  )
    return [];
  return Array.from({ length: random.between(1, 3) }, () => {
    const start = visitStart(now, random);
    return { start: start.toString(), end: start.add({ hours: 2 }).toString() };
  });
}

function descriptionOf(wishes: LeadWishes, category: Category, random: Random): string {
  const text = wishes.description ?? random.pick(category.descriptions);
  if (wishes.kind === 'emoji') return text + EMOJI;
  return wishes.kind === 'long' ? `${text} `.repeat(Math.ceil(LONG_LENGTH / (text.length + 1))) : text;
}

/** The negotiation Thumbtack sends for its test button (reference 3.3): no flag, only these names. */
function testNegotiation({ now, nextId }: LeadMaking): Record<string, unknown> {
  return {
    negotiationID: nextId(),
    createdAt: now.round('second').toString(),
    status: 'Open',
    leadPrice: '$10.00',
    chargeState: 'Created',
    customer: { customerID: nextId(), firstName: 'Test', lastName: 'Customer', phone: '1234567890' },
    business: { businessID: nextId(), name: 'Test Business for Webhooks' },
    request: {
      requestID: nextId(),
      category: { categoryID: nextId(), name: 'House Cleaning' },
      description: 'A test of your webhook.',
      location: { address1: '', address2: '', city: 'San Francisco', state: 'CA', zipCode: '94103' },
      details: [{ question: 'Is this a real lead?', answer: 'No' }],
    },
  };
}

/** A negotiation as a delivery's `data` carries it (reference 3.3). */
export function makeNegotiation(wishes: LeadWishes, making: LeadMaking): Record<string, unknown> {
  if (wishes.kind === 'test') return testNegotiation(making);
  const { random, now, nextId, business } = making;
  const category = chooseCategory(wishes, random);
  const times = proposedTimes(wishes, making);
  const booked = wishes.kind === 'booked';
  const price = (category.leadPrice + random.between(-200, 300) / 100).toFixed(2);
  const person = personOf(wishes, random);
  return {
    negotiationID: nextId(),
    createdAt: now.round('second').toString(),
    status: wishes.kind === 'cancelled' ? 'Canceled' : booked ? 'Picked' : 'Open',
    leadPrice: `$${price}`,
    chargeState: wishes.kind === 'cancelled' ? 'Refunded' : random.pick(['Created', 'Pending', 'Charged']),
    customer: { customerID: nextId(), ...person },
    business,
    request: {
      requestID: nextId(),
      category: { categoryID: category.categoryID, name: category.name },
      description: descriptionOf(wishes, category, random),
      ...(times.length > 0 ? { proposedTimes: times } : {}),
      ...(booked
        ? { booking: { start: visitStart(now, random).toString(), duration: category.minutes } }
        : {}),
      location: makeLocation(random, booked || random.chance(15)),
      travelPreferences: ['ProviderTravelToCustomer'],
      details: category.questions.map(({ question, answers }) => ({
        question,
        answer: random.pick(answers),
      })),
      attachments: [],
    },
    ...(random.chance(40)
      ? { estimate: { type: 'OnSite', total: `$${random.between(9, 60) * 10}.00` } }
      : {}),
  };
}

/** The deliveries of the race: a Thumbtack v4 negotiation of some 2 KB, each lead with ids and phone of its own. */

/** Sources deliver again what was not acknowledged in time: one in 20 repeats the lead of ten deliveries before. */
const repeatEvery = 20;
const repeatDistance = 10;

/** The business that the deliveries name; connected to Tradepost, so that it finds nothing to flag. */
export const business = { businessRef: '500100200300400500', name: 'Front Range Plumbing & Heat' };
export const category = { categoryId: '700000000000000404', name: 'Drain Clearing and Repair' };

/** Number of the lead that the n-th delivery carries. */
export function leadOf(delivery: number): number {
  return delivery % repeatEvery === repeatEvery - 1 ? delivery - repeatDistance : delivery;
}

/** The first number from `delivery` on at which a new range of leads may begin without sharing one with those before. */
export function nextRange(delivery: number): number {
  return Math.ceil(delivery / repeatEvery) * repeatEvery;
}

export interface Template {
  /** JSON with the digits of lead 0; every delivery has the same length. */
  readonly body: Buffer;
  /** Writes the digits of `lead` into a copy of the body that begins at `offset` of `target`. */
  stamp(target: Buffer, offset: number, lead: number): void;
}

/** Digits change in place, since building two kilobytes of JSON for each delivery would make the client the slowest part. */
export function createTemplate(): Template {
  const body = Buffer.from(JSON.stringify(negotiation));
  const marks = ids.map((id) => ({ at: body.indexOf(id) + 1, digits: id.length - 1 }));
  const phoneAt = body.indexOf(phone) + phone.length - 2;
  return {
    body,
    stamp(target, offset, lead) {
      for (const mark of marks) writeDigits(target, offset + mark.at, mark.digits, lead);
      writeDigits(target, offset + phoneAt, 2, lead);
    },
  };
}

/** The last `digits` digits of `value`, with leading zeros. */
function writeDigits(target: Buffer, at: number, digits: number, value: number): void {
  let rest = value;
  for (let place = at + digits - 1; place >= at; place -= 1) {
    target[place] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

const negotiationId = '100000000000000000';
const requestId = '200000000000000000';
const customerId = '300000000000000000';
const ids = [negotiationId, requestId, customerId];
/** 555-0100 to 555-0199 are kept for fiction. */
const phone = '3035550100';

const negotiation = {
  event: {
    eventType: 'NegotiationCreatedV4',
    description: 'A customer contacted the business',
    webhookID: '30010020030040050',
    triggeredAt: '2026-11-02T15:04:05Z',
  },
  data: {
    negotiationID: negotiationId,
    createdAt: '2026-11-02T15:04:03Z',
    status: 'Open',
    leadPrice: '$31.00',
    leadPriceBreakdown: { subtotal: '$28.70', salesTax: '$2.30' },
    chargeState: 'Charged',
    customer: {
      customerID: customerId,
      firstName: 'Ana',
      lastName: 'Trujillo',
      phone,
      displayName: 'Ana T.',
    },
    business: {
      businessID: business.businessRef,
      name: business.name,
      displayName: business.name,
      imageURL: 'https://images.example.com/b/front-range.png',
    },
    request: {
      requestID: requestId,
      category: { categoryID: category.categoryId, name: category.name },
      description:
        'The kitchen sink drains slowly and the disposer hums without turning. We already tried a plunger and a drain cleaner from the store. The dishwasher backs up into the sink when it runs, so we would like somebody to look at it soon. There is a cleanout behind the house, next to the gas meter.',
      proposedTimes: [
        { start: '2026-11-03T16:00:00Z', end: '2026-11-03T18:00:00Z' },
        { start: '2026-11-04T09:00:00-07:00', end: '2026-11-04T11:00:00-07:00' },
      ],
      location: {
        address1: '1200 S Pearl St',
        address2: 'Unit 4',
        city: 'Denver',
        state: 'CO',
        zipCode: '80210',
      },
      travelPreferences: ['ProviderTravelToCustomer'],
      details: [
        { question: 'What is the problem?', answer: 'Slow drain' },
        { question: 'Which fixtures need attention?', answer: 'Kitchen sink, Garbage disposal' },
        { question: 'How long has the problem existed?', answer: 'One to two weeks' },
        { question: 'What type of property is it?', answer: 'Home' },
        { question: 'Do you own or rent the property?', answer: 'Own' },
      ],
      attachments: [
        {
          fileName: 'sink.jpg',
          fileSize: 48_213,
          mimeType: 'image/jpeg',
          url: 'https://files.example.com/a/sink.jpg',
          description: 'Under the sink',
        },
      ],
    },
    estimate: { type: 'Hourly', pricePerUnit: '$95.00', unitQuantity: 2, unitName: 'hour', total: '$190.00' },
  },
};

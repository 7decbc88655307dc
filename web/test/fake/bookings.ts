import type { Booking, BookingForm, BookingStatus } from '../../src/api/entities.ts';

/** The moment that the fake company lives in. */
export const NOW = Date.parse('2026-03-05T16:00:00Z');

const NAMES = [
  'Maria Delgado',
  'James O’Connor',
  'Priya Natarajan',
  'Wolfgang Amadeus Freiherr von und zu Hohenstein-Bartholomew the Third',
  '李小龍',
  'Ana-María de los Ángeles Fernández-Castellanos y Montenegro',
  'Bob Li',
];
const WORK = [
  ['Plumbing', 'Clogged drain', 'Drain cleaning'],
  ['HVAC', 'AC maintenance', 'Central air conditioning maintenance'],
  ['Electrical', 'Install ceiling fan', 'Ceiling fan installation and replacement'],
  ['Plumbing', 'Repair water heater', 'Water heater repair or maintenance for tank and tankless systems'],
] as const;
const SOURCES = [
  ['thumbtack', 'Thumbtack'],
  ['yelp', 'Yelp'],
  ['web_form', 'Web form'],
] as const;

/** A booking as the server answers it; `nth` varies everything that a list shows. */
export function makeBooking(nth: number, changes: Partial<Booking> = {}): Booking {
  const [trade, job, category] = WORK[nth % WORK.length] ?? WORK[0];
  const [source, sourceName] = SOURCES[nth % SOURCES.length] ?? SOURCES[0];
  const submitted = new Date(NOW - nth * 7 * 60_000).toISOString();
  const withoutDate = nth % 4 === 2;
  const start = NOW + (24 + (nth % 5) * 24) * 3_600_000;
  return {
    id: `b${String(nth).padStart(6, '0')}`,
    number: String(1000 + nth),
    status: 'New',
    source,
    sourceName,
    sourceLeadId: `7000000000000${String(nth).padStart(5, '0')}`,
    accountName: 'Copper State Home Services',
    customer: {
      name: NAMES[nth % NAMES.length] ?? '',
      phone: `+1602555${String(100 + (nth % 100)).padStart(4, '0')}`,
      phoneDisplay: `(602) 555-${String(100 + (nth % 100)).padStart(4, '0')}`,
      email: `customer${nth}@example.com`,
    },
    address: {
      street: `${100 + nth} E Camelback Rd`,
      unit: null,
      city: 'Phoenix',
      state: 'AZ',
      zip: '85012',
    },
    standardJobTypeId: `sjt-${nth % 4}`,
    standardJobTypeName: job,
    trade,
    categoryName: category,
    jobTypeId: null,
    businessUnitId: null,
    requestedStart: withoutDate ? null : new Date(start).toISOString(),
    requestedEnd: withoutDate ? null : new Date(start + 3 * 3_600_000).toISOString(),
    needsScheduling: withoutDate,
    summary: 'Kitchen sink backs up when the dishwasher runs.',
    details: [
      { label: 'What is the problem?', value: 'Clogged drain' },
      { label: 'How old is the fixture?', value: '5 to 10 years' },
      { label: 'Anything else?', value: 'Please call before coming, the dog 🐕 is shy.' },
    ],
    attachments: [],
    messages: [],
    requestedTimes: [],
    cancelledBySource: false,
    leadPrice: '34.50',
    jobId: null,
    jobNumber: null,
    jobUrl: null,
    dismissReason: null,
    dismissMemo: null,
    acceptedBy: null,
    deliveries: [{ source: sourceName, receivedAt: submitted }],
    submittedAt: submitted,
    receivedAt: submitted,
    updatedAt: submitted,
    version: 1,
    issues: [],
    progress: null,
    ...changes,
  };
}

/** The same booking in another state, one version later. */
export function moved(booking: Booking, status: BookingStatus, changes: Partial<Booking> = {}): Booking {
  return {
    ...booking,
    status,
    updatedAt: new Date(NOW).toISOString(),
    version: booking.version + 1,
    ...changes,
  };
}

/** Choices for the booking form: one job type and business unit each unless a test says otherwise. */
export function makeForm(booking: Booking, changes: Partial<BookingForm> = {}): BookingForm {
  return {
    jobTypeId: '9007199254740995',
    businessUnitId: '801',
    candidates: {
      jobTypes: [{ id: '9007199254740995', name: 'Drain Cleaning' }],
      businessUnits: [{ id: '801', name: 'Plumbing - Service' }],
    },
    jobTypes: [
      {
        id: '9007199254740995',
        name: 'Drain Cleaning',
        durationMinutes: 120,
        businessUnitIds: ['801', '802'],
      },
      { id: '702', name: 'Water Heater Repair', durationMinutes: 180, businessUnitIds: ['801'] },
      { id: '703', name: 'AC Tune-up', durationMinutes: 90, businessUnitIds: ['803'] },
    ],
    businessUnits: [
      { id: '801', name: 'Plumbing - Service' },
      { id: '802', name: 'Plumbing - Install' },
      { id: '803', name: 'HVAC - Service' },
    ],
    campaigns: [
      { id: '601', name: 'Thumbtack', category: 'Marketplaces' },
      { id: '602', name: 'Yelp', category: 'Marketplaces' },
      { id: '603', name: 'Website', category: 'Online' },
    ],
    suggestedCampaignId: null,
    customers: [],
    start: booking.requestedStart,
    end: booking.requestedEnd,
    summary: booking.summary,
    ...changes,
  };
}

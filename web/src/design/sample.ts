import type { Booking, BookingForm } from '../api/entities.ts';

/** A made-up booking for the design page, with everything a booking can have. */
export const SAMPLE_BOOKING: Booking = {
  id: 'sample',
  number: '1042',
  status: 'New',
  source: 'thumbtack',
  sourceLeadId: '700000000000000001',
  sourceName: 'Thumbtack',
  accountName: 'Copper State Home Services',
  customer: {
    name: 'Maria Delgado',
    phone: '+16025550142',
    phoneDisplay: '(602) 555-0142',
    email: 'maria@example.com',
  },
  address: { street: '118 E Camelback Rd', unit: null, city: 'Phoenix', state: 'AZ', zip: '85012' },
  standardJobTypeId: 'sample',
  standardJobTypeName: 'Clogged drain',
  trade: 'Plumbing',
  categoryName: 'Drain cleaning',
  jobTypeId: null,
  businessUnitId: null,
  requestedStart: '2026-03-06T16:00:00Z',
  requestedEnd: '2026-03-06T19:00:00Z',
  needsScheduling: false,
  summary: 'Kitchen sink backs up when the dishwasher runs.',
  details: [
    { label: 'What is the problem?', value: 'Clogged drain' },
    { label: 'How old is the fixture?', value: '5 to 10 years' },
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
  deliveries: [
    { source: 'Thumbtack', receivedAt: '2026-03-05T15:58:00Z' },
    { source: 'Thumbtack', receivedAt: '2026-03-05T15:59:00Z' },
  ],
  submittedAt: '2026-03-05T15:57:00Z',
  receivedAt: '2026-03-05T15:58:00Z',
  updatedAt: '2026-03-05T15:59:00Z',
  version: 1,
  issues: [{ code: 'unmapped_category', message: 'This category is not mapped to a job type yet.' }],
  progress: null,
};

/** Choices for the form of the sample: a customer who is known, two job types to choose from. */
export const SAMPLE_CHOICES: BookingForm = {
  jobTypeId: null,
  businessUnitId: null,
  candidates: {
    jobTypes: [
      { id: '1', name: 'Drain Cleaning' },
      { id: '2', name: 'Drain Repair' },
    ],
    businessUnits: [{ id: '11', name: 'Plumbing - Service' }],
  },
  jobTypes: [
    { id: '1', name: 'Drain Cleaning', durationMinutes: 120, businessUnitIds: ['11'] },
    { id: '2', name: 'Drain Repair', durationMinutes: 180, businessUnitIds: ['11'] },
    { id: '3', name: 'AC Tune-up', durationMinutes: 90, businessUnitIds: ['12'] },
  ],
  businessUnits: [
    { id: '11', name: 'Plumbing - Service' },
    { id: '12', name: 'HVAC - Service' },
  ],
  campaigns: [
    { id: '21', name: 'Thumbtack', category: 'Marketplaces' },
    { id: '22', name: 'Website', category: 'Online' },
  ],
  suggestedCampaignId: null,
  customers: [
    {
      id: '31',
      name: 'Maria Delgado',
      phone: '(602) 555-0142',
      email: 'maria@example.com',
      address: '118 E Camelback Rd, Phoenix, AZ 85012',
      reason: 'phone',
      locations: [{ id: '41', name: 'Home', address: '118 E Camelback Rd, Phoenix, AZ 85012' }],
    },
  ],
  start: '2026-03-06T16:00:00Z',
  end: '2026-03-06T18:00:00Z',
  summary: '',
};

/** Changes of a made-up record, of every kind of value. */
export const SAMPLE_CHANGES = [
  { path: 'jobStatus', before: 'InProgress', after: 'Completed' },
  { path: 'completedOn', before: null, after: '2026-03-05T15:57:00Z' },
  { path: 'tagTypeIds', before: [12], after: [12, 31] },
];

/** Details of a made-up job, nested and with lists. */
export const SAMPLE_DETAILS = {
  jobNumber: '5521',
  noCharge: false,
  customer: { name: 'Delgado, Maria', contacts: [{ type: 'MobilePhone', value: '(602) 555-0142' }] },
  estimates: [],
};

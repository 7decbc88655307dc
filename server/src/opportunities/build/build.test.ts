import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Catalogues, detailsOf, type Parts, zoneOf } from './details.ts';
import { sortable } from './instant.ts';
import { newestFirst, oldestFirst } from './list.ts';
import { readName } from './name.ts';
import { latestOf, valuesAt } from './path.ts';
import { isOpportunityCall, standardOf, titleOf } from './standard.ts';

const none: Catalogues = {
  businessUnits: new Map(),
  jobTypes: new Map(),
  tagTypes: new Map(),
  campaigns: new Map(),
  zones: new Map(),
  employees: new Map(),
  technicians: new Map(),
  membershipTypes: new Map(),
  recurringServiceTypes: new Map(),
  paymentTypes: new Map(),
};

const parts = (more: Partial<Parts>): Parts => ({
  base: {
    id: 1,
    customerId: 2,
    locationId: 3,
    jobNumber: '77',
    jobStatus: 'Completed',
    createdOn: '2026-01-01T00:00:00Z',
    modifiedOn: '2026-01-02T00:00:00Z',
  },
  customer: { id: 2, name: 'Maria Delgado', active: true },
  customerContacts: [],
  location: { id: 3, name: 'Home' },
  locationContacts: [],
  appointments: [],
  appointmentAssignments: [],
  estimates: [],
  invoices: [],
  cancelReason: null,
  holdReason: null,
  recurringServices: [],
  recurringServiceEvents: [],
  ...more,
});

const all = new Set([
  'estimates',
  'appointments',
  'appointmentAssignments',
  'cancelReasons',
  'tagTypes',
  'campaigns',
  'zones',
  'employees',
  'invoices',
  'membershipTypes',
  'recurringServices',
  'paymentTypes',
]);
const dates = [
  'modifiedOn',
  'appointments:#:modifiedOn',
  'estimates:#:modifiedOn',
  'invoices:#:modifiedOn',
  'appointmentAssignments:#:assignedOn',
];

describe('names (H50, H51, H53)', () => {
  it.each([
    ['Maria Delgado', 'Maria', 'Delgado'],
    ['Maria de la Cruz', 'Maria', 'de la Cruz'],
    ['Smith, John & Mary', 'John & Mary', 'Smith'],
    ['Doe, John, Jr.', 'John, Jr.', 'Doe'],
    ['Cher', 'Cher', null],
    ['Smith,', null, 'Smith'],
    [', John', 'John', null],
    [', ', null, null],
    [',', null, null],
    ['', null, null],
    ['  ', null, null],
    ['  Maria   Delgado ', 'Maria', 'Delgado'],
  ])('GH-19, GH-20: %j', (name, firstName, lastName) => {
    expect(readName(name)).toMatchObject({ firstName, lastName });
  });

  it('null is no name', () => expect(readName(null)).toMatchObject({ firstName: null, lastName: null }));

  it('loses no word, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (name) => {
        const { firstName, lastName } = readName(name);
        const letters = (text: string): string => [...text.replaceAll(/[\s,]/g, '')].toSorted().join('');
        expect(letters(`${firstName ?? ''}${lastName ?? ''}`)).toBe(letters(name));
      }),
    );
  });
});

describe('lists', () => {
  it('H45, GH-7: newest first by createdOn, else assignedOn or invoiceDate, ties by id, all descending', () => {
    const ids = (rows: readonly { id?: unknown }[]): unknown[] => rows.map(({ id }) => id);
    expect(
      ids(
        newestFirst([
          { id: 1, createdOn: '2026-01-01T00:00:00Z' },
          { id: 2, createdOn: '2026-03-01T00:00:00Z' },
          { id: 3, createdOn: '2026-02-01T00:00:00Z' },
        ]),
      ),
    ).toEqual([2, 3, 1]);
    expect(
      ids(
        newestFirst([
          { id: 5, assignedOn: '2026-01-01T00:00:00Z' },
          { id: 6, assignedOn: '2026-01-02T00:00:00Z' },
        ]),
      ),
    ).toEqual([6, 5]);
    expect(
      ids(
        newestFirst([
          { id: 9, invoiceDate: '2026-01-01T00:00:00Z' },
          { id: 10, invoiceDate: '2026-01-01T00:00:00Z' },
        ]),
      ),
    ).toEqual([10, 9]);
    expect(ids(newestFirst([{ id: 9 }, { id: 10 }, { id: '9007199254740993' }]))).toEqual([
      '9007199254740993',
      10,
      9,
    ]);
  });

  it('tells times apart to the seventh digit', () => {
    const [first] = newestFirst([
      { id: 1, createdOn: '2026-01-01T00:00:00.1234567Z' },
      { id: 2, createdOn: '2026-01-01T00:00:00.1234568Z' },
    ]);
    expect(first?.id).toBe(2);
    expect(sortable('0001-01-01T00:00:00Z')).toBeNull();
    expect(sortable('2026-01-01T02:00:00+02:00')).toBe('2026-01-01T00:00:00.0000000Z');
  });

  it('GH-6: contacts keep the order of the API, which is that of ids', () => {
    expect(oldestFirst([{ id: 10 }, { id: 9 }, { id: '9007199254740993' }]).map(({ id }) => id)).toEqual([
      9,
      10,
      '9007199254740993',
    ]);
  });
});

describe('paths (H46, GH-8)', () => {
  const details = { customer: { id: '2', contacts: [{ value: 'a' }, { value: 'b' }] } };
  it.each([
    ['customer:id', ['2']],
    ['customer:contacts:0:value', ['a']],
    ['customer:contacts:1:value', ['b']],
    ['customer:contacts:#:value', ['a', 'b']],
    ['customer:contacts:any:value', ['a', 'b']],
    ['customer:contacts:first:value', ['a']],
    ['customer:contacts:last:value', ['b']],
    ['customer:contacts:2:value', []],
    ['nothing:of:it', []],
  ])('%s', (path, values) => {
    expect(valuesAt(details, path).map(({ value }) => value)).toEqual(values);
  });
});

describe('standard fields', () => {
  const contacts = [
    { id: 30, type: 'Fax', value: '(303) 555-0100' },
    { id: 31, type: 'Phone', value: '(303) 555-0101' },
    { id: 33, type: 'email', value: 'second@example.com' },
    { id: 32, type: 'Email', value: 'first@example.com' },
    { id: 34, type: 'MOBILEPHONE', value: '303-555-0102' },
    { id: 35, type: 'MobilePhone', value: '303-555-0103' },
    { id: 29, type: 'Email', value: 'gone@example.com', active: false },
  ];
  const read = (more: Partial<Parts>) => standardOf('job', detailsOf('job', parts(more), none, all), dates);

  it('H47, H48, H52, GH-5, GH-6: first e-mail, first mobile, ids and creation', () => {
    const fields = read({ customerContacts: contacts });
    expect(fields.email).toMatchObject({ value: 'first@example.com', from: 'customer:contacts:2:value' });
    expect(fields.email.passedOver.map(({ value }) => value)).toEqual(['second@example.com']);
    expect(fields.phone.value).toBe('+13035550102');
    expect(fields.externalId.value).toBe('1');
    expect(fields.externalContactId.value).toBe('2');
    expect(fields.externalCreatedAt.value).toBe('2026-01-01T00:00:00Z');
  });

  it('H52: the first phone when there is no mobile, never a fax', () => {
    expect(read({ customerContacts: contacts.slice(0, 2) }).phone.value).toBe('+13035550101');
    expect(read({ customerContacts: contacts.slice(0, 1) }).phone.value).toBeNull();
  });

  it('a number that is none is passed over and said', () => {
    const { phone } = read({
      customerContacts: [
        { id: 1, type: 'MobilePhone', value: 'ask wife' },
        { id: 2, type: 'Phone', value: '3035550101' },
      ],
    });
    expect(phone).toMatchObject({
      value: '+13035550101',
      passedOver: [{ value: 'ask wife', why: 'it is no number' }],
    });
  });

  it.each([
    [
      { appointments: [{ id: 1, modifiedOn: '2026-02-01T00:00:00Z' }] },
      'appointments:0:modifiedOn',
      '2026-02-01T00:00:00Z',
    ],
    [
      { estimates: [{ id: 1, modifiedOn: '2026-02-02T00:00:00Z' }] },
      'estimates:0:modifiedOn',
      '2026-02-02T00:00:00Z',
    ],
    [
      { invoices: [{ id: 1, modifiedOn: '2026-02-03T00:00:00Z' }] },
      'invoices:0:modifiedOn',
      '2026-02-03T00:00:00Z',
    ],
    [
      {
        appointments: [{ id: 1 }],
        appointmentAssignments: [{ id: 1, appointmentId: 1, assignedOn: '2026-02-04T00:00:00Z' }],
      },
      'appointmentAssignments:0:assignedOn',
      '2026-02-04T00:00:00Z',
    ],
    [{}, 'modifiedOn', '2026-01-02T00:00:00Z'],
    // One edit of a customer must not bring up all of its jobs.
    [
      { customer: { id: 2, name: 'A B', modifiedOn: '2026-12-01T00:00:00Z' } },
      'modifiedOn',
      '2026-01-02T00:00:00Z',
    ],
  ] as [Partial<Parts>, string, string][])(
    'H49, GH-1: the latest of the dates wins: %j',
    (more, from, value) => {
      expect(read(more).externalUpdatedAt).toMatchObject({ value, from });
    },
  );

  it('GH-1: looks only at what is selected, and at the dates that are listed', () => {
    const late = parts({ estimates: [{ id: 1, modifiedOn: '2026-09-01T00:00:00Z' }] });
    expect(standardOf('job', detailsOf('job', late, none, new Set()), dates).externalUpdatedAt.from).toBe(
      'modifiedOn',
    );
    expect(latestOf(detailsOf('job', late, none, all), ['createdOn'])).toMatchObject({ path: 'createdOn' });
  });

  it('H49, H53: of a membership it is modifiedOn', () => {
    const details = detailsOf(
      'membership',
      parts({
        base: {
          id: 5,
          customerId: 2,
          modifiedOn: '2026-05-05T00:00:00Z',
          followUpOn: '2026-06-01T00:00:00Z',
        },
      }),
      none,
      all,
    );
    expect(standardOf('membership', details, dates)).toMatchObject({
      externalUpdatedAt: { value: '2026-05-05T00:00:00Z' },
      firstName: { value: 'Maria' },
    });
    expect(details['followUpOn']).toBe('2026-06-01T00:00:00Z');
  });

  it('H36, GH-4: an inbound call that is over, with the number it came from', () => {
    const call = {
      id: 9,
      from: '3035550177',
      direction: 'Inbound',
      status: 'Completed',
      type: 'Abandoned',
      createdOn: '2026-04-01T00:00:00Z',
      modifiedOn: '2026-04-02T00:00:00Z',
      customer: null,
    };
    const details = detailsOf('call', parts({ base: call, customer: null, location: null }), none, all);
    expect(standardOf('call', details, dates)).toMatchObject({
      externalId: { value: '9' },
      externalContactId: { value: null },
      firstName: { value: null },
      phone: { value: '+13035550177' },
      externalCreatedAt: { value: '2026-04-01T00:00:00Z' },
      externalUpdatedAt: { value: '2026-04-02T00:00:00Z' },
    });
    expect(titleOf('call', details)).toBe('Call · Abandoned');
    expect(
      [
        call,
        { ...call, direction: 'Outbound' },
        { ...call, status: 'Ringing' },
        { ...call, status: null },
      ].map(isOpportunityCall),
    ).toEqual([true, false, false, true]);
  });
});

describe('details (H34, H44; field tables)', () => {
  it('ids are text to the last digit, money of invoices numbers, an unset date null, and unknown members survive', () => {
    const details = detailsOf(
      'job',
      parts({
        base: {
          id: '9007199254740993',
          customerId: 2,
          completedOn: '0001-01-01T00:00:00Z',
          tagTypeIds: [1, 2],
          newMember: { x: 1 },
          externalData: [{ key: 'secret' }],
        },
        invoices: [
          { id: 7, total: '129.00', balance: '0.00', items: [{ id: 8, price: '19.95', quantity: '2' }] },
        ],
        estimates: [{ id: 4, items: [{ total: 19.99 }, { total: 0.01 }] }],
      }),
      none,
      all,
    );
    expect(details).toMatchObject({
      id: '9007199254740993',
      completedOn: null,
      newMember: { x: 1 },
      tagTypeIds: ['1', '2'],
    });
    expect(details['invoices']).toMatchObject([
      { id: '7', total: 129, balance: 0, items: [{ id: '8', price: 19.95, quantity: 2 }] },
    ]);
    expect(details['estimates']).toMatchObject([{ id: '4', total: 20 }]);
    expect(JSON.stringify(details)).not.toContain('secret');
  });

  it('H42: assignments stand under their appointments, and flat', () => {
    const details = detailsOf(
      'job',
      parts({
        appointments: [
          { id: 1, createdOn: '2026-01-01T00:00:00Z' },
          { id: 2, createdOn: '2026-01-02T00:00:00Z' },
        ],
        appointmentAssignments: [
          { id: 11, appointmentId: 1, technicianName: 'Al' },
          { id: 12, appointmentId: 2, technicianName: 'Bo' },
        ],
      }),
      none,
      all,
    );
    expect(valuesAt(details, 'appointments:0:assignments:0:technicianName')[0]?.value).toBe('Bo');
    expect(valuesAt(details, 'appointmentAssignments:#:technicianName').map(({ value }) => value)).toEqual([
      'Bo',
      'Al',
    ]);
  });

  it('shows a reason only while the job has it, and of employees nothing that is nobody’s business', () => {
    const reason = { jobId: 1, reasonId: 4, name: 'Price', text: 'Told by phone.' };
    const people = {
      ...none,
      employees: new Map([['50', { id: 50, name: 'Ann', hourlyRate: 90, role: 'CSR' }]]),
    };
    const cancelled = detailsOf(
      'job',
      parts({ base: { id: 1, jobStatus: 'Canceled', soldById: 50 }, cancelReason: reason }),
      people,
      all,
    );
    expect(cancelled['cancelReason']).toEqual({ reasonId: '4', name: 'Price', text: 'Told by phone.' });
    expect(cancelled['soldBy']).toMatchObject({ id: '50', name: 'Ann' });
    expect(JSON.stringify(cancelled)).not.toContain('hourlyRate');
    const open = detailsOf('job', parts({ cancelReason: reason }), none, all);
    expect(open['cancelReason']).toBeNull();
  });

  it('finds the zone that the location says, or by zip, or by city', () => {
    const zones = new Map([
      ['1', { id: 1, name: 'West', zips: ['80301'], cities: [] }],
      ['2', { id: 2, name: 'Town', zips: [], cities: ['Boulder'] }],
    ]);
    expect(zoneOf({ zoneId: 2 }, zones)?.['name']).toBe('Town');
    expect(zoneOf({ address: { zip: '80301', city: 'Boulder' } }, zones)?.['name']).toBe('West');
    expect(zoneOf({ address: { zip: '80302', city: 'BOULDER' } }, zones)?.['name']).toBe('Town');
    expect(zoneOf({ address: null }, zones)).toBeNull();
  });
});

/** What the demo company sells, how it is organised and where its work comes from. */

export type Trade = 'HVAC' | 'Plumbing' | 'Electrical';
type Division = 'Service' | 'Install' | 'Maintenance' | 'Sales';

export const TRADES: readonly Trade[] = ['HVAC', 'Plumbing', 'Electrical'];
export const DIVISIONS: readonly Division[] = ['Service', 'Install', 'Maintenance', 'Sales'];

/** When a kind of work is asked for: all year, or mostly while it is hot, cold, or between. */
export type Season = 'any' | 'hot' | 'cold' | 'mild';

export interface JobTypeFacts {
  name: string;
  trade: Trade;
  division: Division;
  hours: number;
  /** How often it is asked for, against the others. */
  weight: number;
  season: Season;
  /** What such a job brings in, in dollars, from and to. */
  price: readonly [number, number];
  priority: string;
}

const row = (
  name: string,
  trade: Trade,
  division: Division,
  hours: number,
  weight: number,
  season: Season,
  price: readonly [number, number],
  priority = 'Normal',
): JobTypeFacts => ({ name, trade, division, hours, weight, season, price, priority });

export const JOB_TYPES: readonly JobTypeFacts[] = [
  row('AC Not Cooling', 'HVAC', 'Service', 2, 12, 'hot', [129, 900], 'High'),
  row('AC Diagnostic', 'HVAC', 'Service', 1.5, 8, 'hot', [89, 600]),
  row('AC Leaking Water', 'HVAC', 'Service', 1.5, 4, 'hot', [119, 450]),
  row('AC Tune-Up', 'HVAC', 'Maintenance', 1, 9, 'hot', [79, 199]),
  row('AC Installation', 'HVAC', 'Install', 8, 2, 'hot', [5200, 11800]),
  row('Evaporative Cooler Repair', 'HVAC', 'Service', 2, 2, 'hot', [149, 700]),
  row('No Heat', 'HVAC', 'Service', 2, 12, 'cold', [129, 950], 'Urgent'),
  row('Furnace Diagnostic', 'HVAC', 'Service', 1.5, 8, 'cold', [89, 650]),
  row('Furnace Tune-Up', 'HVAC', 'Maintenance', 1, 9, 'cold', [79, 199]),
  row('Furnace Installation', 'HVAC', 'Install', 8, 2, 'cold', [4300, 9200]),
  row('Boiler Service', 'HVAC', 'Service', 2, 2, 'cold', [189, 1100]),
  row('Heat Pump Service', 'HVAC', 'Service', 2, 3, 'any', [129, 850]),
  row('Heat Pump Installation', 'HVAC', 'Install', 8, 1, 'mild', [8800, 17500]),
  row('Ductless Mini-Split Installation', 'HVAC', 'Install', 6, 1, 'hot', [3900, 8600]),
  row('Duct Cleaning', 'HVAC', 'Maintenance', 3, 2, 'mild', [349, 799]),
  row('Thermostat Replacement', 'HVAC', 'Service', 1, 3, 'any', [149, 420]),
  row('Humidifier Installation', 'HVAC', 'Install', 2, 1, 'cold', [390, 950]),
  row('HVAC System Estimate', 'HVAC', 'Sales', 1, 5, 'any', [0, 0]),
  row('Indoor Air Quality Consultation', 'HVAC', 'Sales', 1, 1, 'any', [0, 0], 'Low'),
  row('Drain Clearing', 'Plumbing', 'Service', 1.5, 11, 'any', [99, 420]),
  row('Main Line Backup', 'Plumbing', 'Service', 2, 5, 'any', [199, 980], 'Urgent'),
  row('Leak Repair', 'Plumbing', 'Service', 1.5, 8, 'any', [149, 690], 'High'),
  row('Burst or Frozen Pipe', 'Plumbing', 'Service', 2, 3, 'cold', [249, 1600], 'Urgent'),
  row('Toilet Repair', 'Plumbing', 'Service', 1, 6, 'any', [99, 380]),
  row('Toilet Installation', 'Plumbing', 'Install', 2, 3, 'any', [299, 820]),
  row('Faucet Installation', 'Plumbing', 'Install', 1.5, 4, 'any', [189, 560]),
  row('Garbage Disposal Replacement', 'Plumbing', 'Service', 1.5, 3, 'any', [249, 520]),
  row('Water Heater Repair', 'Plumbing', 'Service', 1.5, 7, 'cold', [149, 720], 'High'),
  row('Water Heater Installation', 'Plumbing', 'Install', 4, 4, 'cold', [1450, 3600]),
  row('Tankless Water Heater Installation', 'Plumbing', 'Install', 6, 1, 'any', [3400, 6900]),
  row('Water Heater Flush', 'Plumbing', 'Maintenance', 1, 2, 'mild', [129, 219]),
  row('Sewer Line Camera Inspection', 'Plumbing', 'Service', 1.5, 3, 'any', [149, 390]),
  row('Sprinkler Line Repair', 'Plumbing', 'Service', 2, 2, 'hot', [129, 640]),
  row('Backflow Testing', 'Plumbing', 'Maintenance', 1, 2, 'mild', [89, 189]),
  row('Repipe Estimate', 'Plumbing', 'Sales', 1, 1, 'any', [0, 0]),
  row('Plumbing Estimate', 'Plumbing', 'Sales', 1, 3, 'any', [0, 0]),
  row('Outlet or Switch Repair', 'Electrical', 'Service', 1, 6, 'any', [99, 340]),
  row('Breaker Keeps Tripping', 'Electrical', 'Service', 1.5, 5, 'hot', [129, 580], 'High'),
  row('Partial Power Loss', 'Electrical', 'Service', 2, 3, 'any', [149, 900], 'Urgent'),
  row('Light Fixture Installation', 'Electrical', 'Install', 1.5, 5, 'any', [149, 680]),
  row('Ceiling Fan Installation', 'Electrical', 'Install', 1.5, 4, 'hot', [169, 480]),
  row('Panel Upgrade', 'Electrical', 'Install', 8, 1, 'any', [2600, 5400]),
  row('EV Charger Installation', 'Electrical', 'Install', 4, 2, 'any', [890, 2400]),
  row('Whole-Home Surge Protection', 'Electrical', 'Install', 1.5, 1, 'any', [290, 620]),
  row('Smoke Detector Replacement', 'Electrical', 'Maintenance', 1, 2, 'any', [99, 420]),
  row('Electrical Safety Inspection', 'Electrical', 'Maintenance', 1.5, 2, 'any', [129, 260]),
  row('Electrical Estimate', 'Electrical', 'Sales', 1, 3, 'any', [0, 0]),
];

/** Category, then the campaigns in it with how much of the work they bring. */
export const CAMPAIGNS: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
  [
    'Online Lead Sources',
    [
      ['Thumbtack', 8],
      ['Yelp', 6],
      ['Angi', 6],
      ['Google Local Services', 12],
      ['Networx', 2],
    ],
  ],
  [
    'Website',
    [
      ['Website', 12],
      ['Website Chat', 4],
      ['Google Business Profile', 7],
    ],
  ],
  [
    'Referral',
    [
      ['Referral', 8],
      ['Realtor Referral', 2],
    ],
  ],
  [
    'Existing Customers',
    [
      ['Existing Customer', 18],
      ['Membership', 9],
      ['Email Newsletter', 3],
    ],
  ],
  [
    'Offline',
    [
      ['Truck Wrap', 3],
      ['Yard Sign', 2],
      ['Direct Mail', 3],
      ['Radio', 2],
      ['Home Show', 1],
    ],
  ],
];

/** Name, color. */
export const TAG_TYPES: readonly (readonly [string, string])[] = [
  ['Member', '#2F9E44'],
  ['VIP', '#F08C00'],
  ['Do Not Text', '#E03131'],
  ['Dog on Premises', '#868E96'],
  ['Gate Code Needed', '#868E96'],
  ['Landlord', '#1971C2'],
  ['Tenant', '#1971C2'],
  ['Senior Discount', '#9C36B5'],
  ['Veteran Discount', '#9C36B5'],
  ['Financing', '#0C8599'],
  ['Warranty', '#0C8599'],
  ['Recall', '#E03131'],
  ['Estimate Follow-Up', '#F08C00'],
  ['Parts Ordered', '#F08C00'],
  ['Permit Needed', '#6741D9'],
  ['Two Technicians', '#6741D9'],
  ['Ladder Needed', '#6741D9'],
  ['Emergency', '#E03131'],
  ['First-Time Customer', '#2F9E44'],
  ['Online Lead', '#1971C2'],
  ['Rental Property', '#868E96'],
  ['Home Warranty', '#0C8599'],
  ['Review Requested', '#2F9E44'],
  ['Past Due', '#E03131'],
  ['Commercial', '#495057'],
];

export const CANCEL_REASONS = [
  'Customer no-show',
  'Customer canceled',
  'Rescheduled by customer',
  'Price',
  'Booked with a competitor',
  'Duplicate booking',
  'Out of service area',
  'Weather',
  'No technician available',
];

export const HOLD_REASONS = [
  'Waiting for parts',
  'Waiting for approval',
  'Waiting for permit',
  'Customer not ready',
];

/** Name, and whether such a call is a lead. */
export const CALL_REASONS: readonly (readonly [string, boolean])[] = [
  ['Booked', true],
  ['Price too high', true],
  ['No availability', true],
  ['Out of service area', true],
  ['Service not offered', true],
  ['Shopping around', true],
  ['Duplicate', false],
  ['Spam or test', false],
  ['Wrong number', false],
  ['Could not reach the customer', true],
  ['Existing job question', false],
];

/** Name and employee type. */
export const USER_ROLES: readonly (readonly [string, 'Employee' | 'Technician'])[] = [
  ['Owner', 'Employee'],
  ['Office Manager', 'Employee'],
  ['Dispatcher', 'Employee'],
  ['CSR', 'Employee'],
  ['Accounting', 'Employee'],
  ['Marketing', 'Employee'],
  ['Service Technician', 'Technician'],
  ['Installer', 'Technician'],
  ['Comfort Advisor', 'Technician'],
];

/** Role in the API, and the index of the user role that the person has. */
export const OFFICE: readonly (readonly [string, number])[] = [
  ['Owner', 0],
  ['GeneralOffice', 1],
  ['Dispatch', 2],
  ['Dispatch', 2],
  ['CSR', 3],
  ['CSR', 3],
  ['CSR', 3],
  ['CSR', 3],
  ['CSR', 3],
  ['Accounting', 4],
  ['GeneralOffice', 5],
  ['SalesManager', 1],
];

export const ZONE_NAMES = [
  'Downtown',
  'West',
  'Northwest',
  'North',
  'Northeast',
  'East',
  'Southeast',
  'Southwest',
];

export const BOOKING_PROVIDERS = ['Online Booking', 'Thumbtack', 'Yelp', 'Google Local Services', 'Angi'];

/** The plans that the demo company sells. */
import type { Trade } from '../../company/catalogue.ts';

export interface ServiceFacts {
  name: string;
  trade: Trade;
  /** Months in which it is due. */
  months: readonly string[];
  jobType: string;
}

export const SERVICES: readonly ServiceFacts[] = [
  { name: 'AC Tune-Up Visit', trade: 'HVAC', months: ['April', 'May'], jobType: 'AC Tune-Up' },
  {
    name: 'Furnace Tune-Up Visit',
    trade: 'HVAC',
    months: ['September', 'October'],
    jobType: 'Furnace Tune-Up',
  },
  {
    name: 'Water Heater Flush',
    trade: 'Plumbing',
    months: ['February'],
    jobType: 'Water Heater Flush',
  },
  {
    name: 'Electrical Safety Check',
    trade: 'Electrical',
    months: ['June'],
    jobType: 'Electrical Safety Inspection',
  },
];

export interface PlanFacts {
  name: string;
  displayName: string;
  /** Names of services that come with it. */
  services: readonly string[];
  /** Percent off repairs. */
  discount: number;
  /** Months (null for a plan that runs until it is canceled), how often it is billed, price a bill. */
  terms: readonly (readonly [number | null, string, number])[];
  /** How often it is sold, against the others; 0 for one that is not sold any more. */
  weight: number;
}

export const PLANS: readonly PlanFacts[] = [
  {
    name: 'Comfort Club',
    displayName: 'Comfort Club',
    services: ['AC Tune-Up Visit', 'Furnace Tune-Up Visit'],
    discount: 10,
    terms: [
      [12, 'Annual', 219],
      [null, 'Monthly', 19.95],
    ],
    weight: 6,
  },
  {
    name: 'Plumbing Protection',
    displayName: 'Plumbing Protection Plan',
    services: ['Water Heater Flush'],
    discount: 10,
    terms: [[12, 'Annual', 129]],
    weight: 3,
  },
  {
    name: 'Whole Home',
    displayName: 'Whole Home Plan',
    services: SERVICES.map(({ name }) => name),
    discount: 15,
    terms: [
      [12, 'Annual', 449],
      [24, 'Annual', 429],
      [null, 'Monthly', 39.95],
    ],
    weight: 3,
  },
  {
    name: 'Senior Saver 2019',
    displayName: 'Senior Saver',
    services: ['Furnace Tune-Up Visit'],
    discount: 5,
    terms: [[12, 'Annual', 99]],
    weight: 0,
  },
];

import type { Random } from './random.ts';

const FIRST_NAMES = (
  'Ana Marcus Priya Devon Lena Omar Grace Hector Mei Tyler Fatima Noah Ingrid Carlos Ruth Jamal Sofia Kevin Yuki ' +
  'Rachel Diego Emma Amir Nora Walter Chloe Mateo Beth Kwame Isabel'
).split(' ');
const LAST_NAMES = (
  'Alvarez Brooks Chen Dawson Ellis Flores Greene Hughes Ibrahim Jensen Kim Lopez Moreno Nguyen Okafor Patel Quinn ' +
  'Reyes Schmidt Torres Ueda Vance Walker Young Zimmer'
).split(' ');
const STREETS = [
  'S Pearl St',
  'E Colfax Ave',
  'Logan St',
  'W 32nd Ave',
  'S Broadway',
  'Tennyson St',
  'Quebec St',
];

/** Denver and its neighbours. */
const PLACES: readonly (readonly [city: string, zipCode: string])[] = [
  ['Denver', '80202'],
  ['Denver', '80203'],
  ['Denver', '80205'],
  ['Denver', '80206'],
  ['Denver', '80209'],
  ['Denver', '80210'],
  ['Denver', '80211'],
  ['Denver', '80220'],
  ['Denver', '80238'],
  ['Aurora', '80012'],
  ['Lakewood', '80226'],
  ['Littleton', '80120'],
  ['Englewood', '80110'],
  ['Arvada', '80002'],
  ['Golden', '80401'],
];

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  /** Ten digits as Thumbtack sends them, from the range kept free for fiction (555-0100 to 555-0199). */
  readonly phone: string;
}

/** Most customers show only the first letter of their last name (reference 3.3). */
export function makePerson(random: Random): Person {
  const last = random.pick(LAST_NAMES);
  return {
    firstName: random.pick(FIRST_NAMES),
    lastName: random.chance(80) ? `${last.charAt(0)}.` : last,
    phone: `${random.pick(['303', '720'])}55501${String(random.between(0, 99)).padStart(2, '0')}`,
  };
}

export interface Location {
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly zipCode: string;
}

/** The street is blank in most leads: Thumbtack holds it back until there is a booking. */
export function makeLocation(random: Random, withStreet: boolean): Location {
  const [city, zipCode] = random.pick(PLACES);
  const address1 = withStreet ? `${random.between(100, 4999)} ${random.pick(STREETS)}` : '';
  const address2 = withStreet && random.chance(25) ? `Apt ${random.between(1, 40)}` : '';
  return { address1, address2, city, state: 'CO', zipCode };
}

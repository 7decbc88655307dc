/** Names and addresses that belong to nobody: common names, made-up streets, real postal codes around Denver. */
import type { Random } from '../random.ts';

export const FIRST_NAMES =
  'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Karen Christopher Sarah Charles Lisa Daniel Nancy Matthew Sandra Anthony Ashley Mark Emily Steven Donna Andrew Michelle Joshua Carol Kevin Amanda Brian Melissa George Deborah Timothy Stephanie Jason Rebecca Jeffrey Laura Ryan Cynthia Jacob Amy Gary Kathleen Nicholas Angela Eric Shirley Jonathan Brenda Stephen Emma Larry Anna Justin Pamela Scott Nicole Brandon Samantha Benjamin Katherine Samuel Christine Luis Maria Jose Carmen Diego Lucia Wei Mei Arjun Priya Omar Fatima Kofi Ama Ivan Olga'.split(
    ' ',
  );

export const LAST_NAMES =
  "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster O'Brien MacDonald".split(
    ' ',
  );

export const FIRMS =
  'Front Range Dental|Mile High Coffee Roasters|Sage Property Group|Blue Spruce Apartments|Cherry Hill Bakery|Prairie Dog Daycare|Summit Yoga Studio|Aspen Grove HOA|Platte River Brewing|Bluebird Books|Granite Peak Fitness|Columbine Veterinary Clinic|Sloan Lake Salon|Foothills Family Practice|Union Row Lofts|Wheatfield Market|High Plains Storage|Cottonwood Senior Living'.split(
    '|',
  );

const WOODS =
  'Juniper Aspen Cottonwood Willow Sagebrush Bluestem Ponderosa Columbine Larkspur Yarrow Chokecherry Meadowlark Magpie Kestrel Sandhill Foxtail Buckthorn Hawthorn Tamarack Goldenrod'.split(
    ' ',
  );
const LANDS = 'Hollow Ridge Bend Creek Meadow Bluff Hill Glen Mesa Crossing Grove View'.split(' ');
const WAYS = 'St Ave Dr Ln Ct Way Pl Cir Blvd Rd'.split(' ');

/** Names of streets: every wood with every kind of land. */
export const STREETS = WOODS.flatMap((wood, at) =>
  LANDS.map((land, beside) => `${wood} ${land} ${WAYS[(at + beside) % WAYS.length]}`),
);

/** City, postal code, latitude, longitude. */
export const PLACES: readonly (readonly [string, string, number, number])[] = [
  ['Denver', '80202', 39.751, -104.997],
  ['Denver', '80205', 39.759, -104.966],
  ['Denver', '80206', 39.733, -104.953],
  ['Denver', '80209', 39.707, -104.968],
  ['Denver', '80210', 39.678, -104.963],
  ['Denver', '80211', 39.767, -105.02],
  ['Denver', '80212', 39.771, -105.046],
  ['Denver', '80219', 39.696, -105.034],
  ['Denver', '80220', 39.733, -104.916],
  ['Denver', '80237', 39.643, -104.899],
  ['Denver', '80238', 39.77, -104.885],
  ['Aurora', '80010', 39.738, -104.866],
  ['Aurora', '80012', 39.7, -104.838],
  ['Aurora', '80013', 39.66, -104.766],
  ['Aurora', '80015', 39.626, -104.784],
  ['Aurora', '80016', 39.6, -104.741],
  ['Lakewood', '80214', 39.743, -105.071],
  ['Lakewood', '80226', 39.712, -105.067],
  ['Lakewood', '80228', 39.69, -105.144],
  ['Wheat Ridge', '80033', 39.774, -105.102],
  ['Arvada', '80002', 39.794, -105.098],
  ['Arvada', '80003', 39.826, -105.064],
  ['Arvada', '80005', 39.842, -105.123],
  ['Westminster', '80030', 39.83, -105.037],
  ['Westminster', '80031', 39.872, -105.041],
  ['Broomfield', '80020', 39.931, -105.07],
  ['Thornton', '80229', 39.861, -104.957],
  ['Thornton', '80241', 39.929, -104.955],
  ['Northglenn', '80233', 39.901, -104.958],
  ['Englewood', '80110', 39.646, -105.009],
  ['Englewood', '80113', 39.641, -104.961],
  ['Littleton', '80120', 39.599, -105.004],
  ['Littleton', '80123', 39.596, -105.087],
  ['Littleton', '80127', 39.53, -105.149],
  ['Centennial', '80112', 39.58, -104.901],
  ['Centennial', '80122', 39.581, -104.957],
  ['Highlands Ranch', '80126', 39.539, -104.957],
  ['Highlands Ranch', '80129', 39.54, -105.011],
  ['Parker', '80134', 39.5, -104.768],
  ['Golden', '80401', 39.74, -105.201],
];

/** Area codes: those of the region first, then where people kept their number from. */
export const HOME_CODES = ['303', '720', '983'];
export const AWAY_CODES =
  '719 970 212 312 415 206 602 512 713 214 305 404 617 702 801 503 505 913 816 402 307 406'.split(' ');

/** The number of somebody who is no customer: local, and of those that are kept free for fiction (555-01xx). */
export const strangerPhone = (random: Random): string =>
  `${random.pick(['303', '720'])}55501${String(random.between(0, 99)).padStart(2, '0')}`;

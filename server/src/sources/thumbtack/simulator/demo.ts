import type { Business, Client, User } from './world.ts';

/** What a simulator started without options knows: one person who runs two businesses, and one client. */

export const DEMO_BUSINESSES: readonly Business[] = [
  {
    businessID: '500100200300400501',
    name: 'Mile High Plumbing & Heating',
    imageURL: 'https://images.example.com/mile-high.png',
  },
  {
    businessID: '500100200300400502',
    name: 'Front Range Electric',
    imageURL: 'https://images.example.com/front-range.png',
  },
];

export const DEMO_USER: User = {
  userID: '400100200300400501',
  email: 'owner@example.com',
  password: 'thumbtack-demo',
  firstName: 'Robin',
  lastName: 'Castillo',
  phoneNumber: '+13035550100',
  businessIDs: DEMO_BUSINESSES.map(({ businessID }) => businessID),
};

/** Its addresses are registered at run time: `POST /_simulate/clients {redirectUris}`. */
export const DEMO_CLIENT: Client = {
  clientId: 'tradepost-sandbox',
  clientSecret: 'tradepost-sandbox-secret',
  redirectUris: [],
};

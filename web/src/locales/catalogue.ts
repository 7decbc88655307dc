import account from './en/account.json';
import bookings from './en/bookings.json';
import common from './en/common.json';
import connections from './en/connections.json';
import contacts from './en/contacts.json';
import design from './en/design.json';
import marketplace from './en/marketplace.json';
import opportunities from './en/opportunities.json';
import sandbox from './en/sandbox.json';
import settings from './en/settings.json';

/** The English catalogue, by namespace: the source of the keys, and what other languages fall back to. */
export const english = {
  common,
  account,
  bookings,
  contacts,
  opportunities,
  marketplace,
  connections,
  settings,
  sandbox,
  design,
};

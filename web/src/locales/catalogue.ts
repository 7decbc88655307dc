import account from './en/account.json';
import bookings from './en/bookings.json';
import common from './en/common.json';
import design from './en/design.json';
import sandbox from './en/sandbox.json';
import settings from './en/settings.json';

/** The English catalogue, by namespace: the source of the keys, and what other languages fall back to. */
export const english = { common, account, bookings, settings, sandbox, design };

/**
 * Thumbtack, v4: leads and messages arrive by webhook, replies and job progress go back over the API. Facts come from the
 * reference (section 3). The simulator beside this connector shares no code with it, so that one misreading cannot agree
 * with itself. May import the source contract and the platform.
 */
import { systemClock } from '../../platform/index.ts';
import type { Source } from '../source.ts';
import { accounts, reply, report, subscribe } from './calls.ts';
import { thumbtackOAuth } from './oauth.ts';
import { parse } from './parse.ts';
import { verify } from './secret.ts';

export const thumbtack: Source = {
  id: 'thumbtack',
  name: 'Thumbtack',
  description: 'Leads and messages from customers who found you on Thumbtack.',
  parse,
  verify,
  oauth: thumbtackOAuth(systemClock),
  accounts,
  subscribe,
  reply,
  report,
};

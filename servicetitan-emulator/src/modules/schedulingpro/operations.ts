/**
 * The scheduling pro API without routers: no operation names one, so that there is no id by which their sessions could be
 * asked for.
 */
import type { Rows } from '../../operations/call.ts';
import { list } from '../../operations/list.ts';
import { act } from '../../operations/record.ts';
import { schedulers, sessions } from './collections.ts';
import { schedulerPerformance, sessionShown, withTextId } from './schedulers.ts';

export const schedulingpro: Rows = {
  'schedulingpro.scheduler.schedulers': list(schedulers, { as: withTextId }),
  'schedulingpro.scheduler.schedulerSessions': list(sessions, {
    of: { collection: schedulers, param: 'id', column: 'ofScheduler' },
    as: sessionShown,
  }),
  'schedulingpro.scheduler.schedulerPerformance': act(schedulerPerformance),
};

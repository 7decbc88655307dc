/** The timesheets API: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { list } from '../../operations/list.ts';
import { create, get, remove, update } from '../../operations/record.ts';
import { activityMembers } from './activities.ts';
import { activities, activityCategories, activityTypes } from './collections.ts';

export const timesheets: Rows = {
  'timesheets.activitiesControllers.getList': list(activities),
  'timesheets.activitiesControllers.get': get(activities),
  'timesheets.activitiesControllers.create': create(activities, {}, { make: activityMembers }),
  'timesheets.activitiesControllers.update': update(activities, { make: activityMembers }),
  'timesheets.activitiesControllers.delete': remove(activities),
  'timesheets.activityCategories.getList': list(activityCategories),
  'timesheets.activityCategories.get': get(activityCategories),
  'timesheets.activityTypes.getList': list(activityTypes),
  'timesheets.activityTypes.get': get(activityTypes),
  'timesheets.export.activities': feed(activities),
  'timesheets.export.activityCategories': feed(activityCategories),
  'timesheets.export.activityTypes': feed(activityTypes),
};

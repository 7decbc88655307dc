/** Collections of the timesheets API. */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const activityCategories: Collection = {
  name: 'activityCategories',
  noun: 'Activity category',
  schema: 'Timesheets.V2.ActivityCategories.ActivityCategoryResponse',
  columns: {},
};

export const activityTypes: Collection = {
  name: 'activityTypes',
  noun: 'Activity type',
  schema: 'Timesheets.V2.ActivityTypes.ActivityTypeResponse',
  columns: { code: { kind: 'text' } },
};

/** What must, may or must not be said of an activity of a type. */
export const ACTIVITY_TYPE: Doc = {
  icon: 'clock',
  isUsersHomeBusinessUnit: true,
  isTechnicianProfileLaborType: true,
  visibleToRoles: [],
  defaultTagTypeIds: [],
  tagAssociation: 'Allow',
  jobAssociation: 'Allow',
  projectAssociation: 'Allow',
  projectLabelAssociation: 'Allow',
  budgetCodeAssociation: 'Allow',
  laborTypeAssociation: 'Allow',
  memoAssociation: 'Allow',
  dontAllowToChangeMemo: false,
  dontAllowToChangeTag: false,
  isArchived: false,
  isDraft: false,
  isDefault: false,
  isInUse: true,
};

export const activities: Collection = {
  name: 'timesheetActivities',
  noun: 'Activity',
  schema: 'Timesheets.V2.Activities.ActivityResponse',
  columns: {
    employeeId: { kind: 'id', index: true },
    startTime: { kind: 'time' },
    endTime: { kind: 'time' },
  },
};

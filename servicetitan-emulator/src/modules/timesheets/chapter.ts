/** Time sheets of the demo company: kinds of activities, and what technicians did in the last month. */
import type { Chapter, Company } from '../../company/chapter.ts';
import type { Doc, Id } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { ACTIVITY_TYPE, activities, activityCategories, activityTypes } from './collections.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Category, its type, then code, description and rules of its types. */
const KINDS: readonly (readonly [string, string, readonly (readonly [string, string, Doc])[]])[] = [
  [
    'On the job',
    'OnJobActivities',
    [['WORK', 'Work on a job', { jobAssociation: 'Require', isDefault: true }]],
  ],
  ['Travel', 'Travel', [['DRIVE', 'Driving', {}]]],
  ['Meal', 'Meal', [['MEAL', 'Meal break', { jobAssociation: 'DoNotAllow' }]]],
  [
    'Training',
    'Training',
    [['TRAIN', 'Training', { jobAssociation: 'DoNotAllow', memoAssociation: 'Require' }]],
  ],
];

export const chapter: Chapter = {
  name: 'timesheets',
  begin(company) {
    const types = loadKinds(company);
    const { store, now } = company;
    return {
      job({ status, start, end, technician, jobId, appointmentId }) {
        if (status !== 'Done' || start < now - 30 * DAY) return;
        const add = (code: string, from: number, to: number, job: Doc): void => {
          store.insertPast(activities, {
            createdOn: wireTime(from, 41),
            modifiedOn: wireTime(Math.min(to, now), 41),
            employeeId: technician.id,
            employeeType: 'Technician',
            activityTypeId: types.get(code) ?? 0,
            startTime: wireTime(from),
            endTime: wireTime(to),
            tagTypes: [],
            modifiedById: technician.id,
            ...job,
          });
        };
        add('DRIVE', start - 25 * MINUTE, start, {});
        add('WORK', start, end, { jobId, appointmentId });
      },
    };
  },
};

function loadKinds({ store, founded }: Company): ReadonlyMap<string, Id> {
  const createdOn = wireTime(founded, 6543);
  const ids = new Map<string, Id>();
  for (const [name, type, kinds] of KINDS) {
    const category = store.insertPast(activityCategories, {
      createdOn,
      name,
      type,
      allowEdit: true,
      isDefault: true,
    });
    for (const [code, description, rules] of kinds) {
      const { id } = store.insertPast(activityTypes, {
        createdOn,
        ...ACTIVITY_TYPE,
        code,
        description,
        categoryId: category.id ?? null,
        ...rules,
      });
      ids.set(code, id as Id);
    }
  }
  return ids;
}

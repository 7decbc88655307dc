/** What people did with their time: of one kind at a time, with what its type asks to be said of it. */
import { type Doc, type Id, idAt } from '../../json/value.ts';
import { INTEGRATION_USER } from '../../operations/call.ts';
import { checkReferences, type Make } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { conflict, type FieldErrors, invalid } from '../../wire/problem.ts';
import { instantOf, msOf } from '../../wire/time.ts';
import { appointments, jobs } from '../jpm/collections.ts';
import { personOf } from '../payroll/people.ts';
import { tagTypes } from '../settings/collections.ts';
import { activities, activityTypes } from './collections.ts';

/** Member of an activity to the member of its type that says whether it is asked for. */
const ASSOCIATIONS: Readonly<Record<string, string>> = {
  jobId: 'jobAssociation',
  projectId: 'projectAssociation',
  projectLabel: 'projectLabelAssociation',
  budgetCodeId: 'budgetCodeAssociation',
  laborTypeId: 'laborTypeAssociation',
  memo: 'memoAssociation',
  tagTypes: 'tagAssociation',
};

const isGiven = (value: Doc[string] | undefined): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** What an activity lacks, or has too much, by the rules of its type. */
export function associationErrors(activity: Doc, type: Doc): FieldErrors {
  const errors: FieldErrors = {};
  for (const [member, rule] of Object.entries(ASSOCIATIONS)) {
    const given = isGiven(activity[member]);
    if (type[rule] === 'Require' && !given)
      errors[member] = [`The ${member} field is required for this type.`];
    if (type[rule] === 'DoNotAllow' && given)
      errors[member] = [`The ${member} field is not allowed for this type.`];
  }
  return errors;
}

export const activityMembers: Make = (call, body, current) => {
  const { store } = call;
  if (!current) personOf(store, body.employeeType, idAt(body, 'employeeId'));
  checkReferences(call, body, {
    activityTypeId: activityTypes,
    jobId: jobs,
    appointmentId: appointments,
    tagTypes,
  });
  const type = store.get(activityTypes, idAt(body, 'activityTypeId')) ?? {};
  const errors = associationErrors(body, type);
  const { startTime, endTime = null } = body;
  if (endTime !== null && msOf(String(endTime)) <= msOf(String(startTime)))
    errors.endTime = ['endTime must be after startTime.'];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const employeeId = idAt(current ?? body, 'employeeId');
  if (employeeId !== undefined && body.active !== false)
    refuseOverlap(store, employeeId, String(startTime), endTime, idAt(current ?? {}, 'id') ?? 0);
  return { ...body, modifiedById: INTEGRATION_USER };
};

/** Nobody does two things at once (409). An activity without an end goes on. */
function refuseOverlap(store: Store, employeeId: Id, start: string, end: Doc[string], self: Id): void {
  const until = typeof end === 'string' ? instantOf(end) : '9999';
  const others = store.count(activities, [
    {
      sql: '"employeeId" = ? AND id <> ? AND active = 1 AND "startTime" < ? AND ("endTime" IS NULL OR "endTime" > ?)',
      params: [employeeId, self, until, instantOf(start)],
    },
  ]);
  if (others > 0) throw conflict('The person has another activity at that time.');
}

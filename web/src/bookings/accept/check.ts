import { type AcceptDraft, CREATE } from './draft.ts';

/** What is wrong with a field; the names are keys of the catalogue under `bookings:form`. */
type DraftError =
  | 'customerRequired'
  | 'nameRequired'
  | 'emailInvalid'
  | 'locationRequired'
  | 'required'
  | 'jobTypeRequired'
  | 'businessUnitRequired'
  | 'campaignRequired'
  | 'dateRequired'
  | 'startRequired'
  | 'endRequired'
  | 'sameTime';

/** A field that one fills in. */
type Field = Exclude<keyof AcceptDraft, 'endSet'>;

export type DraftErrors = Partial<Record<Field, DraftError>>;

/** What must be entered before a job can be booked. The campaign is required (L57). */
export function checkDraft(draft: AcceptDraft): DraftErrors {
  const errors: DraftErrors = {};
  const needs = (field: Field, error: DraftError): void => {
    const value = draft[field];
    if (value === null || value.trim() === '') errors[field] = error;
  };
  needs('customerId', 'customerRequired');
  if (draft.customerId === CREATE) {
    needs('name', 'nameRequired');
    if (draft.email.trim() !== '' && !/^\S+@\S+\.\S+$/.test(draft.email.trim()))
      errors.email = 'emailInvalid';
  }
  needs('locationId', 'locationRequired');
  if (draft.locationId === CREATE)
    for (const field of ['street', 'city', 'state', 'zip'] as const) needs(field, 'required');
  needs('jobTypeId', 'jobTypeRequired');
  needs('businessUnitId', 'businessUnitRequired');
  needs('campaignId', 'campaignRequired');
  needs('date', 'dateRequired');
  needs('start', 'startRequired');
  needs('end', 'endRequired');
  if (draft.start !== '' && draft.start === draft.end) errors.end = 'sameTime';
  return errors;
}

const SERVER_FIELDS: Readonly<Record<string, Field>> = {
  customerId: 'customerId',
  'newCustomer.name': 'name',
  'newCustomer.phone': 'phone',
  'newCustomer.email': 'email',
  locationId: 'locationId',
  'address.street': 'street',
  'address.unit': 'unit',
  'address.city': 'city',
  'address.state': 'state',
  'address.zip': 'zip',
  jobTypeId: 'jobTypeId',
  businessUnitId: 'businessUnitId',
  campaignId: 'campaignId',
  start: 'start',
  end: 'end',
  priority: 'priority',
  summary: 'summary',
};

/** The server's messages at the fields of the form, and those that belong to none of them. */
export function placeServerErrors(errors: Readonly<Record<string, readonly string[]>>): {
  fields: Partial<Record<Field, string>>;
  others: string[];
} {
  const fields: Partial<Record<Field, string>> = {};
  const others: string[] = [];
  for (const [path, messages] of Object.entries(errors)) {
    const plain = path.replace(/^(body[./]|\/|#\/)/, '').replaceAll('/', '.');
    const field = SERVER_FIELDS[plain];
    if (field) fields[field] = messages.join(' ');
    else others.push(`${plain}: ${messages.join(' ')}`);
  }
  return { fields, others };
}

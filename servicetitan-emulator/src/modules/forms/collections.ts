/** Collections of the forms API: forms, and what was filled in. */
import type { Collection } from '../../store/collection.ts';

export const forms: Collection = {
  name: 'forms',
  noun: 'Form',
  schema: 'Forms.V2.FormResponse',
  columns: {
    name: { kind: 'search' },
    published: { kind: 'flag' },
    hasConditionalLogic: { kind: 'flag' },
    hasTriggers: { kind: 'flag' },
  },
};

/** `ownerKeys` are its owners as `Job:12`, for the filters. */
export const formSubmissions: Collection = {
  name: 'formSubmissions',
  noun: 'Form submission',
  schema: 'Forms.V2.FormSubmissionResponse',
  columns: {
    formId: { kind: 'id' },
    createdById: { kind: 'id' },
    status: { kind: 'text' },
    submittedOn: { kind: 'time', index: true },
    ownerKeys: { kind: 'list' },
  },
};

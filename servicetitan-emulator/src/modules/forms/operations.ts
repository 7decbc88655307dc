/** The forms API without files, of which the emulator keeps none: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { equals, type Filter, includes } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { formSubmissions, forms as records } from './collections.ts';

const published: Filter = (value) =>
  value === 'Any' ? null : { sql: 'published = ?', params: [Number(value === 'Published')] };

const status: Filter = (value, query) => (value === 'Any' ? null : equals('status')(value, query));

/** At least one owner is of the kind. */
const ownerType: Filter = (value) => ({
  sql: 'instr("ownerKeys", ?) > 0',
  params: [`,${String(value)}:`],
});

export const forms: Rows = {
  'forms.form.getForms': list(records, { filters: { status: published } }),
  'forms.formSubmission.getFormSubmissions': list(formSubmissions, {
    sort: { CreatedBy: 'createdById' },
    filters: { status, ownerType, owners: includes('ownerKeys') },
  }),
};

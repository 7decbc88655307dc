/** Reports by category, what they take, and their rows. */
import { type Doc, docsAt, isId, type Json } from '../../json/value.ts';
import { type Answer, type Call, idParam } from '../../operations/call.ts';
import { bodyDoc } from '../../operations/record.ts';
import { type FieldErrors, invalid, notFound } from '../../wire/problem.ts';
import { instantOf, toInstant, wireTime } from '../../wire/time.ts';
import { atLocal } from '../dispatch/local-time.ts';
import { CATEGORIES, REPORTS, type Report, type Wish } from './catalogue.ts';
import { SET_FIELDS } from './dynamic-sets.ts';
import { MAX_DATA, paged } from './page.ts';

const DAY = 86_400_000;
/** The reports are the emulator's own and do not change. */
const MADE_ON = '2026-01-01T00:00:00Z';

const parameter = (name: string, label: string, dataType: string, isArray: boolean): Doc => ({
  name,
  label,
  dataType,
  isArray,
  isRequired: !isArray,
  acceptValues: isArray ? { fields: SET_FIELDS, dynamicSetId: 'business-units', values: null } : null,
});

/** What every report takes. */
const PARAMETERS: Doc[] = [
  parameter('From', 'From', 'Date', false),
  parameter('To', 'To', 'Date', false),
  parameter('BusinessUnitIds', 'Business Units', 'Number', true),
];

export const categories = ({ query }: Call): Answer => ({
  value: paged(
    query,
    CATEGORIES.map(([id, name]): Doc => ({ id, name })),
  ),
});

function categoryOf({ params }: Call): string {
  const id = String(params.report_category);
  if (!CATEGORIES.some(([known]) => known === id)) throw notFound('Report category', id);
  return id;
}

export function reports(call: Call): Answer {
  const category = categoryOf(call);
  const rows = REPORTS.filter((one) => one.category === category).map(
    ({ id, name, description }): Doc => ({ id, name, description }),
  );
  return { value: paged(call.query, rows) };
}

function reportOf(call: Call): Report {
  const category = categoryOf(call);
  const id = idParam(call, 'reportId');
  const found = REPORTS.find((one) => one.id === id && one.category === category);
  if (!found) throw notFound('Report', id);
  return found;
}

export function report(call: Call): Answer {
  const { id, name, description, fields } = reportOf(call);
  const shown = fields.map(([field, label, dataType]) => ({ name: field, label, dataType }));
  return { value: { id, name, description, modifiedOn: MADE_ON, parameters: PARAMETERS, fields: shown } };
}

/** The first moment of a local day, as an instant; `later` days on. Undefined for what is no date. */
function midnight(value: Json | undefined, later: number): string | undefined {
  const instant = typeof value === 'string' ? toInstant(value) : undefined;
  if (instant === undefined) return undefined;
  const day = Math.floor(Date.parse(instant) / DAY) + later;
  return instantOf(wireTime(atLocal(day, 0) * 60_000));
}

/** Both days are included. Parameters that the report does not have are refused, for a misspelt one would mislead. */
function wishOf(call: Call): Wish {
  const errors: FieldErrors = {};
  const given = new Map(docsAt(bodyDoc(call), 'parameters').map(({ name, value }) => [String(name), value]));
  for (const name of given.keys()) {
    if (!PARAMETERS.some((known) => known.name === name))
      errors[name] = [`The report has no parameter ${name}.`];
  }
  const from = midnight(given.get('From'), 0);
  const to = midnight(given.get('To'), 1);
  if (from === undefined) errors.From = ['The parameter From must be a date.'];
  if (to === undefined) errors.To = ['The parameter To must be a date.'];
  const units = given.get('BusinessUnitIds') ?? [];
  const unitIds = Array.isArray(units) ? units.filter(isId) : [];
  if (!Array.isArray(units) || unitIds.length < units.length)
    errors.BusinessUnitIds = ['The parameter BusinessUnitIds must be a list of ids.'];
  if (from === undefined || to === undefined || Object.keys(errors).length > 0) throw invalid(errors);
  if (to <= from) throw invalid({ To: ['To must not be before From.'] });
  return { from, to, unitIds };
}

export function data(call: Call): Answer {
  const { fields, rows } = reportOf(call);
  const page = paged(call.query, rows(call.store, wishOf(call)), MAX_DATA);
  return { value: { ...page, fields: fields.map(([name, label]) => ({ name, label })) } };
}

import { z } from 'zod';
import { invalid } from '../../platform/index.ts';
import { type Model, models, modelTable, resourceOf, scopesOf } from './models.ts';

const emailPattern = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+$/, 'Write an e-mail address; * stands for anything, as in *@example.com.');
const phone = z
  .string()
  .trim()
  .regex(/^\+[1-9]\d{6,14}$/, 'Write the number with its country, as in +13035550100.');
/** Where in the details a value stands: names, `#` for any item of a list, or the item's index (H46). */
const path = z
  .string()
  .max(200)
  .regex(/^[A-Za-z]\w*(:(#|\d+|[A-Za-z]\w*))*$/, 'Write a path as in appointments:#:modifiedOn.');
const resourceKeys = z.array(z.string().max(50)).max(50);
const where = z.object({
  job: z.boolean(),
  customer: z.boolean(),
  location: z.boolean(),
  /** Whether the note holds what was said (H17 to H22). */
  content: z.boolean(),
});

/** All that a person chooses for a connection (H10, H15 to H22, GH-1). Stored whole, version by version (B32). */
export const settingsSchema = z.strictObject({
  models: z.array(z.enum(models)).min(1, 'Choose at least one model.').max(models.length),
  resources: z.strictObject({ job: resourceKeys, membership: resourceKeys, call: resourceKeys }),
  placeholders: z.strictObject({
    emails: z.array(emailPattern).max(1000),
    phones: z.array(phone).max(1000),
  }),
  updatedAt: z.strictObject({ job: z.array(path).min(1, 'Name at least one date.').max(50) }),
  push: z.strictObject({ campaigns: where, incoming: where, manual: where }),
  backfillDays: z.int().min(1).max(1095),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Dates whose latest says when a job opportunity changed (GH-1). */
const jobDates = [
  'modifiedOn',
  'appointments:#:modifiedOn',
  'estimates:#:modifiedOn',
  'invoices:#:modifiedOn',
  'appointmentAssignments:#:assignedOn',
];

const nowhere = { job: false, customer: false, location: false, content: false };

const preselected = (model: Model): string[] =>
  modelTable[model].resources
    .filter((resource) => !resource.required && resource.preselected)
    .map((resource) => resource.key);

/** What a new connection begins with: jobs, the usual resources, 90 days (H10, H13, H40). */
export function defaultSettings(): Settings {
  return {
    models: ['job'],
    resources: {
      job: preselected('job'),
      membership: preselected('membership'),
      call: preselected('call'),
    },
    placeholders: { emails: [], phones: [] },
    updatedAt: { job: [...jobDates] },
    push: { campaigns: { ...nowhere }, incoming: { ...nowhere }, manual: { ...nowhere } },
    backfillDays: 90,
  };
}

/**
 * Brings what a person sent into its one form: known resources in the table's order, each once, required ones left out
 * because they are always on. A resource whose ground was taken away goes with it (H42).
 * @throws Problem 422 by path: a resource that the model does not have, or one without what it requires.
 */
export function settle(wanted: Settings, before: Settings | null): Settings {
  const errors: Record<string, string[]> = {};
  const settled = (model: Model): string[] => {
    const keys = new Set(wanted.resources[model]);
    const unknown = [...keys].filter((key) => !resourceOf(model, key));
    if (unknown.length > 0)
      errors[`resources.${model}`] = [`${modelTable[model].name} has no resource ${unknown.join(', ')}.`];
    const chosen: string[] = [];
    for (const { key, name, required, requires } of modelTable[model].resources) {
      if (required || !keys.has(key)) continue;
      if (requires === null || keys.has(requires)) {
        chosen.push(key);
        continue;
      }
      if (before?.resources[model].includes(requires)) continue;
      errors[`resources.${model}`] = [
        `${name} can be chosen only together with ${resourceOf(model, requires)?.name}.`,
      ];
    }
    return chosen;
  };
  const result: Settings = {
    ...wanted,
    models: models.filter((model) => wanted.models.includes(model)),
    resources: { job: settled('job'), membership: settled('membership'), call: settled('call') },
    placeholders: {
      emails: [...new Set(wanted.placeholders.emails)],
      phones: [...new Set(wanted.placeholders.phones)],
    },
    updatedAt: { job: [...new Set(wanted.updatedAt.job)] },
  };
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return result;
}

/** What is allowed and yet worth a second look (H10, H14). `granted` is null while it is not known. */
export function warningsOf(settings: Settings, granted: readonly string[] | null): string[] {
  const warnings: string[] = [];
  if (settings.models.length > 1)
    warnings.push(
      'One model for each connection is recommended: with several, one contact has opportunities of different kinds, and audiences have to tell them apart.',
    );
  for (const model of settings.models) {
    for (const { key, name, required, operations } of modelTable[model].resources) {
      if (!required && !settings.resources[model].includes(key)) continue;
      const missing = granted ? scopesOf(operations).filter((scope) => !granted.includes(scope)) : [];
      if (missing.length > 0)
        warnings.push(
          `${modelTable[model].name}: ${name} will not come in, since the ServiceTitan app lacks ${missing.join(', ')}.`,
        );
    }
  }
  return warnings;
}

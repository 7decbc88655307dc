import { HOSTS } from 'servicetitan/contract';
import { z } from 'zod';
import { invalid, Problem } from '../platform/index.ts';
import { type Connection, type Draft, environments, type Step, steps } from './store.ts';

const httpAddress = z
  .string()
  .trim()
  .max(500)
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), 'Enter an http(s) address.')
  .transform((text) => text.replace(/\/+$/, ''));
const secret = z.string().trim().min(1, 'It is empty.').max(500);

/** What the wizard's first step holds; every part may come later. */
const formFields = {
  name: z.string().trim().min(1).max(100).optional(),
  environment: z.enum(environments).optional(),
  tenantId: z
    .string()
    .trim()
    .regex(/^\d{1,19}$/, 'A tenant ID is digits only.')
    .optional(),
  clientId: secret.optional(),
  clientSecret: secret.optional(),
  appKey: secret.optional(),
  apiUrl: httpAddress.optional(),
  authUrl: httpAddress.optional(),
  step: z.enum(steps).optional(),
};
export const formSchema = z.strictObject(formFields);
export type Form = z.infer<typeof formSchema>;

export type DraftWithStep = Draft & { readonly step: Step };

/**
 * The draft after what was entered: absent parts stay as they are. Addresses follow from the environment; only an
 * emulator has ones of its own.
 * @throws Problem 422 by field.
 */
export function fill(before: DraftWithStep, form: Form): DraftWithStep {
  const environment = form.environment ?? before.environment;
  const after = { ...before, ...defined(form), environment };
  if (environment !== 'emulator') {
    const stray = (['apiUrl', 'authUrl'] as const).filter((name) => form[name] !== undefined);
    if (stray.length > 0)
      throw invalid(
        Object.fromEntries(
          stray.map((name) => [
            name,
            ['Addresses can be given for an emulator only; this environment has its own.'],
          ]),
        ),
      );
    return { ...after, ...HOSTS[environment] };
  }
  const apiUrl = form.apiUrl ?? (before.environment === 'emulator' ? before.apiUrl : '');
  if (apiUrl === '') throw invalid({ apiUrl: ['Enter the address that the emulator prints.'] });
  const kept = before.environment === 'emulator' && form.apiUrl === undefined ? before.authUrl : apiUrl;
  return { ...after, apiUrl, authUrl: form.authUrl ?? kept };
}

/**
 * A connection that has worked stays with its tenant: what was synced belongs to that one alone.
 * @throws Problem 409
 */
export function keepTenant(connection: Connection, after: DraftWithStep): void {
  if (connection.status === 'draft') return;
  if (after.tenantId === connection.tenantId && after.environment === connection.environment) return;
  throw new Problem(
    409,
    'tenant_fixed',
    'This connection belongs to its tenant and environment, with everything synced from there. Make another connection for another tenant.',
  );
}

/** Names of what differs, for the audit log: never a value, since some are secret. */
export function changedFields(before: DraftWithStep, after: DraftWithStep): string[] {
  return (Object.keys(formFields) as (keyof DraftWithStep)[]).filter((name) => before[name] !== after[name]);
}

/** Whether the API has to be asked again. */
export const touchesAccess = (fields: readonly string[]): boolean =>
  fields.some((field) => field !== 'name' && field !== 'step');

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

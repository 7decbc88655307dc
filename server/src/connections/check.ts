import { type Client, ServiceTitanError, systemClock } from 'servicetitan';
import type { Budgets } from './budget/budget.ts';
import { clientOf } from './connect.ts';
import { type Draft, type Environment, isComplete } from './store.ts';

/** A field of the form and what asking the API said about it (H7, H9, H14). */
export interface Check {
  readonly field: 'environment' | 'tenantId' | 'clientId' | 'clientSecret' | 'appKey' | 'scopes';
  readonly state: 'ok' | 'failed' | 'unknown';
  readonly message: string;
  /** Where to find or mend it; null when there is nothing to do. */
  readonly fix: string | null;
}

/** What came of asking for a token and then for one record. */
export type Finding =
  /** Fields that are empty; nothing was asked. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'asked'; readonly step: 'token' | 'call'; readonly error: ServiceTitanError }
  | { readonly kind: 'admitted' };

export interface Asked {
  readonly finding: Finding;
  /** Null when there was no token, or the server does not name scopes. */
  readonly granted: readonly string[] | null;
}

/** Parts that work in another connection of the workspace, or worked in this one: the blame falls on the others. */
export interface KnownGood {
  readonly appKey: boolean;
  readonly tenantId: boolean;
}

const access = 'In ServiceTitan: Settings > Integrations > API Application Access';
const fixes = {
  tenantId: `${access}. The tenant ID stands beside the app there. It must be added to the app in the developer portal before an administrator connects it.`,
  clientId: `${access}, open the connected app and copy the Client ID.`,
  clientSecret: `${access}, open the connected app, Generate a client secret ("Yes, Continue") and copy it. It is shown only once.`,
  appKey:
    'In the developer portal (developer.servicetitan.io): My Apps, the app, Application Key. It is the same for all tenants.',
  environment:
    'Choose the environment the tenant belongs to: go.servicetitan.com is Production, integration.servicetitan.com is Integration.',
};
const environments: Readonly<Record<Environment, string>> = {
  production: 'Production',
  integration: 'Integration',
  emulator: 'The emulator',
};

/** A check is for somebody who waits at a form. */
const patienceMs = 15_000;

/** Asks the real API: for a token of its own, then for one record. Never throws for what the API answers. */
export async function askServiceTitan(draft: Draft, budgets: Budgets): Promise<Asked> {
  if (!isComplete(draft)) return { finding: { kind: 'incomplete' }, granted: null };
  const client = clientOf(draft, budgets, {
    // A clock of its own, and so a token of its own: one fetched before would hide that the secret was revoked since.
    clock: { ...systemClock },
    timeoutMs: patienceMs,
    retry: { attempts: 2, totalMs: 3_000 },
  });
  let granted: readonly string[] | null = null;
  try {
    granted = await client.grantedScopes();
  } catch (error) {
    return { finding: asked('token', error), granted };
  }
  try {
    await anyCall(client);
    return { finding: { kind: 'admitted' }, granted };
  } catch (error) {
    // The scope is looked at last: who lacks it has passed app key and tenant.
    if (error instanceof ServiceTitanError && error.kind === 'forbidden')
      return { finding: { kind: 'admitted' }, granted };
    return { finding: asked('call', error), granted };
  }
}

async function anyCall(client: Client): Promise<void> {
  await client.raw('jpm.jobs.getList', { query: { pageSize: 1 } });
}

function asked(step: 'token' | 'call', error: unknown): Finding {
  if (!(error instanceof ServiceTitanError)) throw error;
  return { kind: 'asked', step, error };
}

/** Says of each field what the answer means for it: pure, so that every way to be wrong is a row of a test. */
export function judge(
  draft: Draft,
  { finding, granted }: Asked,
  needed: readonly string[],
  good: KnownGood = { appKey: false, tenantId: false },
): Check[] {
  const host = environments[draft.environment];
  const open = (field: Check['field'], message = 'Not checked yet.'): Check => ({
    field,
    state: 'unknown',
    message,
    fix: null,
  });
  const ok = (field: Check['field'], message: string): Check => ({ field, state: 'ok', message, fix: null });
  const failed = (field: keyof typeof fixes, message: string): Check => ({
    field,
    state: 'failed',
    message,
    fix: fixes[field],
  });

  if (finding.kind === 'incomplete')
    return [
      open('environment'),
      draft.tenantId ? open('tenantId') : failed('tenantId', 'Enter the tenant ID.'),
      draft.clientId ? open('clientId') : failed('clientId', 'Enter the client ID.'),
      draft.clientSecret ? open('clientSecret') : failed('clientSecret', 'Enter the client secret.'),
      draft.appKey ? open('appKey') : failed('appKey', 'Enter the application key.'),
      open('scopes'),
    ];

  const swapped = swappedField(draft);
  if (finding.kind === 'asked' && finding.step === 'token') {
    const { error } = finding;
    const rest = [open('tenantId'), open('appKey'), open('scopes')];
    if (error.kind === 'credentials' && isRefusedClient(error)) {
      const message = `${host} does not know this pair of client ID and client secret. One of them is mistyped, was replaced since, or belongs to another environment.`;
      return [
        ok('environment', `${draft.authUrl} answers.`),
        failed('clientId', swapped.clientId ?? message),
        failed('clientSecret', swapped.clientSecret ?? message),
        ...rest,
      ];
    }
    return [hostCheck(draft, error, draft.authUrl), open('clientId'), open('clientSecret'), ...rest];
  }

  const pair = [ok('clientId', 'Accepted.'), ok('clientSecret', 'Accepted.')];
  const scopes = scopeCheck(granted, needed);
  if (finding.kind === 'admitted')
    return [
      ok('environment', `${draft.apiUrl} answers.`),
      ok('tenantId', 'The tenant answers.'),
      ...pair,
      ok('appKey', 'Accepted.'),
      scopes,
    ];
  const { error } = finding;
  if (error.kind === 'notFound' || error.kind === 'unauthorized' || error.kind === 'validation') {
    const both = `The client ID is accepted. ${host} matches no app and tenant to the call, though. Either the tenant ID or the application key is wrong.`;
    const tenant = `The application key is known to work, so that this is not the tenant that the client ID was made for.`;
    const key = `The tenant is known to work, so that the application key is wrong.`;
    return [
      ok('environment', `${draft.apiUrl} answers.`),
      good.tenantId ? ok('tenantId', 'Worked before.') : failed('tenantId', good.appKey ? tenant : both),
      ...pair,
      good.appKey && !good.tenantId
        ? ok('appKey', 'Works in another connection.')
        : failed('appKey', swapped.appKey ?? (good.tenantId ? key : both)),
      scopes,
    ];
  }
  return [hostCheck(draft, error, draft.apiUrl), open('tenantId'), ...pair, open('appKey'), scopes];
}

const isRefusedClient = (error: ServiceTitanError): boolean =>
  error.status === 401 || /invalid_client|unauthorized_client/.test(error.message);

/** What is known of the host when it gave no answer that could be used. */
function hostCheck(draft: Draft, error: ServiceTitanError, url: string): Check {
  const own = draft.environment === 'emulator';
  if (error.kind === 'throttled' || error.kind === 'server')
    return {
      field: 'environment',
      state: 'unknown',
      message: `${url} has a problem just now (${error.status}). Nothing is known to be wrong with what you entered.`,
      fix: 'Try again in a minute.',
    };
  const unreachable = ['network', 'timeout', 'aborted'].includes(error.kind);
  return {
    field: 'environment',
    state: 'failed',
    message: unreachable
      ? `No answer from ${url}.`
      : `${url} answers, but not as ServiceTitan does${error.status ? ` (${error.status})` : ''}.`,
    fix: own
      ? 'Start the emulator, and copy the address that it prints.'
      : unreachable
        ? 'Check that this server may reach the internet: a firewall or proxy may stand in between.'
        : fixes.environment,
  };
}

/** Values that begin like another field's: the usual slip when four are copied in turn. A hint only, never a refusal. */
function swappedField(draft: Draft): { clientId?: string; clientSecret?: string; appKey?: string } {
  const beginnings: readonly (readonly [RegExp, string])[] = [
    [/^cid[.]\w/, 'client ID'],
    [/^cs\d[.]/, 'client secret'],
    [/^ak\d[.]/, 'application key'],
  ];
  const kind = (value: string | null): string | undefined =>
    beginnings.find(([beginning]) => beginning.test(value ?? ''))?.[1];
  const hint = (value: string | null, own: string): string | undefined => {
    const found = kind(value);
    return found && found !== own ? `This looks like the ${found}, not the ${own}.` : undefined;
  };
  const clientId = hint(draft.clientId, 'client ID');
  const clientSecret = hint(draft.clientSecret, 'client secret');
  const appKey = hint(draft.appKey, 'application key');
  return { ...(clientId && { clientId }), ...(clientSecret && { clientSecret }), ...(appKey && { appKey }) };
}

function scopeCheck(granted: readonly string[] | null, needed: readonly string[]): Check {
  const fix =
    'Add the scopes to the app in the developer portal; then an administrator of the tenant upgrades its version under API Application Access.';
  if (granted === null)
    return {
      field: 'scopes',
      state: 'unknown',
      message: 'ServiceTitan does not say which scopes the app has.',
      fix: null,
    };
  if (granted.length === 0)
    return { field: 'scopes', state: 'failed', message: 'The app has no scopes at all.', fix };
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (missing.length > 0)
    return {
      field: 'scopes',
      state: 'failed',
      message: `The chosen models bring nothing without ${missing.join(', ')}.`,
      fix,
    };
  return { field: 'scopes', state: 'ok', message: `The app has ${granted.length} scopes.`, fix: null };
}

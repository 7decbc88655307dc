import type {
  Check,
  CheckedField,
  Connection,
  ConnectionFields,
  Environment,
} from '../../api/servicetitan.ts';

/** What a person has typed of a connection. Secrets begin empty: a saved one is never shown again. */
export interface Entered {
  name: string;
  environment: Environment;
  tenantId: string;
  clientId: string;
  clientSecret: string;
  appKey: string;
  apiUrl: string;
  authUrl: string;
}

export function enteredOf(connection: Connection): Entered {
  return {
    name: connection.name,
    environment: connection.environment,
    tenantId: connection.tenantId ?? '',
    clientId: connection.clientId ?? '',
    clientSecret: '',
    appKey: '',
    // ServiceTitan's own addresses are nobody's to enter, and no place to begin from.
    apiUrl: connection.environment === 'emulator' ? connection.apiUrl : '',
    authUrl: connection.environment === 'emulator' ? connection.authUrl : '',
  };
}

/** What of it is sent: texts without blanks at their ends; secrets left empty stay as they are. */
export function fieldsOf(entered: Entered): ConnectionFields {
  const { environment } = entered;
  const text = (key: Exclude<keyof Entered, 'environment'>): string => entered[key].trim();
  const filled = (key: Exclude<keyof Entered, 'environment'>): object =>
    text(key) === '' ? {} : { [key]: text(key) };
  return {
    environment,
    ...filled('name'),
    ...filled('tenantId'),
    ...filled('clientId'),
    ...filled('clientSecret'),
    ...filled('appKey'),
    // Elsewhere the addresses are ServiceTitan's own.
    ...(environment === 'emulator' && { ...filled('apiUrl'), ...filled('authUrl') }),
  };
}

/** The fields that stand empty and must not, with a secret that is saved counting as entered. */
export function missingFields(
  entered: Entered,
  saved: Connection,
): Exclude<CheckedField, 'environment' | 'scopes'>[] {
  const kept = {
    clientSecret: saved.hasClientSecret,
    appKey: saved.hasAppKey,
    tenantId: false,
    clientId: false,
  };
  return (['tenantId', 'clientId', 'clientSecret', 'appKey'] as const).filter(
    (key) => entered[key].trim() === '' && !kept[key],
  );
}

/** Whether a check found that the credentials do not work; missing scopes only limit what is synced. */
export const refused = (checks: readonly Check[]): boolean =>
  checks.some((check) => check.state === 'failed' && check.field !== 'scopes');

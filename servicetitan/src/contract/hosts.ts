/** Where the API lives, and its documented limits (reference: "Quick facts", "Rate limits", "Paging"). */

export type Environment = 'production' | 'integration';

export interface Hosts {
  apiUrl: string;
  authUrl: string;
}

export const HOSTS: Readonly<Record<Environment, Hosts>> = {
  production: { apiUrl: 'https://api.servicetitan.io', authUrl: 'https://auth.servicetitan.io' },
  integration: {
    apiUrl: 'https://api-integration.servicetitan.io',
    authUrl: 'https://auth-integration.servicetitan.io',
  },
};

/** Path of the token endpoint on the auth host. */
export const TOKEN_PATH = '/connect/token';

export const APP_KEY_HEADER = 'ST-App-Key';

export const LIMITS = {
  /** Requests per second for each pair of app and tenant. */
  requestsPerSecond: 60,
  /** Rows of a page when `pageSize` is not sent. */
  defaultPageSize: 50,
  /** Largest `pageSize` that live clients are known to have had accepted. */
  maxPageSize: 5000,
  /** Most members of an `ids` filter. */
  maxIds: 50,
  /** Life of an access token in seconds. */
  tokenSeconds: 900,
  /** The server gives up on a call after this many seconds. */
  callSeconds: 100,
} as const;

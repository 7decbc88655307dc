import { randomUUID } from 'node:crypto';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { organization, twoFactor } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { defaultStatements } from 'better-auth/plugins/organization/access';
import { type Logger, openPool } from '../platform/index.ts';
import { may, type Role, roles } from './roles.ts';

/** better-auth asks its own access control before it makes a key; it is told what our table says. */
const access = createAccessControl({ ...defaultStatements, apiKey: ['create', 'read', 'update', 'delete'] });
const accessRoles = Object.fromEntries(
  roles.map((role: Role) => [
    role,
    access.newRole(may(role, 'api_keys:write') ? { apiKey: ['create', 'read', 'update', 'delete'] } : {}),
  ]),
);

export type Auth = ReturnType<typeof createAuth>['auth'];

/**
 * Sign-in, sessions, second factor and API keys by better-auth, on tables in the schema `auth`. Nobody signs up by
 * themselves: people come by invitation, the first owner by the command line or the sandbox.
 */
export function createAuth(options: { databaseUrl: string; secret: string; url: () => string; log: Logger }) {
  const pool = openPool(options.databaseUrl, options.log, { max: 4, options: '-c search_path=auth' });
  const auth = betterAuth({
    database: pool,
    secret: options.secret,
    basePath: '/api/auth',
    baseURL: options.url(),
    // The page and the API are one origin; the browser may know it by another name than we do (localhost, a proxy).
    trustedOrigins: (request) => {
      const host = request?.headers.get('host');
      return host ? [`http://${host}`, `https://${host}`] : [];
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      storage: 'database',
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
    },
    advanced: { database: { generateId: () => randomUUID() }, cookiePrefix: 'tradepost' },
    telemetry: { enabled: false },
    logger: {
      log: (level, message, ...rest) =>
        options.log[level === 'error' ? 'error' : level === 'warn' ? 'warn' : 'debug'](
          { rest },
          `accounts: ${message}`,
        ),
    },
    plugins: [
      organization({ allowUserToCreateOrganization: false, ac: access, roles: accessRoles }),
      twoFactor({ issuer: 'Tradepost' }),
      apiKey({
        references: 'organization',
        defaultPrefix: 'tp_',
        enableMetadata: true,
        rateLimit: { enabled: false },
        startingCharactersConfig: { shouldStore: true, charactersLength: 9 },
      }),
    ],
  });
  return { auth, close: async () => await pool.end() };
}

/** What of better-auth is reachable from outside; members, invitations and keys go through our own audited routes. */
export const exposedAuthPaths = [
  /^\/api\/auth\/(sign-in\/email|sign-out|get-session|change-password|list-sessions|revoke-session|revoke-other-sessions|update-user|ok)$/,
  /^\/api\/auth\/two-factor\/(enable|disable|verify-totp|verify-backup-code|generate-backup-codes|get-totp-uri)$/,
  /^\/api\/auth\/organization\/(set-active|list)$/,
];

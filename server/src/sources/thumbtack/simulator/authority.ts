import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { errors, Provider } from 'oidc-provider';
import { escaped, page } from './html.ts';
import { SCOPES } from './scopes.ts';
import type { TokenStore } from './tokens.ts';
import type { World } from './world.ts';

const AUTHORIZE_PATH = '/oauth2/auth';
const TOKEN_PATH = '/oauth2/token';
const AUDIENCE = 'urn:partner-api';
/** Reference 3.1. */
const SHORTEST_STATE = 8;
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Thumbtack's authorization server (reference 3.1) at `issuer`: code grant, refresh tokens that work once. */
export function createAuthority(issuer: string, world: World, tokens: TokenStore): Provider {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const provider = new Provider(issuer, {
    adapter: tokens.adapter,
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kty: 'EC' }] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    routes: {
      authorization: AUTHORIZE_PATH,
      token: TOKEN_PATH,
      userinfo: '/userinfo',
      jwks: '/.well-known/jwks.json',
    },
    scopes: [...SCOPES, 'openid', 'offline_access'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'given_name', 'family_name'],
      email: ['email'],
      phone: ['phone_number'],
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      // Exists at Thumbtack for the demand side only; without it a wrong grant would get the wrong error.
      clientCredentials: { enabled: true },
    },
    pkce: { required: () => false },
    rotateRefreshToken: true,
    issueRefreshToken: async (_context, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    // A token lives its hour, whatever becomes of the browser it was permitted in.
    expiresWithSession: async () => false,
    ttl: {
      AuthorizationCode: 5 * MINUTE,
      AccessToken: HOUR,
      RefreshToken: 180 * DAY,
      // Outlives every chain of refresh tokens.
      Grant: 3_650 * DAY,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: DAY,
    },
    extraParams: {
      audience(context, value) {
        if (context.path === AUTHORIZE_PATH && value !== AUDIENCE)
          throw new errors.InvalidRequest(`audience must be ${AUDIENCE}`);
      },
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    async findAccount(_context, userID) {
      const user = world.users.find((known) => known.userID === userID);
      if (!user) return undefined;
      return {
        accountId: userID,
        claims: async () => ({
          sub: userID,
          name: `${user.firstName} ${user.lastName}`,
          given_name: user.firstName,
          family_name: user.lastName,
          email: user.email,
          phone_number: user.phoneNumber,
        }),
      };
    },
    renderError(context, out) {
      context.type = 'html';
      const why = escaped(out.error_description ?? out.error);
      context.body = page(
        'Sign-in failed',
        `<h1>Sign-in failed</h1><p>${why}</p><p><code>${escaped(out.error)}</code></p>`,
      );
    },
  });
  provider.use(async (context, next) => {
    if (context.path === AUTHORIZE_PATH) {
      const { state, prompt } = context.query;
      if (typeof state !== 'string' || state.length < SHORTEST_STATE) {
        context.status = 400;
        context.type = 'html';
        const why = `The state must have at least ${SHORTEST_STATE} characters.`;
        context.body = page('Sign-in failed', `<h1>Sign-in failed</h1><p>${why}</p>`);
        return;
      }
      // Every connection is signed in and permitted afresh: another account may be meant this time.
      if (prompt === undefined) context.query = { ...context.query, prompt: 'login consent' };
    }
    await next();
    // The library calls a grant that a client may not use an invalid request; Thumbtack says whose fault it is.
    const answer: unknown = context.body;
    if (context.path === TOKEN_PATH && typeof answer === 'object' && answer !== null) {
      const why: unknown = Reflect.get(answer, 'error_description');
      if (typeof why === 'string' && why.startsWith('requested grant type is not allowed')) {
        context.body = { error: 'unauthorized_client', error_description: why };
      }
    }
  });
  return provider;
}

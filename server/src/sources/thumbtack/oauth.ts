import * as oauth from 'oauth4webapi';
import type { Clock } from '../../platform/index.ts';
import { type OAuthTokens, type Source, type SourceEndpoints, SourceError } from '../source.ts';

/** Only what leads, replies and progress need; Thumbtack shows each scope to the person who permits (reference 3.1). */
const SCOPES = [
  'supply::businesses.list',
  'supply::negotiations.read',
  'supply::negotiations.write',
  'supply::messages.read',
  'supply::messages.write',
  'supply::webhooks.read',
  'supply::webhooks.write',
  'offline_access',
].join(' ');

const AUDIENCE = 'urn:partner-api';
const TIMEOUT_MS = 10_000;
/** Reference 3.1: an access token lives an hour; used where the answer leaves `expires_in` out. */
const DEFAULT_LIFE_SECONDS = 3_600;

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Thumbtack publishes no issuer. Its origin stands in for one; where a callback names an issuer (RFC 9207), that name is
 * taken if it lies on the same origin and otherwise refused by the check of the callback.
 */
function authorizationServer(endpoints: SourceEndpoints, callbackUrl?: URL): oauth.AuthorizationServer {
  const { origin } = new URL(endpoints.authorizeUrl);
  const named = callbackUrl?.searchParams.get('iss') ?? null;
  const issuer = named !== null && URL.parse(named)?.origin === origin ? named : origin;
  return { issuer, authorization_endpoint: endpoints.authorizeUrl, token_endpoint: endpoints.tokenUrl };
}

function requestOptions(endpoints: SourceEndpoints, signal: AbortSignal | undefined) {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  return {
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    // A simulator on this machine speaks plain HTTP; secrets never cross a network that way.
    [oauth.allowInsecureRequests]: LOOPBACK.test(new URL(endpoints.tokenUrl).hostname),
  };
}

/** What went wrong, as a person can act on it; `stale` says what an invalid_grant means at this point of the flow. */
function sourceError(cause: unknown, stale: string): SourceError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof SourceError) return cause;
  if (cause instanceof oauth.AuthorizationResponseError) {
    return cause.error === 'access_denied'
      ? new SourceError('denied', 'Permission was not given on Thumbtack. Nothing was connected.', {
          cause,
          detail,
        })
      : new SourceError('rejected', 'Thumbtack did not complete the sign-in. Please start again.', {
          cause,
          detail,
        });
  }
  if (cause instanceof oauth.ResponseBodyError && cause.error === 'invalid_grant') {
    return new SourceError('expired', stale, { cause, detail });
  }
  if (
    (cause instanceof oauth.ResponseBodyError || cause instanceof oauth.WWWAuthenticateChallengeError) &&
    cause.status < 500
  ) {
    const message =
      'Thumbtack refused the client id or secret of this installation. Check the Thumbtack settings.';
    return new SourceError('rejected', message, { cause, detail });
  }
  if (cause instanceof oauth.OperationProcessingError && cause.code === oauth.INVALID_RESPONSE) {
    const message = 'The answer from Thumbtack does not belong to this sign-in. Please start again.';
    return new SourceError('rejected', message, { cause, detail });
  }
  return new SourceError(
    'unavailable',
    'Thumbtack could not be reached. Please try again in a few minutes.',
    {
      cause,
      detail,
    },
  );
}

/** OAuth 2 with Thumbtack (reference 3.1): code with PKCE (RFC 7636), Basic client authentication, rotating refresh. */
export function thumbtackOAuth(clock: Clock): Source['oauth'] {
  function tokensOf(answer: oauth.TokenEndpointResponse, previousRefreshToken: string | null): OAuthTokens {
    const seconds = answer.expires_in ?? DEFAULT_LIFE_SECONDS;
    return {
      accessToken: answer.access_token,
      // RFC 6749 section 6: without a new refresh token the old one stays in force.
      refreshToken: answer.refresh_token ?? previousRefreshToken,
      expiresAt: clock
        .now()
        .add({ seconds: Math.floor(seconds) })
        .toString(),
      scope: answer.scope ?? SCOPES,
    };
  }

  return {
    async authorize(endpoints, redirectUri) {
      const codeVerifier = oauth.generateRandomCodeVerifier();
      const state = oauth.generateRandomState();
      const url = new URL(endpoints.authorizeUrl);
      url.search = new URLSearchParams({
        client_id: endpoints.clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: SCOPES,
        state,
        audience: AUDIENCE,
        code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      }).toString();
      return { url: url.href, state, codeVerifier };
    },

    async exchange(endpoints, redirectUri, callbackUrl, request, signal) {
      const server = authorizationServer(endpoints, callbackUrl);
      const client = { client_id: endpoints.clientId };
      try {
        const callback = oauth.validateAuthResponse(server, client, callbackUrl, request.state);
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          oauth.ClientSecretBasic(endpoints.clientSecret),
          callback,
          redirectUri,
          request.codeVerifier,
          requestOptions(endpoints, signal),
        );
        return tokensOf(await oauth.processAuthorizationCodeResponse(server, client, response), null);
      } catch (cause) {
        signal?.throwIfAborted();
        throw sourceError(cause, 'The sign-in took too long or was used twice. Please start again.');
      }
    },

    async refresh(endpoints, refreshToken, signal) {
      const server = authorizationServer(endpoints);
      const client = { client_id: endpoints.clientId };
      try {
        const response = await oauth.refreshTokenGrantRequest(
          server,
          client,
          oauth.ClientSecretBasic(endpoints.clientSecret),
          refreshToken,
          requestOptions(endpoints, signal),
        );
        return tokensOf(await oauth.processRefreshTokenResponse(server, client, response), refreshToken);
      } catch (cause) {
        signal?.throwIfAborted();
        throw sourceError(cause, 'The Thumbtack connection has ended. Please sign in with Thumbtack again.');
      }
    },
  };
}

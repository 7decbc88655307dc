/** Access tokens (reference: "Authentication"): one per credentials and process, fetched once however many wait for it. */
import { TOKEN_PATH } from '../contract/index.ts';
import type { Clock } from './clock.ts';
import { ServiceTitanError } from './error.ts';
import type { Exchange } from './exchange.ts';
import { readProblem, refusal } from './refusal.ts';

interface Credentials {
  authUrl: string;
  clientId: string;
  clientSecret: string;
}

interface Token {
  value: string;
  /** When to stop using it, in milliseconds since 1970. */
  staleAt: number;
  /** What it is good for; null when the server names nothing. */
  scopes: readonly string[] | null;
}

/** A token is replaced this long before its end, so that it does not expire on the way. */
const SLACK_MS = 60_000;
const OPERATION = 'token';

/** Members of a JSON object; none for any other text. The text is not quoted in errors, for it may hold a token. */
function readMembers(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function readToken(text: string, now: number): Token {
  const { access_token: value, expires_in: seconds, scope } = readMembers(text);
  if (typeof value !== 'string' || !(Number(seconds) > 0)) {
    throw new ServiceTitanError({
      kind: 'invalid_response',
      operation: OPERATION,
      detail: 'the answer holds no access_token with expires_in',
      sent: false,
    });
  }
  const life = Number(seconds) * 1000;
  return {
    value,
    staleAt: now + life - Math.min(SLACK_MS, life / 2),
    // One text with spaces between (RFC 6749, 3.3).
    scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : null,
  };
}

/** Asks for a token once. Throws a ServiceTitanError of kind `credentials` when the client is refused. */
async function requestToken(credentials: Credentials, exchange: Exchange, clock: Clock): Promise<Token> {
  const answer = await exchange(OPERATION, `${credentials.authUrl}${TOKEN_PATH}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    }).toString(),
  });
  const { status } = answer;
  if (status >= 200 && status < 300) return readToken(answer.text, clock.now());
  if (status >= 500 || status === 429) throw refusal(OPERATION, answer, clock.now());
  // RFC 6749, 5.2 names the reason in `error`; a gateway in between answers with a title or nothing.
  const reason = readMembers(answer.text).error;
  throw new ServiceTitanError({
    kind: 'credentials',
    operation: OPERATION,
    status,
    detail: typeof reason === 'string' ? reason : (readProblem(answer.text).title ?? ''),
    sent: false,
  });
}

export interface TokenSource {
  /** A token that is good for at least a little while, and is not `refused`. */
  get(exchange: Exchange, refused?: string): Promise<string>;
  /** Scopes of the token in use; fetches one when there is none. */
  scopes(exchange: Exchange): Promise<readonly string[] | null>;
}

function createTokenSource(credentials: Credentials, clock: Clock): TokenSource {
  let current: Token | undefined;
  let pending: Promise<Token> | undefined;
  const use = async (exchange: Exchange, refused?: string): Promise<Token> => {
    if (current && current.value !== refused && clock.now() < current.staleAt) return current;
    pending ??= requestToken(credentials, exchange, clock).finally(() => {
      pending = undefined;
    });
    current = await pending;
    return current;
  };
  return {
    get: async (exchange, refused) => (await use(exchange, refused)).value,
    scopes: async (exchange) => (await use(exchange)).scopes,
  };
}

const sources = new WeakMap<Clock, Map<string, TokenSource>>();

/**
 * The token source that all clients of this process with the same credentials share. The secret is part of the key: who
 * knows only the client id must not be let in by another's token.
 */
export function sharedTokens(clock: Clock, credentials: Credentials): TokenSource {
  let byKey = sources.get(clock);
  if (!byKey) sources.set(clock, (byKey = new Map()));
  const key = JSON.stringify([credentials.authUrl, credentials.clientId, credentials.clientSecret]);
  let source = byKey.get(key);
  if (!source) byKey.set(key, (source = createTokenSource(credentials, clock)));
  return source;
}

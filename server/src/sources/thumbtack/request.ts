import type { SourceEndpoints, TokenSource } from '../source.ts';
import { readJson } from './json.ts';

const TIMEOUT_MS = 10_000;

/** What came of one call: an answer of any status, or the reason why there was none. */
export type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Read as JSON with ids kept as text; null when the body is not JSON. */
      readonly body: unknown;
      readonly retryAfterSeconds: number | null;
    }
  | { readonly kind: 'unreachable'; readonly reason: string };

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the API root, each variable part already encoded: `/negotiations/1/messages`. */
  readonly path: string;
  readonly body?: unknown;
}

function jsonOf(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return null;
  }
}

/** RFC 9110 section 10.2.3, in seconds; a date there is left to the caller's own pace. */
function retryAfter(response: Response): number | null {
  const written = response.headers.get('retry-after');
  return written !== null && /^\d{1,6}$/.test(written) ? Number(written) : null;
}

async function attempt(
  url: string,
  token: string,
  call: Call,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: call.method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: call.body === undefined ? null : JSON.stringify(call.body),
      // A redirect would carry the token to another address.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const body = jsonOf(await response.text());
    return { kind: 'answer', status: response.status, body, retryAfterSeconds: retryAfter(response) };
  } catch (cause) {
    signal?.throwIfAborted();
    const reason = timeout.aborted ? `no answer within ${TIMEOUT_MS / 1_000} s` : String(cause);
    return { kind: 'unreachable', reason };
  }
}

/**
 * One call to the Thumbtack API with a valid token. On 401 the token is refreshed and the call made once more: a 401
 * means that nothing was done. Throws only what `tokens` throws, or the reason of an aborted `signal`.
 */
export async function request(
  endpoints: SourceEndpoints,
  tokens: TokenSource,
  call: Call,
  signal?: AbortSignal,
): Promise<Answer> {
  const url = endpoints.apiUrl + call.path;
  const token = await tokens.access(signal);
  const first = await attempt(url, token, call, signal);
  if (first.kind !== 'answer' || first.status !== 401) return first;
  return attempt(url, await tokens.refresh(token, signal), call, signal);
}

/** One HTTP exchange: a request goes out, an answer of any status comes back, or a typed error says why none did. */
import { anySignal, type Clock } from './clock.ts';
import { type ErrorKind, ServiceTitanError } from './error.ts';

export interface Answer {
  status: number;
  text: string;
  /** The body of a file; empty otherwise. */
  bytes: Uint8Array;
  location: string | null;
  retryAfter: string | null;
}

interface Outgoing {
  method: string;
  headers: Record<string, string>;
  body?: string | FormData | undefined;
  signal?: AbortSignal | undefined;
  /** Read a successful answer as bytes. */
  binary?: boolean | undefined;
}

export type Exchange = (operation: string, url: string, request: Outgoing) => Promise<Answer>;

/** Failures that come before a connection, when nothing of the request can have been seen. */
const NOT_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The system's code for a failed fetch, which hides it in a chain of causes. */
function codeOf(fault: unknown): string {
  for (let at = fault; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return '';
}

function failure(operation: string, fault: unknown, signal: AbortSignal | undefined, late: boolean) {
  const code = codeOf(fault);
  const kind: ErrorKind = signal?.aborted ? 'aborted' : late ? 'timeout' : 'network';
  return new ServiceTitanError({
    kind,
    operation,
    detail: kind === 'network' ? code || 'the connection broke' : '',
    sent: kind !== 'network' || !NOT_CONNECTED.has(code),
    cause: kind === 'aborted' ? signal?.reason : fault,
  });
}

/**
 * @param timeoutMs longest wait for one answer, its body included
 */
export function createExchange(fetch: typeof globalThis.fetch, clock: Clock, timeoutMs: number): Exchange {
  return async (operation, url, { method, headers, body, signal, binary }) => {
    const late = new AbortController();
    const done = new AbortController();
    clock.wait(timeoutMs, done.signal).then(
      () => late.abort(),
      () => undefined,
    );
    try {
      const response = await fetch(url, {
        method,
        headers,
        // A redirect leads to a file store, which must not see the app key.
        redirect: 'manual',
        signal: anySignal(signal, late.signal) ?? null,
        ...(body !== undefined && { body }),
      });
      const file = binary && response.ok;
      return {
        status: response.status,
        bytes: file ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array(),
        text: file ? '' : await response.text(),
        location: response.headers.get('location'),
        retryAfter: response.headers.get('retry-after'),
      };
    } catch (fault) {
      throw failure(operation, fault, signal, late.signal.aborted);
    } finally {
      done.abort();
    }
  };
}

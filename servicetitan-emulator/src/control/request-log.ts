/** The latest requests, for a person or a test to look at. */

export interface LoggedRequest {
  /** Counts on from 1, over all requests. */
  number: number;
  /** Wire time by the emulator's clock. */
  at: string;
  method: string;
  /** Path and query. */
  url: string;
  /** Operation id; null when the request matched none. */
  operation: string | null;
  tenantId: string | null;
  /** Null while the request is being served, and when the connection was dropped. */
  status: number | null;
  ms: number | null;
  /** Text of the request body, cut at 4,000 characters. Never that of the token endpoint. */
  body: string;
  /** Kinds of the faults that hit it. */
  faults: string[];
}

const KEPT = 2000;
const BODY = 4000;

export class RequestLog {
  #entries: LoggedRequest[] = [];
  #count = 0;

  open(entry: Pick<LoggedRequest, 'at' | 'method' | 'url' | 'operation' | 'tenantId'>): LoggedRequest {
    this.#count += 1;
    const logged = { number: this.#count, ...entry, status: null, ms: null, body: '', faults: [] };
    this.#entries.push(logged);
    if (this.#entries.length >= KEPT * 2) this.#entries = this.#entries.slice(-KEPT);
    return logged;
  }

  /** The latest requests first; those of one operation when it is named, its id or the start of it. */
  latest(limit: number, operation?: string): LoggedRequest[] {
    const kept = this.#entries.slice(-KEPT);
    const wanted = operation ? kept.filter((entry) => entry.operation?.startsWith(operation)) : kept;
    return wanted.slice(-limit).toReversed();
  }

  /** The latest requests that are as described, the oldest first. */
  matching(wanted: Wanted): LoggedRequest[] {
    return this.#entries
      .slice(-KEPT)
      .filter(
        ({ operation, method, status, url, body, tenantId }) =>
          (wanted.operation === undefined || operation?.startsWith(wanted.operation)) &&
          (wanted.method === undefined || method === wanted.method.toUpperCase()) &&
          (wanted.status === undefined || status === wanted.status) &&
          (wanted.tenantId === undefined || tenantId === wanted.tenantId) &&
          (wanted.url === undefined || url.includes(wanted.url)) &&
          (wanted.body === undefined || body.includes(wanted.body)),
      );
  }

  clear(): void {
    this.#entries = [];
  }
}

/** What requests are looked for by; members that are absent do not matter. */
export interface Wanted {
  /** An operation id or the start of it. */
  operation?: string;
  method?: string;
  status?: number;
  tenantId?: string;
  /** Text that the path and query contain. */
  url?: string;
  /** Text that the body contains. */
  body?: string;
}

export const loggedBody = (text: string): string => text.slice(0, BODY);

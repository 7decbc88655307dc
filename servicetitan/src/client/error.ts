/** The one error this package throws for what happens between it and the API. */

export type ErrorKind =
  | 'validation'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'throttled'
  | 'server'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'invalid_response'
  | 'credentials';

/** What a person who is not an engineer may be told, by kind. */
const PUBLIC_MESSAGES: Readonly<Record<ErrorKind, string>> = {
  validation: 'ServiceTitan did not accept the data.',
  unauthorized: 'ServiceTitan did not accept the access token.',
  forbidden: 'The ServiceTitan app lacks the permission for this.',
  notFound: 'ServiceTitan does not know this record.',
  conflict: 'The record in ServiceTitan is in a state that does not allow this.',
  throttled: 'ServiceTitan asks to slow down. Try again shortly.',
  server: 'ServiceTitan had an internal problem. Try again shortly.',
  network: 'ServiceTitan could not be reached.',
  timeout: 'ServiceTitan did not answer in time.',
  aborted: 'The request was cancelled.',
  invalid_response: 'ServiceTitan answered in a form that was not understood.',
  credentials: 'ServiceTitan refused the client id or secret.',
};

/** Kinds where the same request may succeed later without a change. */
const RETRYABLE: ReadonlySet<ErrorKind> = new Set(['throttled', 'server', 'network', 'timeout']);

interface ErrorDetails {
  kind: ErrorKind;
  /** The operation's id, or `token` for the token endpoint. */
  operation: string;
  detail: string;
  /** Could the API have processed the request? */
  sent: boolean;
  status?: number | undefined;
  errors?: Readonly<Record<string, readonly string[]>> | undefined;
  title?: string | undefined;
  traceId?: string | undefined;
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/**
 * A call that gave no answer, or one the caller did not ask for.
 *
 * `message` is for logs and holds no secrets; `publicMessage` may be shown to a user. `sent` tells whether the API could
 * have acted on the request: after a failed create with `sent` true, look for the record before creating it again.
 */
export class ServiceTitanError extends Error {
  override readonly name = 'ServiceTitanError';
  readonly kind: ErrorKind;
  readonly operation: string;
  /** HTTP status of the answer; undefined when there was none. */
  readonly status: number | undefined;
  /** Messages by property name, as the API gave them. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** The API's own one-line explanation. */
  readonly title: string | undefined;
  /** What the vendor's support asks for. */
  readonly traceId: string | undefined;
  readonly publicMessage: string;
  readonly retryable: boolean;
  readonly sent: boolean;
  /** How long the API asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  readonly #details: ErrorDetails;

  constructor(details: ErrorDetails) {
    const { kind, operation, status, detail, traceId } = details;
    const parts = [`${operation}: ${kind}`, status, detail, traceId && `trace ${traceId}`];
    super(parts.filter(Boolean).join(', '), details.cause === undefined ? {} : { cause: details.cause });
    this.kind = kind;
    this.operation = operation;
    this.status = status;
    this.errors = details.errors ?? {};
    this.title = details.title;
    this.traceId = traceId;
    this.publicMessage = PUBLIC_MESSAGES[kind];
    this.retryable = RETRYABLE.has(kind);
    this.sent = details.sent;
    this.retryAfterMs = details.retryAfterMs;
    this.#details = details;
  }

  /** The same failure as that of a whole call, whose earlier attempts may have been processed. */
  withSent(sent: boolean): ServiceTitanError {
    return sent === this.sent ? this : new ServiceTitanError({ ...this.#details, sent, cause: this });
  }
}

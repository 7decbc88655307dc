/**
 * A refused or failed request, from the server's problem details (RFC 9457).
 * `status` 0 means that no answer came at all: the network or the server is away.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  /** Messages by field path, for 422 answers. */
  readonly fields: Readonly<Record<string, readonly string[]>>;

  constructor(
    status: number,
    code: string,
    detail: string,
    requestId: string | null = null,
    fields: Readonly<Record<string, readonly string[]>> = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
    this.fields = fields;
  }
}

/** Reads a problem from an error body of any shape; proxies in between answer HTML or nothing. */
export function problemFrom(status: number, body: unknown): Problem {
  if (typeof body !== 'object' || body === null) return new Problem(status, `http_${status}`, '');
  const at = (key: string): unknown => (body as Record<string, unknown>)[key];
  const text = (key: string): string | null => {
    const value = at(key);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return new Problem(
    status,
    text('code') ?? `http_${status}`,
    text('detail') ?? text('title') ?? text('message') ?? '',
    text('requestId'),
    fieldErrors(at('errors')),
  );
}

function fieldErrors(errors: unknown): Record<string, string[]> {
  if (typeof errors !== 'object' || errors === null || Array.isArray(errors)) return {};
  const result: Record<string, string[]> = {};
  for (const [field, messages] of Object.entries(errors)) {
    const list = Array.isArray(messages) ? messages : [messages];
    result[field] = list.filter((message): message is string => typeof message === 'string');
  }
  return result;
}

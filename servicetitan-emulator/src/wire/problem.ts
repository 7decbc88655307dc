/**
 * Refusals. The body is the documented `ApiErrorResponse` (reference: "Errors"), except where the gateway in front of
 * the API answers, which has a shape of its own.
 */
import { encode } from '../json/codec.ts';

/** Messages by property name (`address.zip`, `appointments[0].start`). */
export type FieldErrors = Record<string, string[]>;

/** A refusal with an HTTP status; thrown by whatever finds out first, answered by the server. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>, headers: Record<string, string> = {}) {
    super(`${status} ${String(body.title ?? body.message ?? body.error ?? '')}`);
    this.name = 'Refusal';
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

const RFC_SECTION: Readonly<Record<number, string>> = {
  400: '15.5.1',
  401: '15.5.2',
  403: '15.5.4',
  404: '15.5.5',
  409: '15.5.10',
  413: '15.5.14',
  429: '',
  500: '15.6.1',
  501: '15.6.2',
};

let traces = 0;

/** A problem as the API answers it. */
export function problem(status: number, title: string, errors: FieldErrors = {}, headers = {}): Refusal {
  traces += 1;
  const section = RFC_SECTION[status];
  const body = {
    type: section ? `https://tools.ietf.org/html/rfc9110#section-${section}` : 'about:blank',
    title,
    status,
    traceId: `00-${traces.toString(16).padStart(32, '0')}-${traces.toString(16).padStart(16, '0')}-00`,
    errors,
    data: {},
  };
  return new Refusal(status, body, headers);
}

const INVALID = 'One or more validation errors occurred.';

/** 400 with messages by property. */
export const invalid = (errors: FieldErrors): Refusal => problem(400, INVALID, errors);

/** 404: there is no such entity. */
export const notFound = (what: string, id: unknown): Refusal =>
  problem(404, `${what} with id ${String(id)} was not found.`);

/** 409: the entity's state forbids it. */
export const conflict = (title: string): Refusal => problem(409, title);

/** What the gateway answers to a path, tenant or app key that it does not know (reference: "Errors", 404). */
export const unmatched = (): Refusal =>
  new Refusal(404, { statusCode: 404, message: 'Unable to match incoming request to an operation.' });

export const bodyOf = (refusal: Refusal): string => encode(refusal.body);

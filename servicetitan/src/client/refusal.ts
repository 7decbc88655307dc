/** Reads answers that are not a success (reference: "Errors"). Bodies may be problem objects, bare strings, or not JSON. */
import { type ErrorKind, ServiceTitanError } from './error.ts';

interface Problem {
  title?: string;
  traceId?: string;
  errors?: Record<string, string[]>;
}

const KINDS: Readonly<Record<number, ErrorKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  408: 'timeout',
  409: 'conflict',
  429: 'throttled',
};

function kindOf(status: number): ErrorKind {
  const known = KINDS[status];
  if (known) return known;
  if (status >= 500) return 'server';
  return status >= 400 ? 'validation' : 'invalid_response';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fieldErrors(value: unknown): Record<string, string[]> {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).map(([field, messages]): [string, string[]] => [
    field,
    (Array.isArray(messages) ? messages : [messages]).map(String),
  ]);
  return Object.fromEntries(entries);
}

/** What an error body says, as far as it says anything. */
export function readProblem(text: string): Problem {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof body === 'string') return { title: body };
  if (!isRecord(body)) return {};
  return {
    ...(typeof body.title === 'string' && { title: body.title }),
    ...(typeof body.traceId === 'string' && { traceId: body.traceId }),
    errors: fieldErrors(body.errors),
  };
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else the seconds that a 429's title mentions. */
export function readRetryAfter(header: string | null, title: string, now: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = value === '' ? Number.NaN : Date.parse(value);
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  const seconds = /try again in (\d+(?:\.\d+)?) ?s(?:ec|\b)/i.exec(title)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** The error for an answer outside 2xx. Below 500 the API has refused the request, hence not acted on it. */
export function refusal(
  operation: string,
  answer: { status: number; text: string; retryAfter: string | null },
  now: number,
): ServiceTitanError {
  const { status, text } = answer;
  const { title, traceId, errors = {} } = readProblem(text);
  const kind = kindOf(status);
  const fields = Object.entries(errors).map(([field, messages]) => `${field}: ${messages.join(' ')}`);
  return new ServiceTitanError({
    kind,
    operation,
    status,
    detail: [title, ...fields].filter(Boolean).join(' | '),
    sent: status >= 500 || status === 408,
    errors,
    title,
    traceId,
    retryAfterMs: readRetryAfter(answer.retryAfter, status === 429 ? (title ?? '') : '', now),
  });
}

/** One call from arguments to answer: token, budget, exchange, and again where that is safe. */
import { APP_KEY_HEADER, type Operation } from '../contract/index.ts';
import { address } from './address.ts';
import type { Budget } from './budget.ts';
import type { Priority } from './call.ts';
import { abortable, anySignal, type Clock } from './clock.ts';
import { encode, Unencodable } from './encode.ts';
import { ServiceTitanError } from './error.ts';
import type { Answer, Exchange } from './exchange.ts';
import { refusal } from './refusal.ts';
import { type RetryPolicy, retryDelay } from './retry.ts';
import type { TokenSource } from './token.ts';

/** One attempt, as told to `onRequest`: no header, no body, no secret. */
export interface RequestEvent {
  operation: string;
  method: string;
  /** Path and query from the host on. */
  path: string;
  /** From 1. */
  attempt: number;
  priority: Priority;
  /** Null when there was no answer. */
  status: number | null;
  /** Time from the request's start to the end of the answer. */
  durationMs: number;
  error: ServiceTitanError | null;
}

export interface Setting {
  apiUrl: string;
  tenantId: string;
  appKey: string;
  tokens: TokenSource;
  budget: Budget;
  clock: Clock;
  exchange: Exchange;
  retry: RetryPolicy;
  random: () => number;
  signal: AbortSignal | undefined;
  onRequest: ((event: RequestEvent) => void) | undefined;
}

/** Arguments as the generic call sees them: path parameters, `query`, `body`, `signal`, `priority`. */
export type CallArguments = Readonly<Record<string, unknown>> & {
  readonly signal?: AbortSignal | undefined;
  readonly priority?: Priority | undefined;
};

interface Prepared {
  operation: Operation;
  path: string;
  body: string | FormData | undefined;
  priority: Priority;
  signal: AbortSignal | undefined;
}

function prepareBody(operation: Operation, body: unknown): string | FormData | undefined {
  if (body === undefined) return undefined;
  if (!operation.multipart) return encode(body, operation.body);
  const form = new FormData();
  for (const [name, part] of Object.entries(body as Record<string, unknown>)) {
    form.append(name, part instanceof Blob ? part : String(part));
  }
  return form;
}

function prepare(setting: Setting, operation: Operation, args: CallArguments): Prepared {
  try {
    return {
      operation,
      path: address(operation, setting.tenantId, args),
      body: prepareBody(operation, args.body),
      priority: args.priority ?? 'live',
      signal: anySignal(setting.signal, args.signal),
    };
  } catch (fault) {
    if (!(fault instanceof Unencodable)) throw fault;
    throw new ServiceTitanError({
      kind: 'validation',
      operation: operation.id,
      detail: fault.message,
      errors: { [fault.path]: [fault.message] },
      sent: false,
      cause: fault,
    });
  }
}

const aborted = (operation: string, signal: AbortSignal | undefined): ServiceTitanError =>
  new ServiceTitanError({ kind: 'aborted', operation, detail: '', sent: false, cause: signal?.reason });

/** Waits under the call's signal, before anything has been sent. */
async function waiting<T>(call: Prepared, promise: Promise<T>): Promise<T> {
  try {
    return await abortable(promise, call.signal);
  } catch (fault) {
    throw call.signal?.aborted ? aborted(call.operation.id, call.signal) : fault;
  }
}

const succeeded = (operation: Operation, status: number): boolean =>
  (status >= 200 && status < 300) || operation.responses.some((response) => response.status === status);

const isFile = ({ type }: Operation['responses'][number]): boolean =>
  type?.kind === 'scalar' && type.format === 'binary';

/** One attempt. Reports itself to `onRequest` whatever comes of it. */
async function attemptOnce(
  setting: Setting,
  call: Prepared,
  token: string,
  attempt: number,
): Promise<Answer> {
  const { operation, path, body, priority, signal } = call;
  const { clock } = setting;
  const binary = operation.responses.some(isFile);
  await waiting(call, setting.budget.take(priority, signal));
  const began = clock.now();
  const report = (status: number | null, error: ServiceTitanError | null): void =>
    setting.onRequest?.({
      operation: operation.id,
      method: operation.method,
      path,
      attempt,
      priority,
      status,
      durationMs: clock.now() - began,
      error,
    });
  try {
    const answer = await setting.exchange(operation.id, setting.apiUrl + path, {
      method: operation.method,
      headers: {
        Accept: binary ? '*/*' : 'application/json',
        Authorization: `Bearer ${token}`,
        [APP_KEY_HEADER]: setting.appKey,
        ...(typeof body === 'string' && { 'Content-Type': 'application/json' }),
      },
      body,
      signal,
      binary,
    });
    const error = succeeded(operation, answer.status) ? null : refusal(operation.id, answer, clock.now());
    report(answer.status, error);
    if (error) throw error;
    return answer;
  } catch (fault) {
    if (fault instanceof ServiceTitanError && fault.status === undefined) report(null, fault);
    throw fault;
  }
}

/** A token for the call. Without one nothing goes to the API, hence nothing can have been processed. */
async function obtainToken(setting: Setting, call: Prepared, refused: string | undefined): Promise<string> {
  try {
    return await waiting(call, setting.tokens.get(setting.exchange, refused));
  } catch (fault) {
    throw fault instanceof ServiceTitanError ? fault.withSent(false) : fault;
  }
}

/**
 * Sends a call and waits for its answer, with repeats where the retry rules allow them and one fresh token after a 401.
 * Throws a ServiceTitanError; its `sent` covers all attempts.
 */
export async function request(setting: Setting, operation: Operation, args: CallArguments): Promise<Answer> {
  const call = prepare(setting, operation, args);
  const { clock, budget, retry, random } = setting;
  const began = clock.now();
  let refused: string | undefined;
  let maybeProcessed = false;
  for (let attempt = 1; ; attempt += 1) {
    let token: string | undefined;
    try {
      token = await obtainToken(setting, call, refused);
      return await attemptOnce(setting, call, token, attempt);
    } catch (fault) {
      if (!(fault instanceof ServiceTitanError)) throw fault;
      maybeProcessed ||= fault.sent;
      if (fault.kind === 'unauthorized' && refused === undefined) {
        refused = token;
        continue;
      }
      // Asking for a token again changes nothing, whatever the call itself would do.
      const method = token === undefined ? 'GET' : operation.method;
      const delay = retryDelay(method, fault, attempt, clock.now() - began, retry, random);
      if (delay === null) throw fault.withSent(maybeProcessed);
      if (fault.kind === 'throttled' && token !== undefined) budget.pause(delay);
      await waiting(call, clock.wait(delay, call.signal)).catch((stopped: ServiceTitanError) => {
        throw stopped.withSent(maybeProcessed);
      });
    }
  }
}

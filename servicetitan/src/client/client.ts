/** The client: one generic call, driven by the tables, under every operation's name. */
import {
  type Environment,
  HOSTS,
  type Hosts,
  MODULES,
  type Module,
  moduleKey,
  type Operation,
  operation,
} from '../contract/index.ts';
import type { Calls } from '../generated/index.types.ts';
import { type Budget, sharedBudget } from './budget.ts';
import type {
  ArgumentList,
  ExportArguments,
  ExportId,
  OperationId,
  PageArgumentList,
  PageId,
  Response,
  Row,
} from './call.ts';
import { type Clock, systemClock } from './clock.ts';
import { decode } from './decode.ts';
import { int64Text } from './encode.ts';
import { ServiceTitanError } from './error.ts';
import { type Answer, createExchange } from './exchange.ts';
import { type FeedAnswer, feed, type PageAnswer, pages, readFeedHead } from './paging.ts';
import { type CallArguments, type RequestEvent, request, type Setting } from './request.ts';
import { DEFAULT_RETRY, type RetryPolicy } from './retry.ts';
import { sharedTokens } from './token.ts';
import { callTree } from './tree.ts';

export type ClientOptions = ({ environment: Environment } | Hosts) & {
  tenantId: string | number | bigint;
  clientId: string;
  clientSecret: string;
  appKey: string;
  fetch?: typeof globalThis.fetch;
  /** Clients share tokens and budget only when they share the clock. */
  clock?: Clock;
  /** In place of the one that all clients of this process with the same app and tenant share. */
  budget?: Budget;
  retry?: Partial<RetryPolicy>;
  /** Longest wait for one answer; by default a little more than the API gives itself (100 s). */
  timeoutMs?: number;
  /** Ends every call of this client. */
  signal?: AbortSignal;
  /** Told of every attempt when it ends. Must not throw. */
  onRequest?: (event: RequestEvent) => void;
  /** Source of the jitter, from 0 to 1. */
  random?: () => number;
};

/** An answer as text, for a caller that stores it as it came. */
export interface RawAnswer {
  status: number;
  text: string;
}

/** One answer of an export feed as text, with what is needed to go on. */
export interface RawExport extends FeedAnswer {
  text: string;
}

export interface Client extends Calls {
  /** Calls an operation by its id. */
  call<Id extends OperationId>(id: Id, ...args: ArgumentList<Id>): Promise<Response<Id>>;
  /** The same without decoding. */
  raw<Id extends OperationId>(id: Id, ...args: ArgumentList<Id>): Promise<RawAnswer>;
  /** Pages of a list, one after the other. */
  pages<Id extends PageId>(
    id: Id,
    ...args: PageArgumentList<Id>
  ): AsyncGenerator<Response<Id>, void, undefined>;
  /** Rows of a list, across its pages. */
  items<Id extends PageId>(id: Id, ...args: PageArgumentList<Id>): AsyncGenerator<Row<Id>, void, undefined>;
  /** Answers of an export feed up to its present end; begin the next run at the last `continueFrom`. */
  export<Id extends ExportId>(id: Id, args?: ExportArguments): AsyncGenerator<Response<Id>, void, undefined>;
  /** The same as text. */
  exportRaw<Id extends ExportId>(id: Id, args?: ExportArguments): AsyncGenerator<RawExport, void, undefined>;
  /**
   * What the app was granted by this tenant: the scopes of the token in use, which is fetched when there is none. Null
   * when the server does not say. A client with a clock of its own asks for a token of its own.
   */
  grantedScopes(): Promise<readonly string[] | null>;
}

const DEFAULT_TIMEOUT_MS = 105_000;

function known(id: string): Operation {
  const found = operation(id);
  if (!found) throw new TypeError(`ServiceTitan has no operation ${id}`);
  return found;
}

const unreadable = (id: string, status: number, cause: unknown): ServiceTitanError =>
  new ServiceTitanError({
    kind: 'invalid_response',
    operation: id,
    status,
    detail: 'the body is not the documented JSON',
    sent: true,
    cause,
  });

function decodeAnswer(target: Operation, answer: Answer): unknown {
  const { status, text } = answer;
  if (status >= 300) return { location: answer.location ?? '' };
  const documented = target.responses.find((response) => response.status === status) ?? target.responses[0];
  const type = documented?.type ?? null;
  if (type?.kind === 'scalar' && type.format === 'binary') return answer.bytes;
  if ((documented && !type) || text === '') return undefined;
  try {
    return decode(text, type);
  } catch (fault) {
    throw unreadable(target.id, status, fault);
  }
}

/**
 * The two hosts that the options name, without slashes at the end. Options often come from a configuration file, where
 * no compiler has seen them.
 * @throws TypeError that says which option to set.
 */
function hostsOf(options: Partial<Hosts> & { environment?: string }): Hosts {
  const { environment } = options;
  if (environment !== undefined && !Object.hasOwn(HOSTS, environment))
    throw new TypeError(
      `environment must be ${Object.keys(HOSTS).join(' or ')}; or leave it out and set apiUrl and authUrl`,
    );
  const hosts: Partial<Hosts> = environment === undefined ? options : HOSTS[environment as Environment];
  const host = (name: keyof Hosts): string => {
    const url = hosts[name];
    if (url === undefined) throw new TypeError(`set environment, or apiUrl and authUrl: ${name} is missing`);
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
      throw new TypeError(`${name} must be an http(s) address, not "${url}"`);
    return url.replace(/\/+$/, '');
  };
  return { apiUrl: host('apiUrl'), authUrl: host('authUrl') };
}

function setUp(options: ClientOptions): Setting {
  const { apiUrl, authUrl } = hostsOf(options);
  for (const name of ['clientId', 'clientSecret', 'appKey'] as const) {
    if (!options[name]) throw new TypeError(`${name} is missing`);
  }
  const { clock = systemClock, fetch = globalThis.fetch, appKey, clientId, clientSecret } = options;
  const tenantId = int64Text(options.tenantId, 'tenantId');
  return {
    apiUrl,
    tenantId,
    appKey,
    clock,
    tokens: sharedTokens(clock, { authUrl, clientId, clientSecret }),
    budget: options.budget ?? sharedBudget(clock, [apiUrl, appKey, tenantId]),
    exchange: createExchange(fetch, clock, options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    retry: { ...DEFAULT_RETRY, ...options.retry },
    random: options.random ?? Math.random,
    signal: options.signal,
    onRequest: options.onRequest,
  };
}

/**
 * Puts a module's calls on a client, built when the module is first named: a server makes one client per contractor and
 * uses a handful of the 579 operations.
 */
function defineModule(client: object, module: Module, ask: Parameters<typeof callTree>[1]): void {
  const key = moduleKey(module);
  const get = (): object => {
    const value = callTree(module, ask);
    Object.defineProperty(client, key, { value, enumerable: true });
    return value;
  };
  Object.defineProperty(client, key, { get, enumerable: true, configurable: true });
}

/**
 * A client for one tenant. Making one costs nothing: no request goes out, and a module's table is read with its first
 * call.
 *
 *     const client = createClient({ environment: 'production', tenantId, clientId, clientSecret, appKey });
 *     const customer = await client.crm.customers.get({ id: '9007199254740993' });
 */
export function createClient(options: ClientOptions): Client {
  const setting = setUp(options);
  const ask = async (id: string, args: CallArguments = {}): Promise<unknown> => {
    const target = known(id);
    return decodeAnswer(target, await request(setting, target, args));
  };
  const askRaw = async (id: string, args: CallArguments = {}): Promise<RawAnswer> => {
    const { status, text } = await request(setting, known(id), args);
    return { status, text };
  };
  const askFeed = async (id: string, args: CallArguments): Promise<RawExport> => {
    const { status, text } = await askRaw(id, args);
    try {
      return { text, ...readFeedHead(text) };
    } catch (fault) {
      throw unreadable(id, status, fault);
    }
  };
  const askPages = (id: string, args: CallArguments = {}): AsyncGenerator<PageAnswer, void, undefined> =>
    pages((one) => ask(id, one) as Promise<PageAnswer>, args, known(id).firstPage);
  const client = {
    call: ask,
    raw: askRaw,
    pages: askPages,
    async *items(id: string, args: CallArguments = {}) {
      for await (const { data } of askPages(id, args)) yield* data ?? [];
    },
    export: (id: string, args: CallArguments = {}) =>
      feed(id, (one) => ask(id, one) as Promise<FeedAnswer>, args as CallArguments & ExportArguments),
    exportRaw: (id: string, args: CallArguments = {}) =>
      feed(id, (one) => askFeed(id, one), args as CallArguments & ExportArguments),
    grantedScopes: () => setting.tokens.scopes(setting.exchange),
  };
  for (const module of MODULES) defineModule(client, module, ask);
  // The types of the calls are generated from the same documents as the tables that drive them.
  return client as unknown as Client;
}

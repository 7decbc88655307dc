/** One HTTP exchange: from the request to the operation, through the checks and faults, to the answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { APP_KEY_HEADER, type Operation, TOKEN_PATH } from 'servicetitan/contract';
import { distorted } from '../control/distort.ts';
import type { Fault, Faults } from '../control/faults.ts';
import { type LoggedRequest, loggedBody, type RequestLog } from '../control/request-log.ts';
import { encode } from '../json/codec.ts';
import type { Handler, Pieces, Tenant } from '../operations/call.ts';
import { checkBody } from '../wire/body.ts';
import { bodyOf, invalid, problem, Refusal, unmatched } from '../wire/problem.ts';
import { checkQuery } from '../wire/query.ts';
import { type Access, admit, grant } from './access.ts';
import { parseJson, readBody } from './read-body.ts';
import type { Match, Matcher } from './routes.ts';
import type { Throttle } from './throttle.ts';

export interface Api {
  access: Access;
  matcher: Matcher;
  /** The handler of an operation; one without is known but not served yet. */
  handlerOf(operation: Operation): Handler | undefined;
  tenants: ReadonlyMap<string, Tenant>;
  throttle: Throttle;
  faults: Faults;
  log: RequestLog;
  /** Wire time by the emulator's clock, for the log. */
  at(): string;
}

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array | Pieces;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** Serves one request of the token endpoint or the API. Whatever goes wrong becomes an answer. */
export async function exchange(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const { url = '/', method = 'GET' } = request;
  const [path = '/', search = ''] = url.split(/\?(.*)/s);
  const isToken = path === TOKEN_PATH;
  const match = isToken ? undefined : api.matcher(method, path);
  const operation = isToken ? 'auth.token' : (match?.operation.id ?? null);
  const tenantId = match?.tenant ?? null;
  const entry = api.log.open({ at: api.at(), method, url, operation, tenantId });
  const faults = operation === null ? [] : api.faults.draw(operation);
  entry.faults = faults.map(({ kind }) => kind);
  const reply = await serve(api, request, { search, method, isToken, match, entry, faults });
  entry.ms = Math.round((performance.now() - started) * 100) / 100;
  if (reply === 'drop' || has(faults, 'drop-after')) {
    request.socket.destroy();
    return;
  }
  entry.status = reply.status;
  const pieces = piecesOf(reply.body);
  const length = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  response.writeHead(reply.status, {
    ...reply.headers,
    // A 204 has no body, and so no length either (RFC 9110, 8.6).
    ...(reply.status !== 204 && { 'Content-Length': String(length) }),
  });
  response.cork();
  for (const piece of pieces) if (piece.length > 0) response.write(piece);
  response.end();
}

interface Request {
  search: string;
  method: string;
  isToken: boolean;
  match: Match | undefined;
  entry: LoggedRequest;
  faults: readonly Fault[];
}

async function serve(api: Api, request: IncomingMessage, asked: Request): Promise<Reply | 'drop'> {
  try {
    const { isToken, match, faults, entry } = asked;
    const text = await readBody(request);
    if (!isToken) entry.body = loggedBody(text);
    const slow = has(faults, 'slow');
    if (slow) await pause(slow.ms ?? 0);
    if (has(faults, 'drop-before')) return 'drop';
    const faulty = faultReply(faults);
    if (faulty) return faulty;
    if (isToken) {
      if (asked.method !== 'POST') throw unmatched();
      const granted = grant(api.access, request.headers['content-type'] ?? '', text);
      return {
        status: 200,
        headers: { 'Content-Type': JSON_TYPE, 'Cache-Control': 'no-store' },
        body: encode(granted),
      };
    }
    if (!match) throw unmatched();
    const reply = callOperation(api, request, match, asked.search, text);
    return { ...reply, body: distorted(reply.body, match.operation, faults) };
  } catch (error) {
    // The client went away in the middle of its request: there is nobody to answer.
    return request.destroyed && !request.complete ? 'drop' : refusalReply(error);
  }
}

function callOperation(
  api: Api,
  request: IncomingMessage,
  match: Match,
  search: string,
  text: string,
): Reply {
  const { operation } = match;
  const appKey = request.headers[APP_KEY_HEADER.toLowerCase()];
  const app = admit(api.access, operation, match.tenant, {
    authorization: request.headers.authorization,
    appKey: typeof appKey === 'string' ? appKey : undefined,
  });
  const tenant = api.tenants.get(match.tenant);
  if (!tenant) throw unmatched();
  const seconds = api.throttle.wait(`${app.appKey}/${match.tenant}`, performance.now());
  if (seconds > 0) throw rateLimited(seconds, { 'Retry-After': String(seconds) });
  if (match.malformed.length > 0) {
    throw invalid(
      Object.fromEntries(match.malformed.map((name) => [name, [`The value is not valid for ${name}.`]])),
    );
  }
  const handler = api.handlerOf(operation);
  if (!handler) throw problem(501, `The emulator does not serve ${operation.id} yet.`);
  const query = checkQuery(new URLSearchParams(search), operation.query);
  const body = operation.body === null ? null : checkBody(parseJson(text), operation.body);
  const call = { operation, tenant, store: tenant.store, params: match.params, query, body };
  const answer = operation.method === 'GET' ? handler(call) : tenant.store.write(() => handler(call));
  const status = operation.responses[0]?.status ?? 200;
  if (!answer) return { status, headers: {}, body: '' };
  if ('bytes' in answer) return { status, headers: { 'Content-Type': answer.type }, body: answer.bytes };
  return {
    status,
    headers: { 'Content-Type': JSON_TYPE },
    body: 'text' in answer ? answer.text : encode(answer.value),
  };
}

const piecesOf = (body: Reply['body']): readonly (string | Uint8Array)[] =>
  typeof body === 'string' || body instanceof Uint8Array ? [body] : body;

const has = (faults: readonly Fault[], kind: Fault['kind']): Fault | undefined =>
  faults.find((fault) => fault.kind === kind);

const rateLimited = (seconds: number, headers: Record<string, string>): Refusal =>
  problem(429, `Rate limit is exceeded. Try again in ${seconds} seconds.`, {}, headers);

function faultReply(faults: readonly Fault[]): Reply | undefined {
  const limited = has(faults, 'rate-limited');
  const wait = limited?.retryAfter;
  if (limited)
    return refusalReply(rateLimited(wait ?? 1, wait === undefined ? {} : { 'Retry-After': String(wait) }));
  if (has(faults, 'expired-token')) {
    return refusalReply(problem(401, 'The access token is expired.', {}, { 'WWW-Authenticate': 'Bearer' }));
  }
  const broken = has(faults, 'server-error');
  if (!broken) return undefined;
  const page = '<html><head><title>Error</title></head><body>The service is unavailable.</body></html>';
  return { status: broken.status ?? 503, headers: { 'Content-Type': 'text/html' }, body: page };
}

function refusalReply(error: unknown): Reply {
  if (!(error instanceof Refusal)) {
    console.error(error);
    return refusalReply(problem(500, 'An unexpected error occurred.'));
  }
  const headers = { 'Content-Type': JSON_TYPE, ...error.headers };
  return { status: error.status, headers, body: bodyOf(error) };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

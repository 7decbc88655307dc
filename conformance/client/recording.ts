/** A client whose requests are recorded and go nowhere, and the method that it has for each operation. */
import { type Client, createClient } from 'servicetitan';
import { moduleKey, operations } from 'servicetitan/contract';
import type { ApiOperation } from '../documents/document.ts';

export interface Recorded {
  method: string;
  url: URL;
  headers: Headers;
  /** Text of the body, or the form of an upload; null without one. */
  body: string | FormData | null;
}

type Method = (args?: Record<string, unknown>) => Promise<unknown>;

export interface RecordingClient {
  tenantId: string;
  token: string;
  appKey: string;
  /** Undefined when the client has none. */
  methodFor(operation: ApiOperation): Method | undefined;
  /** The requests since the last time; the answer to each is the operation's first documented success, without a body. */
  take(): Recorded[];
}

const TOKEN = 'a-token';
const APP_KEY = 'an-app-key';
const TENANT_ID = '9007199254740995';

const shapeOf = (method: string, path: string): string => `${method} ${path.replace(/\{\w+\}/g, '{}')}`;

/** The call at `crm.customers.getList` of a client, found as a caller would. */
function callAt(client: Client, id: string): Method | undefined {
  let at: unknown = client;
  for (const part of id.split('.')) at = (at as Record<string, unknown> | undefined)?.[part];
  return typeof at === 'function' ? (at as Method) : undefined;
}

export function recordingClient(): RecordingClient {
  const seen: Recorded[] = [];
  const record: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    if (url.pathname === '/connect/token') {
      return Response.json({ access_token: TOKEN, expires_in: 900, token_type: 'Bearer', scope: '' });
    }
    const body = typeof init.body === 'string' || init.body instanceof FormData ? init.body : null;
    seen.push({ method: init.method ?? 'GET', url, headers: new Headers(init.headers), body });
    return new Response(null, { status: 200 });
  };
  const client = createClient({
    apiUrl: 'http://api.invalid',
    authUrl: 'http://auth.invalid',
    tenantId: TENANT_ID,
    clientId: 'a-client',
    clientSecret: 'a-secret',
    appKey: APP_KEY,
    fetch: record,
    // Nothing goes to the API, so its limit does not matter.
    budget: { take: async () => {}, pause: () => {} },
  });
  const ids = new Map(
    operations().map(({ id, module, method, path }) => [
      shapeOf(method, path),
      id.replace(/^[^.]+/, moduleKey(module)),
    ]),
  );
  return {
    tenantId: TENANT_ID,
    token: TOKEN,
    appKey: APP_KEY,
    methodFor(operation) {
      const id = ids.get(shapeOf(operation.method, operation.path));
      return id === undefined ? undefined : callAt(client, id);
    },
    take: () => seen.splice(0),
  };
}

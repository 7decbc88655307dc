/** What is judged: an API that requests can be sent to, under different credentials. */
import { createEmulator } from 'servicetitan-emulator';

/** `nobody` sends no token; `powerless` has one without any scope. */
export type Role = 'app' | 'nobody' | 'powerless';

export interface Request {
  method: string;
  /** From the host on, with the tenant in it. */
  path: string;
  query?: readonly (readonly [string, string])[];
  body?: unknown;
  role?: Role;
}

export interface Answer {
  status: number;
  /** Without parameters; empty when there is none. */
  contentType: string;
  text: string;
  /** The parsed body; undefined when it is empty or not JSON. */
  json: unknown;
}

export interface Target {
  tenantId: string;
  /** Milliseconds since 1970 by the target's clock. */
  now: number;
  send(request: Request): Promise<Answer>;
}

/** A moment in the middle of a working week, so that there is a past and a future to ask for. */
const NOW = Date.parse('2026-03-04T17:00:00Z');
const TENANT_ID = 1_234_567;
const APPS = { app: undefined, powerless: [] } as const;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

interface Credentials {
  clientId: string;
  clientSecret: string;
  appKey: string;
}

async function tokenOf(url: string, { clientId, clientSecret }: Credentials): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const answer = await fetch(`${url}/connect/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (!token) throw new Error(`The token endpoint answers ${answer.status}.`);
  return token;
}

/** An emulator with the small company, whose clock stands still. */
export async function startEmulator(): Promise<Target & { close(): Promise<void> }> {
  const tenantId = String(TENANT_ID);
  const credentials = (name: string): Credentials => ({
    clientId: `cid.${name}`,
    clientSecret: `cs.${name}`,
    appKey: `ak.${name}`,
  });
  const emulator = await createEmulator({
    company: 'small',
    rateLimit: 0,
    clock: { now: () => NOW },
    tenants: [{ id: TENANT_ID }],
    apps: Object.entries(APPS).map(([name, scopes]) => ({
      ...credentials(name),
      tenantId,
      ...(scopes && { scopes }),
    })),
  });
  const headers: Record<Role, Record<string, string>> = { nobody: {}, app: {}, powerless: {} };
  for (const role of ['app', 'powerless'] as const) {
    const { appKey } = credentials(role);
    headers[role] = {
      Authorization: await tokenOf(emulator.url, credentials(role)),
      'ST-App-Key': appKey,
    };
  }
  headers.nobody = { 'ST-App-Key': credentials('app').appKey };
  return {
    tenantId,
    now: NOW,
    close: () => emulator.close(),
    async send({ method, path, query = [], body, role = 'app' }) {
      const search = new URLSearchParams(query.map(([name, value]) => [name, value]));
      const response = await fetch(`${emulator.url}${path}${search.size > 0 ? `?${search}` : ''}`, {
        method,
        redirect: 'manual',
        headers: { ...headers[role], ...(body !== undefined && { 'Content-Type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
      return { status: response.status, contentType, text, json: parsed(text) };
    },
  };
}

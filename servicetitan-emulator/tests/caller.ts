/** An emulator with a company of two of everything, and a caller that holds its credentials. */
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.ts';

export type Body = Record<string, unknown>;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; an empty object when there is none or it is not JSON. */
  json: Body;
}

export interface Caller {
  emulator: Emulator;
  token: string;
  get(path: string): Promise<Answer>;
  send(method: string, path: string, body?: unknown): Promise<Answer>;
}

/** A moment on a working day that the tests agree on. */
export const NOW = Date.parse('2026-03-04T17:00:00Z');

export const stopped = { now: () => NOW };

export async function start(options: EmulatorOptions = {}): Promise<Caller> {
  const emulator = await createEmulator({ company: 'empty', rateLimit: 0, ...options });
  return callerOf(emulator);
}

export async function callerOf(emulator: Emulator): Promise<Caller> {
  const token = String((await askToken(emulator)).json.access_token);
  return {
    emulator,
    token,
    get: (path) => call(emulator, token, 'GET', path),
    send: (method, path, body) => call(emulator, token, method, path, body),
  };
}

export async function askToken(emulator: Emulator, fields: Record<string, string> = {}): Promise<Answer> {
  const { clientId, clientSecret } = emulator;
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    ...fields,
  };
  return read(
    await fetch(`${emulator.url}/connect/token`, { method: 'POST', body: new URLSearchParams(form) }),
  );
}

/** `path` is `crm/customers?name=x`: the module, then what follows the tenant. */
async function call(
  emulator: Emulator,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const headers = { Authorization: token, 'ST-App-Key': emulator.appKey, 'Content-Type': 'application/json' };
  const init: RequestInit = { method, headers };
  if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body);
  return read(await fetch(`${emulator.url}${urlOf(emulator, path)}`, init));
}

export const urlOf = (emulator: Emulator, path: string): string =>
  path.replace(/^([\w-]+)\//, `/$1/v2/tenant/${emulator.tenantId}/`);

export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}

/** Rows of a page or a feed. */
export const rowsOf = (answer: Answer): Body[] => (Array.isArray(answer.json.data) ? answer.json.data : []);

export const control = async (
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> =>
  read(
    await fetch(`${emulator.controlUrl}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );

export const ADDRESS = {
  street: '10 Juniper Hollow Ln',
  unit: null,
  city: 'Denver',
  state: 'CO',
  zip: '80202',
  country: 'USA',
};

export const newCustomer = (changes: Body = {}): Body => ({
  name: 'Ada Byron',
  address: ADDRESS,
  locations: [{ name: 'Home', address: ADDRESS }],
  ...changes,
});

/** Ids of what a job needs, made or found in the company. */
export interface Needs {
  customerId: number;
  locationId: number;
  businessUnitId: number;
  jobTypeId: number;
  campaignId: number;
  technicianId: number;
}

/** For emulators with a `small` company. */
export async function needs(caller: Caller): Promise<Needs> {
  const first = async (path: string): Promise<number> => Number(rowsOf(await caller.get(path))[0]?.id);
  const customer = (await caller.send('POST', 'crm/customers', newCustomer())).json;
  const [location] = customer.locations as Body[];
  return {
    customerId: Number(customer.id),
    locationId: Number(location?.id),
    businessUnitId: await first('settings/business-units'),
    jobTypeId: await first('jpm/job-types'),
    campaignId: await first('marketing/campaigns'),
    technicianId: await first('settings/technicians'),
  };
}

export const newJob = ({ technicianId, ...ids }: Needs, changes: Body = {}): Body => ({
  ...ids,
  priority: 'Normal',
  summary: 'Drain is slow.',
  appointments: [
    { start: '2026-03-09T16:00:00Z', end: '2026-03-09T18:00:00Z', technicianIds: [technicianId] },
  ],
  ...changes,
});

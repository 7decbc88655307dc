/** Calls the client's method of every operation, and holds the request that goes out against the document. */
import type { ApiOperation } from '../documents/document.ts';
import type { Judge } from '../documents/judge.ts';
import type { Departure, Finding } from '../finding.ts';
import { argumentsOf, type Given, isUpload } from './arguments.ts';
import type { Recorded, RecordingClient } from './recording.ts';

/** JSON with numbers as the text they are written in and members in order, so that no digit goes unseen. */
function exactly(text: string): string {
  const value: unknown = JSON.parse(text, (_name, one: unknown, context?: { source?: string }) =>
    typeof one === 'number' ? { number: context?.source } : one,
  );
  return canonical(value);
}

function canonical(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return canonical({ number: String(value) });
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
}

function queryDepartures(given: Given, { url }: Recorded): Departure[] {
  const names = new Set([...given.query.map(([name]) => name), ...url.searchParams.keys()]);
  return [...names].flatMap((name) => {
    const wanted = given.query.filter(([one]) => one === name).map(([, value]) => value);
    const sent = url.searchParams.getAll(name);
    if (JSON.stringify(wanted) === JSON.stringify(sent)) return [];
    return [{ where: `query ${name} is not sent as documented`, detail: `${wanted} became ${sent}` }];
  });
}

function bodyDepartures(judge: Judge, operation: ApiOperation, given: Given, sent: Recorded): Departure[] {
  const { body } = operation;
  const type = sent.headers.get('content-type');
  if (!body) {
    return sent.body === null && type === null
      ? []
      : [{ where: 'a body is sent', detail: String(sent.body) }];
  }
  if (sent.body instanceof FormData)
    return [{ where: 'the body is a multipart form', detail: body.contentType }];
  if (sent.body === null) return [{ where: 'no body is sent', detail: '' }];
  const departures: Departure[] = [];
  if (type?.split(';')[0] !== body.contentType)
    departures.push({ where: `the content type is ${type}`, detail: '' });
  for (const where of judge.departures(operation.document, body.schema, JSON.parse(sent.body), 'body')) {
    departures.push({ where, detail: sent.body.slice(0, 400) });
  }
  if (!isUpload(operation) && exactly(sent.body) !== canonical(given.body)) {
    departures.push({
      where: 'the body is not what was given',
      detail: `${canonical(given.body)} became ${exactly(sent.body)}`.slice(0, 2_000),
    });
  }
  return departures;
}

function requestDepartures(
  judge: Judge,
  client: RecordingClient,
  operation: ApiOperation,
  given: Given,
  sent: Recorded,
): Departure[] {
  const departures: Departure[] = [];
  const expect = (what: string, actual: string | null, ...wanted: string[]): void => {
    if (!wanted.includes(actual ?? ''))
      departures.push({ where: `${what} is not as documented`, detail: `${actual}, not ${wanted[0]}` });
  };
  expect('the method', sent.method, operation.method);
  expect('the path', sent.url.pathname, new URL(given.path, 'http://api.invalid').pathname);
  expect('Authorization', sent.headers.get('authorization'), `Bearer ${client.token}`, client.token);
  expect('ST-App-Key', sent.headers.get('st-app-key'), client.appKey);
  return [...departures, ...queryDepartures(given, sent), ...bodyDepartures(judge, operation, given, sent)];
}

async function call(judge: Judge, client: RecordingClient, operation: ApiOperation): Promise<Departure[]> {
  const method = client.methodFor(operation);
  if (!method) return [{ where: 'the client has no method', detail: operation.path }];
  const given = argumentsOf(operation, client.tenantId);
  try {
    await method(given.args);
  } catch (error) {
    client.take();
    return [{ where: 'the call fails', detail: String(error) }];
  }
  const requests = client.take();
  const [sent] = requests;
  if (!sent || requests.length > 1) return [{ where: `${requests.length} requests are sent`, detail: '' }];
  return requestDepartures(judge, client, operation, given, sent);
}

export async function driveClient(
  judge: Judge,
  client: RecordingClient,
  operations: readonly ApiOperation[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const operation of operations) {
    const departures = await call(judge, client, operation);
    findings.push({
      operation: operation.key,
      module: operation.module,
      deviations: departures.map((one) => ({ operation: operation.key, side: 'client', ...one })),
    });
  }
  return findings;
}

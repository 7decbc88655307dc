/** A tiny HTTP server that plays the API and the token endpoint: it answers what a test tells it to, and remembers. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Client, type ClientOptions, createClient, ServiceTitanError } from '../src/index.ts';
import { jumpingClock } from './clocks.ts';

export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

/** `drop` cuts the connection, `hang` never answers. Objects are sent as JSON, text and bytes as they are. */
type Reply = 'drop' | 'hang' | { status?: number; body?: unknown; headers?: Record<string, string> };

/** The same reply every time, or one that depends on the request and on how many there have been. */
export type Answer = Reply | ((seen: Seen, count: number) => Reply);

export interface StandIn {
  url: string;
  /** API requests in the order they came. */
  seen: Seen[];
  /** Requests to the token endpoint in the order they came. */
  tokenRequests: Seen[];
  /** Resolves when the API has received so many requests in all. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

async function read(message: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const url = new URL(message.url ?? '', 'http://stand-in.invalid');
  const body = Buffer.concat(chunks).toString('utf8');
  return {
    method: message.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    body,
  };
}

const issueToken = (count: number): Reply => ({
  body: { access_token: `token-${count}`, expires_in: 900, token_type: 'Bearer' },
});

export async function standIn(
  answer: Answer,
  answerToken: (count: number) => Reply = issueToken,
): Promise<StandIn> {
  const replyTo = typeof answer === 'function' ? answer : () => answer;
  const seen: Seen[] = [];
  const tokenRequests: Seen[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const one = await read(incoming);
    const forToken = one.path === '/connect/token';
    const list = forToken ? tokenRequests : seen;
    list.push(one);
    const reply = forToken ? answerToken(list.length) : replyTo(one, list.length);
    for (const waiter of waiting) if (seen.length >= waiter.count) waiter.resolve();
    if (reply === 'drop') return incoming.socket.destroy();
    if (reply === 'hang') return undefined;
    const { status = 200, body = '', headers = {} } = reply;
    const plain = typeof body === 'string' || body instanceof Uint8Array;
    outgoing.writeHead(status, headers).end(plain ? body : JSON.stringify(body));
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    tokenRequests,
    received: (count) =>
      new Promise((resolve) => {
        if (seen.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A client of the stand-in whose waits pass at once. */
export const clientOf = (url: string, options: Partial<ClientOptions> = {}): Client =>
  createClient({
    apiUrl: url,
    authUrl: url,
    tenantId: '77',
    clientId: 'client-1',
    clientSecret: 'very-secret-secret',
    appKey: 'very-secret-app-key',
    clock: jumpingClock(),
    random: () => 1,
    ...options,
  });

/** The error a call fails with; anything else is a failure of the test. */
export async function failureOf(promise: Promise<unknown>): Promise<ServiceTitanError> {
  const fault = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(fault instanceof ServiceTitanError))
    throw new Error('a ServiceTitanError was expected', { cause: fault });
  return fault;
}

export const newCustomer = {
  name: 'Ada',
  locations: [],
  address: { street: '1 Main St', city: 'Springfield', state: 'IL', zip: '62701', country: 'USA' },
};

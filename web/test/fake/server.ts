import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import { problem, ROUTES } from './routes.ts';
import { SERVICETITAN_ROUTES } from './servicetitan/routes.ts';
import type { FakeWorld, Planned, Received } from './world.ts';

const PATTERNS = Object.entries({ ...ROUTES, ...SERVICETITAN_ROUTES }).map(([key, handler]) => {
  const [method = '', path = ''] = key.split(' ');
  return { method, expression: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`), handler };
});
const OPEN = /^\/api\/(auth\/|v1\/public$|v1\/invitations\/)/;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? null : JSON.parse(text);
}

function answer(world: FakeWorld, request: Received): Planned {
  if (!world.signedIn && !OPEN.test(request.path)) return problem(401, 'unauthenticated');
  const plan = world.planned.get(`${request.method} ${request.path}`);
  const planned = typeof plan === 'function' ? plan() : plan;
  if (planned) return planned;
  for (const { method, expression, handler } of PATTERNS) {
    const match = method === request.method ? expression.exec(request.path) : null;
    if (!match) continue;
    const [id = '', ...more] = match.slice(1).map(decodeURIComponent);
    return handler(world, request, id, ...more);
  }
  return problem(404, 'not_found');
}

function openStream(world: FakeWorld, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.write('data: {"type":"ping"}\n\n');
  const send = (event: unknown): void => void response.write(`data: ${JSON.stringify(event)}\n\n`);
  const cut = (): void => void response.destroy();
  world.stream.on('event', send);
  world.stream.on('cut', cut);
  response.on('close', () => {
    world.stream.off('event', send);
    world.stream.off('cut', cut);
  });
}

async function serve(world: FakeWorld, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const method = request.method ?? 'GET';
  if (url.pathname === '/api/v1/events') {
    if (world.signedIn) return openStream(world, response);
    response.writeHead(401).end();
    return;
  }
  const received: Received = {
    method,
    path: url.pathname,
    query: url.searchParams,
    body: await bodyOf(request),
  };
  world.received.push(received);
  await world.held.get(`${method} ${url.pathname}`);
  const { status, body } = answer(world, received);
  response.writeHead(status, {
    'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
  });
  response.end(body === null ? undefined : JSON.stringify(body));
}

/** Serves the product's API from memory beside the built screens, from the world that a cookie names. */
export function fakeApi(worldOf: (cookie: string) => FakeWorld | undefined): Plugin {
  const handle: Connect.NextHandleFunction = (request, response, next) => {
    if (!request.url?.startsWith('/api/')) return next();
    const world = worldOf(request.headers.cookie ?? '');
    if (!world) return void response.writeHead(400).end('The request names no world.');
    // A fault of the fake cuts the connection; the screens must live with that as well.
    serve(world, request, response).catch((fault: Error) => response.destroy(fault));
  };
  return {
    name: 'fake-api',
    configurePreviewServer: (server) => void server.middlewares.use(handle),
  };
}

/** The judge itself, on a made-up document of one resource: what is wrong has to be found, and nothing else. */
import { describe, expect, it } from 'vitest';
import type { RecordingClient } from './client/recording.ts';
import { conform } from './conform.ts';
import type { DeliberateDeviation } from './deviations.ts';
import type { ApiDocument, Schema } from './documents/document.ts';
import type { Answer, Request, Target } from './emulator/target.ts';
import type { Report } from './report.ts';

const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const id = { name: 'id', in: 'path', schema: { type: 'integer', format: 'int64' } };
const object = (properties: Record<string, Schema>, required: string[]): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const DOCUMENT: ApiDocument = {
  name: 'garden',
  servers: [{ url: 'https://api.invalid/garden/v2' }],
  paths: {
    '/tenant/{tenant}/trees': {
      get: {
        parameters: [{ name: 'kind', in: 'query', schema: named('Kind') }],
        responses: { 200: json(object({ data: { type: 'array', items: named('Tree') } }, ['data'])) },
        security: [{ oauth: ['tn.garden.trees:r'] }],
      },
      post: {
        requestBody: json(object({ name: { type: 'string' }, height: { type: 'number' } }, ['name'])),
        responses: { 200: json(named('Tree')) },
      },
    },
    '/tenant/{tenant}/trees/{id}': { get: { parameters: [id], responses: { 200: json(named('Tree')) } } },
  },
  components: {
    schemas: {
      Kind: { type: 'string', enum: ['Oak', 'Elm'] },
      Tree: object(
        {
          id: { type: 'integer', format: 'int64' },
          kind: named('Kind'),
          height: { type: 'number', format: 'decimal', nullable: true },
          fellOn: { oneOf: [{ type: 'null' }, { type: 'string', format: 'date-time' }] },
        },
        ['id', 'kind', 'height'],
      ),
      ApiErrorResponse: object({ title: { type: 'string' } }, ['title']),
    },
  },
};

const TREE = { id: 7, kind: 'Oak', height: null, fellOn: null };

const answer = (status: number, body: unknown): Answer => {
  return { status, contentType: 'application/json', text: JSON.stringify(body), json: body };
};

/** Serves the document as it says, with `tree` as every tree. */
function garden(tree: object, change: (request: Request) => Answer | undefined = () => undefined): Target {
  const trees = '/garden/v2/tenant/5/trees';
  const refusal = (status: number): Answer => answer(status, { title: 'No.' });
  const serve = ({ method, path, role, body, query = [] }: Request): Answer => {
    if (role === 'nobody') return refusal(401);
    if (role === 'powerless') return refusal(403);
    if (path === `${trees}/7`) return answer(200, tree);
    if (path !== trees) return refusal(404);
    if (method === 'POST') return (body as { name?: string })?.name ? answer(200, tree) : refusal(400);
    const kind = query.find(([name]) => name === 'kind')?.[1];
    return answer(200, { data: kind === undefined || kind === TREE.kind ? [tree] : [] });
  };
  return { tenantId: '5', now: 0, send: async (request) => change(request) ?? serve(request) };
}

/** A client as it should be, except that `sent` may change what goes out. */
function client(sent: (url: URL, body: string) => string = (_url, body) => body): RecordingClient {
  const seen: ReturnType<RecordingClient['take']> = [];
  return {
    tenantId: '5',
    token: 't',
    appKey: 'k',
    methodFor: (operation) => async (args) => {
      const url = new URL(operation.path.replace('{tenant}', '5'), 'http://api.invalid');
      url.pathname = url.pathname.replace('%7Bid%7D', String(args?.id));
      for (const [name, value] of Object.entries(args?.query ?? {}))
        url.searchParams.set(name, String(value));
      const body = args?.body === undefined ? null : sent(url, JSON.stringify(args.body));
      const headers = new Headers({ Authorization: 't', 'ST-App-Key': 'k' });
      if (body !== null) headers.set('Content-Type', 'application/json');
      seen.push({ method: operation.method, url, headers, body });
    },
    take: () => seen.splice(0),
  };
}

const judge = (target: Target, one = client(), deliberate: readonly DeliberateDeviation[] = []) =>
  conform({ documents: [DOCUMENT], target, client: one, recipes: {}, deliberate });

const found = ({ unexplained }: Report): string[] =>
  unexplained.map(({ operation, where }) => `${operation}: ${where}`);

const everywhere = (departure: string): string[] => [
  `GET /garden/v2/trees: answer.data[].${departure}`,
  `POST /garden/v2/trees: answer.${departure}`,
  `GET /garden/v2/trees/{id}: answer.${departure}`,
];

describe('the judge', () => {
  it('has nothing to say where everything is as documented', async () => {
    const report = await judge(garden(TREE));
    expect(found(report)).toEqual([]);
    expect(report).toMatchObject({ passed: 6, failed: 0, empty: [], stale: [] });
  });

  it.each([
    ['a wrong type', { ...TREE, height: '4.50' }, 'height is a string, not number'],
    ['a missing required member', { id: 7, kind: 'Oak' }, 'height is missing'],
    ['an unknown member of an enumeration', { ...TREE, kind: 'Ash' }, 'kind is no known member ("Ash")'],
    ['a null where none is allowed', { ...TREE, kind: null }, 'kind is null'],
    ['a member that is not documented', { ...TREE, age: 3 }, 'age is not in the document'],
    ['a malformed time', { ...TREE, fellOn: 'May' }, 'fellOn is no date-time ("May")'],
  ])('finds %s', async (_what, tree, departure) => {
    const report = await judge(garden(tree));
    expect(found(report)).toEqual(everywhere(departure));
    expect(report.failed).toBe(3);
  });

  it('finds an operation that the target does not know', async () => {
    const missing = garden(TREE, ({ path }) =>
      path.endsWith('/7') ? answer(404, { message: '?' }) : undefined,
    );
    expect(found(await judge(missing))).toEqual([
      'GET /garden/v2/trees/{id}: answer: status 404, not 200',
      'GET /garden/v2/trees/{id}: without a token: status 404, not 401',
    ]);
  });

  it('finds missing refusals, and refusals in another shape', async () => {
    const open = garden(TREE, ({ role, body }) => {
      if (role === 'powerless') return answer(403, { message: 'No.' });
      return body !== undefined && !role ? answer(200, TREE) : undefined;
    });
    expect(found(await judge(open))).toEqual([
      'GET /garden/v2/trees: without the scope: error.title is missing',
      'GET /garden/v2/trees: without the scope: error.message is not in the document',
      'POST /garden/v2/trees: without name: status 200, not 400',
    ]);
  });

  it('finds a filter that does not find the row it was taken from', async () => {
    const blind = garden(TREE, ({ query = [] }) =>
      query.some(([name]) => name === 'kind') ? answer(200, { data: [] }) : undefined,
    );
    expect(found(await judge(blind))).toEqual([
      'GET /garden/v2/trees: kind does not find a row with its own value',
    ]);
  });

  it('asks nothing of what is not served yet, and counts empty lists', async () => {
    const bare = garden(TREE, ({ method, path }) => {
      if (method === 'POST' || path.endsWith('/1')) return answer(501, { title: 'Not yet.' });
      return undefined;
    });
    const report = await judge(bare);
    expect(report.modules).toMatchObject([{ module: 'garden', operations: 3, served: 1, client: 3 }]);
    const empty = await judge(
      garden(TREE, ({ path, role }) =>
        path.endsWith('/trees') && role === undefined ? answer(200, { data: [] }) : undefined,
      ),
    );
    expect(empty.empty).toEqual(['GET /garden/v2/trees']);
  });

  it('finds a method that the client lacks', async () => {
    const lacking = client();
    const report = await judge(garden(TREE), {
      ...lacking,
      methodFor: (one) => (one.method === 'POST' ? undefined : lacking.methodFor(one)),
    });
    expect(found(report)).toEqual(['POST /garden/v2/trees: the client has no method']);
  });

  it('finds a body of the client that is not by the schema', async () => {
    const report = await judge(
      garden(TREE),
      client((_url, body) => body.replace('1234.5', '"1234.5"')),
    );
    expect(found(report)).toEqual([
      'POST /garden/v2/trees: body.height is a string, not number',
      'POST /garden/v2/trees: the body is not what was given',
    ]);
  });

  it('lets deliberate deviations pass with their reason, and reports rows that are no longer needed', async () => {
    const text = {
      operation: 'GET /garden/*',
      where: 'answer*.height is a string*',
      reason: 'Heights are text when read.',
    };
    const stale = { operation: 'POST *', where: 'answer.id is null', reason: 'Once upon a time.' };
    const elsewhere = { operation: 'GET /forest/*', where: '*', reason: 'Not in these documents.' };
    const texts = garden({ ...TREE, height: '4.50' }, ({ method, body, role }) =>
      method === 'POST' && !role && (body as { name?: string })?.name ? answer(200, TREE) : undefined,
    );
    const report = await judge(texts, client(), [text, stale, elsewhere]);
    expect(report.deliberate.map(({ reason }) => reason)).toEqual([text.reason, text.reason]);
    expect(found(report)).toEqual([]);
    expect(report).toMatchObject({ failed: 1, stale: [stale] });
  });
});
